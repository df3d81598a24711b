"""The picture at the head of an edition: small, harmless, and sent along instead of fetched."""

import hashlib
import struct
from base64 import b64encode
from dataclasses import dataclass
from io import BytesIO

from markupsafe import Markup

from digest.errors import ConfigError

MOST_LOGO_BYTES = 100_000
_HIGHEST = 48
"""Pixels that it takes of the page; sharper screens show all that it has."""
_WIDEST = 240
_KINDS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
"""What pictures begin with. SVG is none of them: it can hold a program."""
_RIFF, _WEBP = b"RIFF", b"WEBP"


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """A picture that was looked at, and the words that stand for it."""

    content: bytes
    kind: str
    """`png`, `jpeg`, `gif` or `webp`."""
    width: int
    """Pixels on the page; so too the height."""
    height: int
    alt: str

    @property
    def name(self) -> str:
        """What a mail calls it by: the same picture has the same name."""
        return f"{hashlib.sha256(self.content).hexdigest()[:16]}@logo"

    def address(self, *, in_mail: bool) -> Markup:
        """Where it lies: in another part of the mail, or in the page itself."""
        if in_mail:
            return Markup(f"cid:{self.name}")  # noqa: S704  of letters and figures
        data = b64encode(self.content).decode("ascii")
        return Markup(f"data:image/{self.kind};base64,{data}")  # noqa: S704  of letters and figures


def logo_of(content: bytes, alt: str) -> Logo:
    """The picture in these bytes. Raises ConfigError for one that is too large, or none."""
    if len(content) > MOST_LOGO_BYTES:
        raise ConfigError(
            f"[theme] logo has {len(content):,} bytes of {MOST_LOGO_BYTES:,}; make it smaller"
        )
    kind = _kind(content)
    width, height = _size(content) if kind else (0, 0)
    if kind is None or width < 1 or height < 1:
        raise ConfigError("[theme] logo is no picture in PNG, JPEG, GIF or WebP")
    scale = min(1, _HIGHEST / height, _WIDEST / width)
    shown = (max(1, round(width * scale)), max(1, round(height * scale)))
    return Logo(content=content, kind=kind, width=shown[0], height=shown[1], alt=alt)


def _kind(content: bytes) -> str | None:
    if content[:4] == _RIFF and content[8:12] == _WEBP:
        return "webp"
    return next((kind for mark, kind in _KINDS if content.startswith(mark)), None)


def _size(content: bytes) -> tuple[int, int]:
    """Width and height; nothing of a picture that is cut short."""
    import imagesize

    try:
        width, height = imagesize.get(BytesIO(content))
    except (ValueError, IndexError, TypeError, struct.error):
        return 0, 0
    return int(width), int(height)
