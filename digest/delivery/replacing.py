"""A file that is there already gets another content, all of it at once."""

import os
from pathlib import Path


def replace_file(file: Path, content: bytes) -> None:
    """All of the content at once: who reads meanwhile has the old file."""
    draft = file.with_name(f".digest-{os.getpid()}-draft")
    try:
        draft.write_bytes(content)
        draft.replace(file)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
