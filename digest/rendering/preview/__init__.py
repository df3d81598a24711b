"""An edition's files, as the editor looks at them before they go out."""

from digest.rendering.preview.variants import TABS, Tab, as_seen

__all__ = ["TABS", "Tab", "as_seen"]
