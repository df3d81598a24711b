"""What a mailing adds to its article: the way out, the way to the browser, pixels, tracked links.

Real text is worth more than a clean page: only short blocks go, and only by phrases that mailings
use of themselves.
"""

import re
from itertools import islice

from lxml import etree

from digest.sources.harmless import harmless
from digest.sources.mend import defused

# What the words of a link say, when the link is there for the mailing.
_LINK = re.compile(
    r"unsubscribe|view (?:\w+ ){0,3}(?:in|on) (?:\w+ ){0,2}browser|(?:view|read) (?:it )?online"
    r"|(?:manage|update|change|edit) (?:\w+ ){0,2}(?:preferences|subscriptions?|settings)"
    r"|privacy (?:policy|notice)|forward (?:\w+ ){0,3}friend|terms of (?:use|service)"
    r"|abmelden|abbestellen|abbestellung|im browser|online (?:ansehen|lesen)|datenschutz|impressum"
    r"|désabonner|désinscri|navigateur|version en ligne|darse de baja|cancelar (?:la )?suscripción"
    r"|navegador|disiscri|annulla l.iscrizione|nel (?:tuo )?browser|cancelar (?:a )?"
    r"(?:inscrição|subscrição)|uitschrijven|afmelden|bekijk (?:\w+ ){0,2}(?:in|online)|wypisz"
    r"|w przeglądarce|отписаться|в браузере|відписатися|退订|取消订阅|配信停止"
    r"|إلغاء الاشتراك",
    re.IGNORECASE,
)
# What a block of text says when it speaks of the mailing itself.
_BLOCK = re.compile(
    r"you(?:.re| are| were)? (?:receiv|get|got|sent|subscribed)\w* (?:this|to this|our)"
    r"|(?:click here to|want to|wish to|^to) (?:unsubscribe|stop receiving)"
    r"|unsubscribe (?:here|from (?:this|our|these|future)|at any)"
    r"|view (?:\w+ ){0,3}in (?:\w+ ){0,2}browser|add us to your address book"
    r"|(?:sie (?:erhalten|bekommen)|du (?:erhältst|bekommst)) diese[nr]? (?:newsletter|e-?mail)"
    r"|newsletter (?:abbestellen|abmelden)|vous recevez (?:cet? |cette )(?:e-?mail|lettre|courriel)"
    r"|recib(?:e|es|iste) este (?:correo|e-?mail|bolet)|ricevi questa (?:e-?mail|newsletter)"
    r"|você (?:está recebendo|recebeu) (?:este|esta)|je ontvangt deze (?:e-?mail|nieuwsbrief)",
    re.IGNORECASE,
)
_GONE = "x-gone"
_LONGEST_LINK = 80
_LONGEST_BLOCK = 400
_LONGEST_SIGNATURE = 600
_BLOCKS = ("p", "td", "div", "li", "tr", "center", "font", "span", "small")
_HIDDEN = re.compile(
    r"display\s{0,9}:\s{0,9}none|max-height\s{0,9}:\s{0,9}0|font-size\s{0,9}:\s{0,9}0"
)
_PRINTED_ADDRESS = re.compile(r"[<(\[]?\bhttps?://[^\s<>]{1,2000}[>)\]]?", re.IGNORECASE)


def clean_html_mail(markup: str) -> str:
    """The mail's HTML, harmless, without links, hidden lines and mailing furniture."""
    parser = etree.HTMLParser(
        recover=True, no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = etree.fromstring(defused(markup.encode("utf-8", errors="replace")), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        return harmless(markup)
    for part in _furniture(root):
        part.tag = _GONE
    etree.strip_elements(root, _GONE, with_tail=False)
    etree.strip_tags(root, "a", "img")
    cleaned = harmless(etree.tostring(root, encoding="unicode", method="html"))
    return cleaned if re.search(r">\s*\w", cleaned) else harmless(markup)


def clean_text_mail(text: str) -> str:
    """The mail's plain text without addresses of tracked links, signature and mailing lines."""
    body, mark, signature = text.replace("\r\n", "\n").rpartition("\n-- \n")
    if mark and len(signature) <= _LONGEST_SIGNATURE:
        text = body
    paragraphs = re.split(r"\n[ \t\r]*\n", text)
    kept = [part for part in paragraphs if not _is_mailing_paragraph(part)]
    return _PRINTED_ADDRESS.sub("", "\n\n".join(kept or paragraphs)).strip()


def _is_mailing_paragraph(paragraph: str) -> bool:
    """A short paragraph about the mailing, or only a link of that kind with its address."""
    if len(paragraph) > _LONGEST_BLOCK:
        return False
    words = " ".join(_PRINTED_ADDRESS.sub("", paragraph).split())
    has_address = _PRINTED_ADDRESS.search(paragraph) is not None
    is_link = has_address and len(words) <= _LONGEST_LINK and _LINK.search(words) is not None
    return is_link or _BLOCK.search(words) is not None


def _furniture(root: etree._Element) -> list[etree._Element]:
    """The smallest blocks that are there for the mailing."""
    found = [
        part for part in root.iter("*") if _HIDDEN.search(part.get("style", "")[:1000].lower())
    ]
    for link in root.iter("a"):
        words = _short_text(link, _LONGEST_LINK)
        if words and _LINK.search(words):
            found.append(_block_around(link))
    blocks = [block for block in root.iter(*_BLOCKS) if _speaks_of_mailing(block)]
    outer = {around for block in blocks for around in block.iterancestors(*_BLOCKS)}
    return [*found, *(block for block in blocks if block not in outer)]


def _speaks_of_mailing(block: etree._Element) -> bool:
    words = _short_text(block, _LONGEST_BLOCK)
    return words is not None and _BLOCK.search(words) is not None


def _short_text(part: etree._Element, longest: int) -> str | None:
    """The words of an element that has only a few; None for one with more."""
    words = ""
    for element in islice(part.iter("*"), 200):
        words += " " + (element.text or "")
        if element is not part:
            words += " " + (element.tail or "")
        if len(words) > 3 * longest:
            return None
    words = " ".join(words.split())
    return words if len(words) <= longest else None


def _block_around(link: etree._Element) -> etree._Element:
    """The block that holds little besides the link, or the link itself where it holds more."""
    for block in islice(link.iterancestors(*_BLOCKS), 3):
        if _short_text(block, 2 * _LONGEST_LINK) is None:
            break
        link = block
    return link
