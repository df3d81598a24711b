"""The authority that a mail server's certificate is trusted by."""

from pathlib import Path

import pytest

from tests.mail_server import AUTHORITY


@pytest.fixture
def ca_file(tmp_path: Path) -> str:
    path = tmp_path / "ca.pem"
    AUTHORITY.cert_pem.write_to_path(str(path))
    return str(path)
