"""The version, where everybody can read it without waking the rest of the house."""

__version__ = "0.1.0"
