"""digest.json: the published form of an edition, and the only one that is read again."""

from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from digest.errors import ConfigError
from digest.model import Digest

MAX_BYTES = 200_000_000


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


def load(path: Path) -> Digest:
    """The edition at path, which may be its folder. Raises ConfigError."""
    file = path / "digest.json" if path.is_dir() else path
    try:
        if file.stat().st_size > MAX_BYTES:
            raise ConfigError(f"{str(file)!r} is larger than {MAX_BYTES:,} bytes")
        return parse(file.read_bytes(), str(file))
    except OSError as error:
        raise ConfigError(f"cannot read {str(file)!r}: {error.strerror or error}") from error


def json_schema() -> dict[str, Any]:
    """The published contract, as JSON Schema."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_adapter().json_schema()}
