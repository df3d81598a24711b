"""A form by which readers leave: a WSGI application for a server of your own.

Put it beside digest.toml, on the machine that has the store, and set

    [mail]
    unsubscribe = ["https://news.example.org/leave?reader={token}"]

It takes the POST that a mail program sends at a click (RFC 8058), without a login. Who follows the
link by hand is shown a button that sends one: programs that look into mails open links, too, and
nobody leaves by that.
"""

import re
import subprocess
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from urllib.parse import parse_qs

FOLDER = Path(__file__).parent
TOKEN = re.compile(r"[0-9a-f]{32}")
UNKNOWN_TOKEN = 2
PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Unsubscribe</title><body>{}</body></html>
"""
BUTTON = '<form method="post"><button>Send me no more editions</button></form>'


def application(
    request: Mapping[str, str], start: Callable[[str, list[tuple[str, str]]], object]
) -> Iterable[bytes]:
    """Answer one request."""
    status, words = answer(request)
    start(status, [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")])
    return [PAGE.format(words).encode()]


def answer(request: Mapping[str, str]) -> tuple[str, str]:
    """A status, and what stands on the page."""
    [token, *_] = parse_qs(request.get("QUERY_STRING", "")).get("reader", [""])
    if not TOKEN.fullmatch(token):
        return "404 Not Found", "This address lacks a part of that in your mail."
    if request["REQUEST_METHOD"] != "POST":
        return "200 OK", BUTTON
    left = subprocess.run(
        ["digest", "readers", "unsubscribe", token], cwd=FOLDER, check=False, capture_output=True
    )
    if left.returncode == UNKNOWN_TOKEN:
        return "404 Not Found", "Nobody has this address."
    if left.returncode:
        return "503 Service Unavailable", "This did not work; please try again later."
    return "200 OK", "You get no more editions."
