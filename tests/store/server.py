"""A real PostgreSQL in a folder of its own, started and stopped by the tests that need it."""

import getpass
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.mail_server import free_port

PASSWORD = "sesame-4711"
"""Asked for on loopback; the socket lets everyone in."""
DEBIAN = Path("/usr/lib/postgresql")
_RISKY_AND_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@dataclass(frozen=True, slots=True)
class Server:
    """psycopg connects in C, so that pytest's ban of the network does not concern it."""

    port: int
    folder: Path
    """Holds the socket and the data."""
    programs: Path
    names: Iterator[int] = field(default_factory=lambda: count(1))

    def url(self, database: str, *, password: str = PASSWORD) -> str:
        return f"postgresql+psycopg://digest:{password}@127.0.0.1:{self.port}/{database}"

    def emptied(self) -> str:
        """The URL of one database, empty again: half a second quicker than a new one."""
        self.run(
            "DROP SCHEMA IF EXISTS public CASCADE",
            "CREATE SCHEMA public",
            "GRANT USAGE ON SCHEMA public TO PUBLIC",
            database="store",
        )
        return self.url("store")

    def new_database(self, options: str = "") -> str:
        """The URL of a database that a test may change as such."""
        name = f"store_{next(self.names)}"
        self.run(f"CREATE DATABASE {name} {options}")
        return self.url(name)

    def run(self, *statements: str, database: str = "postgres") -> str:
        """What psql prints for the statements, each in a transaction of its own."""
        words = [part for one in statements for part in ("-c", one)]
        command = [str(self.programs / "psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
        command += ["-h", str(self.folder), "-p", str(self.port), "-U", "digest", "-d", database]
        done = subprocess.run([*command, *words], check=True, capture_output=True, text=True)
        return done.stdout.strip()


def found() -> Path | None:
    """The folder with PostgreSQL's programs: the newest of Debian, or that on the PATH."""
    folders = sorted(DEBIAN.glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    user = _user()
    return next((one for one in folders if (one / "initdb").exists() and user), None)


@contextmanager
def started(programs: Path) -> Iterator[Server]:
    """A server with an empty cluster; TemporaryDirectory is too deep for a socket elsewhere."""
    folder = Path(tempfile.mkdtemp(prefix="digest-pg-", dir="/tmp"))
    data, secret = folder / "data", folder / "secret"
    secret.write_text(PASSWORD)
    if os.geteuid() == 0:
        for path in (folder, secret):
            shutil.chown(path, _user())
    server = Server(port=free_port(), folder=folder, programs=programs)
    options = [f"port={server.port}", f"unix_socket_directories={folder}"]
    options += ["listen_addresses=127.0.0.1", *_RISKY_AND_QUICK]
    try:
        _call(
            *(programs / "initdb", "-D", data, "-U", "digest", "-E", "UTF8", "--no-locale", "-N"),
            *("--auth-local=trust", "--auth-host=scram-sha-256", f"--pwfile={secret}"),
        )
        control = (programs / "pg_ctl", "-D", data, "-w")
        flags = " ".join(f"-c {option}" for option in options)
        _call(*control, "-l", folder / "log", "-o", flags, "start")
        try:
            server.run("CREATE DATABASE store")
            yield server
        finally:
            _call(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _call(*command: str | Path) -> None:
    """Run as a user who is not root, which initdb refuses."""
    prefix = ("runuser", "-u", _user(), "--") if os.geteuid() == 0 else ()
    done = subprocess.run(
        [*map(str, (*prefix, *command))],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


def _user() -> str:
    """Who runs the server; empty when root finds nobody for it."""
    if os.geteuid() != 0:
        return getpass.getuser()
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), "")
