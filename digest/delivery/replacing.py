"""A file that is there already gets another content, all of it at once."""

import os
import shutil
from pathlib import Path


def replace_file(file: Path, content: bytes) -> None:
    """All of the content at once, who may read it as before: meanwhile there is the old file."""
    draft = file.with_name(f".digest-{os.getpid()}-draft")
    try:
        draft.write_bytes(content)
        if file.exists():
            shutil.copymode(file, draft)
        draft.replace(file)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
