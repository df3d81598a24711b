"""An edition as paragraphs of plain runs of words, for places that have no page of our own."""

from digest.rendering.outline.paragraphs import Paragraph, Run, plain, whole_edition
from digest.rendering.outline.shortening import Message, least_cut

__all__ = ["Message", "Paragraph", "Run", "least_cut", "plain", "whole_edition"]
