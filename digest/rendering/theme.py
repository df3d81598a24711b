"""How an edition is dressed: its templates, colours, fonts and logo, as its editor chose them."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from digest.errors import ConfigError
from digest.rendering.colours import is_colour
from digest.rendering.logo import Logo

DEFAULT_THEME = "broadsheet"
"""It has a template for every form; another theme may lack some."""
FONT_PAIRS: Mapping[str, tuple[str, str]] = {
    "book": ("serif", "serif"),
    "poster": ("sans", "serif"),
    "report": ("serif", "sans"),
    "plain": ("sans", "sans"),
}
"""Fonts of headlines and of text, by the names that the style sheet has for them."""


MOST_HTML_BYTES = 95_000
"""Gmail shows the first 102 kB of a mail's HTML and hides the rest; lists add their footers."""
_LEANER: Mapping[str, int] = {"brief": 60_000}
"""Themes whose mails are shorter than they need to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What templates see as `theme`; None and empty are left to the theme's own style sheet."""

    name: str = DEFAULT_THEME
    """Folder of its templates."""
    accent: str | None = None
    """`#rrggbb`."""
    dark_accent: str | None = None
    """The same on dark paper; None: that of the day, in a shade that can be read there."""
    fonts: str | None = None
    logo: Logo | None = None
    footer: tuple[str, ...] = ()
    """The last lines of an edition."""

    def __post_init__(self) -> None:
        """Raises ConfigError for what could be more than a colour in a style sheet."""
        colours = {"accent": self.accent, "dark_accent": self.dark_accent}
        for key, colour in colours.items():
            if colour and not is_colour(colour):
                raise ConfigError(
                    f"[theme] {key}: {colour[:20]!r} is no colour; write it as #0b5cad"
                )
        if self.fonts is not None and self.fonts not in FONT_PAIRS:
            raise ConfigError(
                f"[theme] fonts: there are none called {self.fonts!r}; choose of "
                f"{', '.join(FONT_PAIRS)}"
            )

    @property
    def most_bytes(self) -> int:
        """Of the HTML in a mail."""
        return _LEANER.get(self.name, MOST_HTML_BYTES)

    @property
    def variables(self) -> Markup:
        """The choices as rules of a style sheet, to stand after the theme's own."""
        chosen = []
        if day := self.accent or self.dark_accent:
            chosen.append(f"--accent: light-dark({day}, {self.dark_accent or day})")
        if self.fonts is not None:
            heads, text = FONT_PAIRS[self.fonts]
            chosen.append(f"--heads: var(--{heads}); --text: var(--{text})")
        return Markup(f":root {{ {'; '.join(chosen)} }}")  # noqa: S704  checked above
