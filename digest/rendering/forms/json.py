"""The edition itself: the file from which all other forms can be made again."""

from typing import TYPE_CHECKING

from digest.rendering.output_form import Form, Look

if TYPE_CHECKING:
    from digest.model import Digest


def _render(digest: "Digest", _look: Look) -> bytes:
    from digest.store import digest_file

    return digest_file.dump(digest).encode()


FORM = Form(
    name="json",
    file="digest.json",
    media_type="application/json",
    meaning="the edition with its articles and proofs, from which the others are made",
    render=_render,
)
