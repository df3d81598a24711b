"""Text that may be shown on a terminal, whoever it came from."""


def printable(text: str) -> str:
    """The text with a space for each character that steers a terminal or turns its direction."""
    return "".join(char if char.isprintable() else " " for char in text)
