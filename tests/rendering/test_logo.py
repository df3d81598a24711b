"""A logo is a small picture and nothing else, whatever its file is called."""

import pytest

from digest.errors import ConfigError
from digest.rendering.logo import MOST_LOGO_BYTES, logo_of
from tests.rendering.pictures import gif, jpeg, png, webp


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (png(240, 80), "png"),
        (gif(240, 80), "gif"),
        (jpeg(240, 80), "jpeg"),
        (webp(240, 80), "webp"),
    ],
)
def test_a_picture_is_known_by_its_bytes(content: bytes, kind: str) -> None:
    """It is shown as high as a line of heading, and as wide as it is then."""
    logo = logo_of(content, "The Ledger")

    assert (kind, 144, 48) == (logo.kind, logo.width, logo.height)
    assert logo.address(in_mail=False).startswith(f"data:image/{kind};base64,")
    assert logo.address(in_mail=True) == f"cid:{logo.name}"


def test_a_banner_is_made_narrower() -> None:
    logo = logo_of(png(1200, 100), "")

    assert (240, 20) == (logo.width, logo.height)


@pytest.mark.parametrize(
    "content",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>',
        b"\n" + png(),
        png()[:12],
        jpeg(9, 9)[:8],
        webp(9, 9)[:20],
        gif(0, 0),
        b"",
        b"%PDF-1.7",
        b"II*\x00" + bytes(64),
    ],
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    """A drawing that can run a program, a document, a picture that is cut short."""
    with pytest.raises(ConfigError, match="no picture"):
        logo_of(content, "")


def test_a_large_picture_is_refused() -> None:
    """Every reader's mail would carry it."""
    with pytest.raises(ConfigError, match="make it smaller"):
        logo_of(png() + bytes(MOST_LOGO_BYTES), "")
