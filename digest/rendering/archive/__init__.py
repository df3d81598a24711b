"""Editions → a site of files: pages, threads, search and feeds, which no server has to help."""

from digest.rendering.archive.issue import Issue, issue_of
from digest.rendering.archive.site import Site
from digest.rendering.archive.site_files import files
from digest.rendering.archive.web_paths import WebPaths

__all__ = ["Issue", "Site", "WebPaths", "files", "issue_of"]
