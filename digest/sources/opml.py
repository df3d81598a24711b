"""OPML: lists of feeds as other readers keep them, in and out."""

from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from digest.language.outlets import outlet_name
from digest.sources.address import absolute
from digest.sources.one_line import language_code, one_line
from digest.sources.place import Place
from digest.sources.xml import name_of, parse

_MOST_FEEDS = 5000


def read_opml(
    content: bytes, place: Place, *, base: str | None = None, charset: str | None = None
) -> list[Place]:
    """The feeds of the list, in its order, each once; folders become sections.

    What the configuration says of the list itself (section, language, weight) holds for its feeds
    where they say nothing of their own. Empty when it is no OPML.
    """
    root = parse(content, charset)
    if root is None:
        return []
    feeds: dict[str, Place] = {}
    for outline in root.iter("{*}outline", "{*}OUTLINE"):
        attributes = {str(key).lower(): str(value) for key, value in outline.attrib.items()}
        address = absolute(attributes.get("xmlurl", ""), base)
        if address and address not in feeds and len(feeds) < _MOST_FEEDS:
            name = one_line(attributes.get("title") or attributes.get("text") or "")
            feeds[address] = replace(
                place,
                address=address,
                kind="feed",
                name=outlet_name(name, address),
                section=_folder(outline) or place.section,
                language=place.language or language_code(attributes.get("language", "")),
            )
    return list(feeds.values())


def _folder(outline: etree._Element) -> str | None:
    """The name of the folder that holds the outline; of folders in folders the inner one."""
    parent = outline.getparent()
    if parent is None or name_of(parent) != "outline":
        return None
    return one_line(str(parent.get("title") or parent.get("text") or "")) or None


def write_opml(places: Sequence[Place], *, title: str) -> bytes:
    """The feeds among the places as OPML 2.0, a folder for each section."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _fit(title)
    body = etree.SubElement(root, "body")
    folders: dict[str, etree._Element] = {}
    for place in places:
        if not place.is_web or not place.rules.is_feed:
            continue
        parent = body
        if place.section:
            name = _fit(place.section)
            if name not in folders:
                folders[name] = etree.SubElement(body, "outline", text=name, title=name)
            parent = folders[name]
        name = _fit(place.name or place.address)
        outline = etree.SubElement(parent, "outline", type="rss", text=name, title=name)
        outline.set("xmlUrl", _fit(place.address))
        if place.language:
            outline.set("language", place.language)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True))


def _fit(text: str) -> str:
    """The text without the marks that XML cannot hold."""
    return one_line(text) if not text.isprintable() else text
