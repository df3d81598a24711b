"""Finished pages and mails, looked at as readers and their mail programs will."""

from digest.rendering.lint.finding import Finding
from digest.rendering.lint.report import Report, lint

__all__ = ["Finding", "Report", "lint"]
