"""Throw broken and hostile bytes at everything that reads strangers' bytes; not part of the tests.

`python -m benchmarks.fuzz_sources PATH [--seconds N] [--seed N] [--what WHAT]`: PATH is a folder
of samples to mutate (feeds, packed or not, mails, pages, answers of models); WHAT is `places`,
`documents` or `answers`, all three without it. With atheris installed it guides the search;
without it samples are cut, spliced, repeated and sprinkled at random. Prints one line for each
crash and for each input that took more than two seconds, and writes the input beside it.
"""

import argparse
import gzip
import io
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from digest import reading
from digest.language.decoding import decode
from digest.llm import json_text
from digest.llm.reply import reply_in
from digest.model import Article, Document, Skipped
from digest.sources.contents import read_stream
from digest.sources.discover import find_feeds, is_article
from digest.sources.feed import parse_feed
from digest.sources.found import Feed, Origin
from digest.sources.head import HEAD
from digest.sources.kinds import sniff
from digest.sources.mail_furniture import clean_html_mail, clean_text_mail
from digest.sources.mailbox import read_mail
from digest.sources.mend import mend
from digest.sources.opml import read_opml
from digest.sources.place import Place, SourceOptions
from digest.sources.sift import with_marks
from digest.sources.sitemap import read_sitemap
from digest.telling.by_model.draft import Draft

Attack = Callable[[bytes], None]

NOW = datetime(2026, 5, 4, 6, tzinfo=UTC)
SLOW_S = 2.0
BASE = "https://feeds.example/feed"
ORIGIN = Origin(place=Place(address=BASE), where="fuzz", url=BASE)
OPTIONS = SourceOptions(max_article_bytes=5_000_000)
TOKENS = (
    b"<item>", b"</item>", b"<entry>", b"<![CDATA[", b"]]>", b"<!DOCTYPE x [", b"<!ENTITY a 'b'>",
    b"&a;", b"&#x0;", b"&#xD800;", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf",
    b"<?xml encoding='utf-7'?>",
    b"<script>", b"javascript:", b"\r\n.\r\n", b"\nFrom x\n", b"Content-Type: multipart/mixed;",
    b"\n\n--x\n", b"{", b"[", b'"', b"\\ud800", b"=?utf-8?q?=", b"\xe2\x80\xae", b"<" * 50,
    b"9" * 400, b"<think>", b"</think>", b"```json", b'{"stories": [', b'"points":', b"':", b"//",
)  # fmt: skip


def attack_places(content: bytes) -> None:
    """Everything that a stranger's feeds, lists and mails reach, once."""
    kind = sniff(content[:HEAD])
    for found in read_stream(io.BytesIO(content), kind, ORIGIN, OPTIONS):
        assert isinstance(found, Document | Skipped | Place | Feed) or found.url
    feed = parse_feed(content, base=BASE)
    with_marks(feed, BASE)
    read_opml(content, ORIGIN.place, base=BASE)
    read_sitemap(content, ORIGIN.place, base=BASE)
    read_mail(content, ORIGIN, "fuzz", 10**6)
    find_feeds(content, BASE)
    is_article(content, BASE)
    text = mend(decode(content))
    clean_html_mail(text)
    clean_text_mail(text)


def attack_documents(content: bytes) -> None:
    """A page, a text or a PDF, whatever the bytes are."""
    kinds = ("text/html", "text/plain", "text/markdown")
    media_type = "application/pdf" if content.startswith(b"%PDF") else kinds[len(content) % 3]
    document = Document(place="fuzz", content=content, media_type=media_type)
    assert isinstance(reading.read(document, now=NOW), Article | Skipped)


def attack_answers(content: bytes) -> None:
    """The body of a server's answer, and the text of a model."""
    text = content.decode("utf-8", "replace")
    reply_in(text)
    with suppress(json_text.MalformedAnswer):
        json_text.read(text, Draft)


ATTACKS = {"places": attack_places, "documents": attack_documents, "answers": attack_answers}


def attack_all(content: bytes) -> None:
    for attack in ATTACKS.values():
        attack(content)


def mutate(samples: list[bytes], chance: random.Random) -> bytes:
    """One sample with a few changes of the kinds that break parsers."""
    content = bytearray(chance.choice(samples))
    for _ in range(chance.randint(1, 8)):
        at, end = sorted(chance.randrange(len(content) + 1) for _ in range(2))
        kind = chance.randrange(6)
        if kind == 0:
            del content[at : min(end, at + 2000)]
        elif kind == 1:
            content[at:at] = chance.choice(TOKENS) * chance.choice((1, 1, 2, 50))
        elif kind == 2:
            content[at:at] = content[at : min(end, at + 500)] * chance.choice((1, 3, 20))
        elif kind == 3:
            other = chance.choice(samples)
            start = chance.randrange(len(other) + 1)
            content[at:at] = other[start : start + 2000]
        elif kind == 4:
            for _ in range(chance.randint(1, 20)):
                content[at : at + 1] = bytes([chance.randrange(256)])
                at = chance.randrange(len(content) + 1)
        else:
            del content[at:]
    return bytes(content[:400_000])


def try_one(content: bytes, out: Path, attack: Attack) -> str | None:
    """What went wrong with this input, and where it was kept; None when nothing did."""
    begun = time.process_time()
    fault = None
    try:
        attack(content)
    except Exception as error:  # noqa: BLE001  a crash is what is looked for
        where = traceback.extract_tb(error.__traceback__)[-1]
        fault = f"{type(error).__name__}: {error} at {where.filename}:{where.lineno}"
    seconds = time.process_time() - begun
    if fault is None and seconds > SLOW_S:
        fault = f"took {seconds:.1f} s"
    if fault is None:
        return None
    kept = out / f"{abs(hash(content)):x}.bin"
    kept.write_bytes(content)
    return f"{fault} ({len(content):,} bytes in {kept})"


def random_search(
    samples: list[bytes], seconds: float, seed: int, out: Path, attack: Attack
) -> int:
    """Mutants tried until the time is up; each fault on its line, then how many there were."""
    chance = random.Random(seed)
    end = time.monotonic() + seconds
    tried = faults = 0
    while time.monotonic() < end:
        tried += 1
        fault = try_one(mutate(samples, chance), out, attack)
        if fault:
            faults += 1
            print(fault, flush=True)
    print(f"{tried:,} inputs, {faults} faults, seed {seed}")
    return faults


def read_samples(path: Path) -> list[bytes]:
    files = sorted(file for file in path.rglob("*") if file.is_file())
    contents = (file.read_bytes() for file in files)
    opened = (gzip.decompress(c) if c.startswith(b"\x1f\x8b") else c for c in contents)
    return [content for content in opened if len(content) <= 300_000]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz_sources")
    parser.add_argument("path", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--what", choices=ATTACKS)
    chosen = parser.parse_args()
    samples = read_samples(chosen.path)
    attack = ATTACKS.get(chosen.what, attack_all)
    try:
        import atheris  # type: ignore[import-untyped, unused-ignore]
    except ImportError:
        out = Path(tempfile.mkdtemp(prefix="fuzz-sources-"))
        sys.exit(1 if random_search(samples, chosen.seconds, chosen.seed, out, attack) else 0)
    corpus = Path(tempfile.mkdtemp(prefix="fuzz-corpus-"))
    for number, sample in enumerate(samples):
        (corpus / str(number)).write_bytes(sample)
    atheris.instrument_all()
    limits = [f"-max_total_time={chosen.seconds:.0f}", f"-timeout={SLOW_S * 5:.0f}"]
    atheris.Setup([sys.argv[0], *limits, str(corpus)], attack)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
