"""Which colours can be read on which: contrast as WCAG 2.2 reckons it."""

import re

Colour = tuple[float, float, float]
"""Red, green, blue, from 0 to 1."""

LEAST_CONTRAST = 4.5
"""Of text on its ground (WCAG 2.2, AA)."""
_WRITTEN = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_BLACK, _WHITE = "#000000", "#ffffff"
_STEPS = 20
_LINEAR_TO = 0.04045
"""Up to this share of full light a screen's answer is linear (sRGB)."""


def is_colour(value: str) -> bool:
    """Whether it is written `#rrggbb`."""
    return _WRITTEN.fullmatch(value) is not None


def contrast(one: Colour, other: Colour) -> float:
    """From 1, no difference, to 21, black and white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def between(one: str, other: str) -> float:
    """The contrast of two colours that are written `#rrggbb`."""
    return contrast(parts(one), parts(other))


def readable(colour: str, ground: str) -> str:
    """The colour, or the nearest shade of it that text on this ground can have."""
    ink = ink_on(ground)
    shades = (_mixed(colour, ink, step / _STEPS) for step in range(_STEPS))
    return next((shade for shade in shades if between(shade, ground) >= LEAST_CONTRAST), ink)


def ink_on(ground: str) -> str:
    """Black or white, whichever stands out more."""
    return max((_WHITE, _BLACK), key=lambda ink: between(ink, ground))


def parts(colour: str) -> Colour:
    """Of a colour that is written `#rrggbb`. Raises ValueError for another."""
    if not is_colour(colour):
        raise ValueError(f"{colour[:20]!r} is no colour as #rrggbb")
    red, green, blue = (part / 255 for part in bytes.fromhex(colour[1:]))
    return red, green, blue


def written(colour: Colour) -> str:
    """As `#rrggbb`."""
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def _luminance(colour: Colour) -> float:
    """0 (black) to 1 (white)."""
    red, green, blue = map(_light, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _light(share: float) -> float:
    return share / 12.92 if share <= _LINEAR_TO else ((share + 0.055) / 1.055) ** 2.4


def _mixed(colour: str, other: str, share: float) -> str:
    red, green, blue = (
        one + (two - one) * share for one, two in zip(parts(colour), parts(other), strict=True)
    )
    return written((red, green, blue))
