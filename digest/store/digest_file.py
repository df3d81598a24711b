"""digest.json: the published form of an edition, and the only one that is read again."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from digest.errors import ConfigError
from digest.model import Digest

EDITION_FILE = "digest.json"
"""What it is called in an edition's folder."""
MAX_BYTES = 200_000_000
_SEAL_DIGITS = 16


@cache
def _adapter() -> TypeAdapter[Digest]:
    return TypeAdapter(Digest)


def dump(digest: Digest) -> str:
    """The JSON text; the same edition gives the same bytes."""
    return _adapter().dump_json(digest, indent=2).decode() + "\n"


def parse(content: bytes, name: str) -> Digest:
    """Raises ConfigError, in one line, for anything that is no edition."""
    try:
        return _adapter().validate_json(content)
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(part) for part in fault["loc"]) or "the file"
        raise ConfigError(f"{name!r} is no digest.json: {where}: {fault['msg']}") from error
    except ValueError as error:
        raise ConfigError(f"{name!r} is no digest.json: {error}") from error


def seal(content: bytes) -> str:
    """A short hash of a file of the edition's folder: it shows a change, it is no signature."""
    return hashlib.sha256(content).hexdigest()[:_SEAL_DIGITS]


def own_seal(content: bytes) -> str:
    """Of the edition in a digest.json, however it is laid out and whatever it says of its forms."""
    facts = json.loads(content)
    facts.pop("forms", None)
    return seal(json.dumps(facts, sort_keys=True).encode())


def with_forms(digest: Digest, files: Mapping[str, bytes]) -> str:
    """The JSON text of an edition that knows the files made of it."""
    forms = {name: seal(content) for name, content in files.items()}
    forms[EDITION_FILE] = own_seal(dump(digest).encode())
    return dump(replace(digest, forms=forms))


def file_at(path: Path) -> Path:
    """The file that is meant by an edition's folder, or by itself."""
    return path / EDITION_FILE if path.is_dir() else path


def folder_at(path: Path) -> str:
    """The edition's folder, as the store knows it."""
    return str(file_at(path).parent.resolve())


def load(path: Path) -> Digest:
    """The edition at path, which may be its folder. Raises ConfigError."""
    file = file_at(path)
    try:
        if file.stat().st_size > MAX_BYTES:
            raise ConfigError(f"{str(file)!r} is larger than {MAX_BYTES:,} bytes")
        return parse(file.read_bytes(), str(file))
    except OSError as error:
        raise ConfigError(f"cannot read {str(file)!r}: {error.strerror or error}") from error


def json_schema() -> dict[str, Any]:
    """The published contract, as JSON Schema."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_adapter().json_schema()}
