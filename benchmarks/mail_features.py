"""Derive what mail clients support from the data of caniemail.com.

    python -m benchmarks.mail_features caniemail.json --out digest/rendering/lint/features.json

PATH is `api/data.json` of that site, which the npm package `caniemail` carries as
`data/caniemail.json`. Kept are four clients, for each platform what was told of the latest version
unless it supports all, and how a feature is recognised. The licence of the data stands beside the
file that is written.
"""

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CLIENTS = ("gmail", "outlook", "apple-mail", "yahoo")
_NAMES = re.compile(r"[a-z]+(?:-[a-z]+)*")
_FUNCTION = re.compile(r"([a-z-]+)\(\)")
_ELEMENT = re.compile(r"<([a-z0-9]+)(?: type=\"([a-z]+)\")?>")
_PAIR = re.compile(r"([a-z-]+): ?([a-z-]+)")
_PROPERTIES = {
    "css-block-inline-size": ["block-size", "inline-size"],
    "css-border-inline-block": ["border-inline", "border-block"],
    "css-border-inline-block-individual": [
        f"border-{axis}-{side}" for axis in ("inline", "block") for side in ("start", "end")
    ],
    "css-border-inline-block-longhand": [
        f"border-{axis}-{what}"
        for axis in ("inline", "block")
        for what in ("color", "style", "width")
    ],
    "css-border-radius-logical": [
        f"border-{one}-{other}-radius" for one in ("start", "end") for other in ("start", "end")
    ],
    "css-color-scheme": ["color-scheme"],
    "css-column-layout-properties": ["columns", "column-fill", "column-rule", "column-span"],
    "css-grid-template": ["grid-template"],
    "css-scroll-snap": ["scroll-snap-type", "scroll-snap-align"],
}
_ELEMENTS = {
    "html-semantics": [
        *("article", "aside", "details", "figcaption", "figure", "footer", "header", "main"),
        *("mark", "nav", "section", "summary", "time"),
    ],
    "html-h1-h6": [f"h{level}" for level in range(1, 7)],
    "html-lists": ["ul", "ol", "dl"],
    "html-address": ["address"],
    "html-image-maps": ["map", "area"],
    "html-base": ["base"],
}
_VALUES = {
    "css-intrinsic-size": ["fit-content", "min-content", "max-content"],
    "css-sytem-ui": ["system-ui", "ui-serif", "ui-sans-serif", "ui-rounded", "ui-monospace"],
    "css-important": ["!important"],
    "css-unit-initial": ["initial"],
}
_SELECTORS = {"css-pseudo-class-lang": ":lang"}
_OTHERS = {
    "html-anchor-links": "link #",
    "html-mailto-links": "link mailto",
    "html-comments": "comment html",
    "html-doctype": "doctype html",
    "html-meta-color-scheme": "meta color-scheme",
}


def derived(data: dict[str, Any]) -> dict[str, Any]:
    features = {
        feature["slug"]: _feature(feature)
        for feature in sorted(data["data"], key=lambda feature: str(feature["slug"]))
        if feature["category"] in ("css", "html")
    }
    return {
        "source": "https://www.caniemail.com, MIT License, see caniemail.LICENSE",
        "updated": data["last_update_date"][:10],
        "features": features,
    }


def _feature(feature: dict[str, Any]) -> dict[str, Any]:
    support = {
        f"{client} {platform}": versions[list(versions)[-1]]
        for client in CLIENTS
        for platform, versions in feature["stats"].get(client, {}).items()
    }
    told = {note for said in support.values() for note in re.findall(r"#(\d+)", said)}
    notes = feature["notes_by_num"] or {}
    return {
        "title": feature["title"].strip(),
        "signs": list(_signs(feature["slug"], feature["title"].strip())),
        "support": _grouped(support),
        "notes": {number: notes[number] for number in sorted(told & set(notes), key=int)},
    }


def _grouped(support: dict[str, str]) -> dict[str, list[str]]:
    """Platforms under what is said of them; those that support it all are left out."""
    grouped: dict[str, list[str]] = {}
    for platform, said in support.items():
        if said != "y":
            grouped.setdefault(said, []).append(platform)
    return grouped


def _signs(slug: str, title: str) -> Iterator[str]:
    """What a mail has that uses the feature, `property padding`: the title says it."""
    if slug.startswith("html-"):
        yield from _of_html(slug, title)
    elif title.startswith("@"):
        yield from (
            f"at {part.strip('@() ')}" for part in title.replace("@media", "media").split(",")
        )
    elif title.startswith(":") or slug in _SELECTORS:
        yield f"pseudo {_SELECTORS.get(slug, title).strip(':()')}"
    elif slug.startswith("css-selector-") or slug == "css-nesting":
        yield f"selector {slug.removeprefix('css-selector-').removeprefix('css-')}"
    elif slug == "css-comments":
        yield "comment css"
    elif slug == "css-inert-attribute":
        yield "attribute inert"
    elif slug in _VALUES:
        yield from (f"value {word}" for word in _VALUES[slug])
    elif slug.startswith("css-unit-") and slug != "css-unit-calc":
        yield f"unit {title.removesuffix(' unit')}"
    elif slug == "css-variables":
        yield "function var"
    elif functions := _FUNCTION.findall(title):
        yield from (f"function {name}" for name in functions)
    elif pair := _PAIR.search(title):
        yield f"pair {pair[1]}:{pair[2]}"
    else:
        name = title.removesuffix(" shorthand").removesuffix(" property")
        yield from (f"property {one}" for one in _PROPERTIES.get(slug) or _NAMES.findall(name))


def _of_html(slug: str, title: str) -> Iterator[str]:
    if slug in _ELEMENTS:
        yield from (f"element {name}" for name in _ELEMENTS[slug])
    elif title.endswith(" attribute") or " attributes" in title:
        names = title.partition(" attribute")[0].replace(" and ", " ")
        yield from (f"attribute {name}" for name in _NAMES.findall(names))
    elif element := _ELEMENT.search(title):
        yield f"element {element[1]}" + (f" {element[2]}" if element[2] else "")
    else:
        yield _OTHERS.get(slug, f"other {slug}")


def written(made: dict[str, Any]) -> str:
    """The JSON, a feature a line."""
    head = {name: value for name, value in made.items() if name != "features"}
    rows = ",\n".join(
        f"{json.dumps(slug)}: {json.dumps(feature, ensure_ascii=False)}"
        for slug, feature in made["features"].items()
    )
    return f'{json.dumps(head)[:-1]}, "features": {{\n{rows}\n}}}}\n'


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    made = derived(json.loads(asked.path.read_text(encoding="utf-8")))
    asked.out.write_text(written(made), encoding="utf-8")
    print(
        f"{len(made['features'])} features of {made['updated']}, {asked.out.stat().st_size:,} bytes"
    )


if __name__ == "__main__":
    main()
