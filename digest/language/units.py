"""Units of measure under one name for each, and how they make each other up."""

BASES: dict[str, tuple[str, float]] = {
    "min": ("s", 60), "h": ("s", 3600), "d": ("s", 86400), "w": ("s", 604800), "y": ("mo", 12),
    "dec": ("mo", 120), "cent": ("mo", 1200), "km": ("m", 1000), "cm": ("m", 0.01),
    "mm": ("m", 0.001), "ft": ("inch", 12), "yd": ("inch", 36), "gw": ("mw", 1000),
    "tonne": ("kg", 1000), "lb": ("oz", 16),
}  # fmt: skip
"""A unit, to another one and how many of it it is: 48 months are four years."""
