"""Discord: the body of a webhook, with embeds that call nobody."""

import json
import re
from typing import TYPE_CHECKING

from digest.rendering.outline.paragraphs import in_lines
from digest.rendering.output_form import Form, Look

if TYPE_CHECKING:
    from digest.model import Digest
    from digest.rendering.outline import Message, Run

MOST_IN_EMBED = 4096
MOST_IN_ALL = 6000
"""Characters of all embeds of a message, titles too."""
_MOST_TITLE = 256
_BETWEEN = "\n\n"
_SIGNS = re.compile(r"[\\`*_~|>#\[\]()<:-]")


def _render(digest: "Digest", look: Look) -> bytes:
    from digest.rendering.outline import least_cut
    from digest.rendering.viewing import view

    seen = view(digest, look)
    embeds = _embeds(least_cut(seen, _fits))
    if seen.web_url:
        embeds[0]["url"] = seen.web_url
    body = {"embeds": embeds, "allowed_mentions": {"parse": []}}
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


def _fits(message: "Message") -> bool:
    embeds = _embeds(message)
    sizes = [len(embed["description"]) for embed in embeds]
    return max(sizes) <= MOST_IN_EMBED and sum(sizes) + _MOST_TITLE <= MOST_IN_ALL


def _embeds(message: "Message") -> list[dict[str, str]]:
    """As many stories in each as there is room for."""
    from digest.rendering.outline import plain
    from digest.rendering.text import shorten

    title, *others = message.head
    parts = [others, *message.stories, message.foot]
    texts = filter(None, (in_lines(part, _markup) for part in parts))
    filled = [""]
    for text in texts:
        joined = f"{filled[-1]}{_BETWEEN if filled[-1] else ''}{text}"
        if len(joined) <= MOST_IN_EMBED:
            filled[-1] = joined
        else:
            filled.append(text)
    embeds = [{"description": text} for text in filled]
    return [{"title": shorten(plain(title), _MOST_TITLE), **embeds[0]}, *embeds[1:]]


def _markup(run: "Run") -> str:
    text = _SIGNS.sub(r"\\\g<0>", run.text)
    text = f"**{text}**" if run.is_bold else text
    return f"[{text}]({run.url})" if run.url else text


FORM = Form(
    name="discord",
    file="digest.discord.json",
    media_type="application/json",
    meaning="the body of a webhook for Discord: embeds of at most 6,000 characters",
    is_whole=False,
    is_kept=False,
    render=_render,
)
