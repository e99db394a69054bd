"""Servers of the benchmark: each on a free port of this machine, gone when the run is over."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.environment import ROOT
from tests.support.nginx import free_port

LONGEST_START = 30
"""Seconds after which a server that does not answer is given up."""

NGINX = """
daemon off; master_process off; pid nginx.pid; error_log stderr crit;
events {{ }}
http {{
    access_log off; default_type text/html; keepalive_requests 1000000;
    client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    proxy_cache_path cache keys_zone=kept:10m;
    server {{
        listen 127.0.0.1:{port};
        location /file/ {{ alias {files}/; }}
        location /site/ {{ root {site}; try_files ${{uri}}index.html $uri =404; }}
        location / {{
            proxy_pass http://127.0.0.1:{behind};
            proxy_cache kept; proxy_cache_key $uri; proxy_cache_valid 200 1s;
            proxy_ignore_headers Cache-Control Vary;
        }}
    }}
}}
"""
"""As `docs/nginx/` has it, without what does not matter for speed."""


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    port: int
    process: "subprocess.Popen[bytes]"

    def cpu_seconds(self) -> float | None:
        """Return what the server and its workers have used, or nothing where nobody counts."""
        try:
            return sum(_used(pid) for pid in _with_children(self.process.pid)) / 1e9
        except OSError:
            return None


def _used(pid: int) -> int:
    """Return the nanoseconds all threads of a process have run."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks)


def _with_children(pid: int) -> Iterator[int]:
    yield pid
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        yield from _with_children(int(child))


@contextmanager
def gunicorn(
    application: str, environment: Mapping[str, str], *, is_quiet: bool = False
) -> Iterator[Server]:
    """Serve an application with one worker, as `gunicorn msg.wsgi` does; quiet without its log."""
    program = str(Path(sys.executable).parent / "gunicorn")
    port = free_port()
    command = [program, application, "--bind", f"127.0.0.1:{port}", "--log-level", "error"]
    with running(command, port, environment, is_quiet=is_quiet) as server:
        yield server


@contextmanager
def nginx(folder: Path, *, files: Path, site: Path, behind: int) -> Iterator[Server]:
    """Serve files, the exported site and, from its cache, what the server behind it answers."""
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    assert program is not None
    port = free_port()
    settings = folder / "nginx.conf"
    settings.write_text(NGINX.format(port=port, files=files, site=site, behind=behind))
    command = [program, "-p", str(folder), "-c", str(settings), "-e", "stderr"]
    with running(command, port, {}) as server:
        yield server


def has_nginx() -> bool:
    """Return whether nginx is installed."""
    paths = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
    return shutil.which("nginx", path=paths) is not None


def run(*arguments: str, **environment: str) -> None:
    """Run Python to its end, with these settings alone. Ends the benchmark where it fails."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments[:2])} failed:\n{done.stderr}")


@contextmanager
def running(
    command: list[str], port: int, environment: Mapping[str, str], *, is_quiet: bool = False
) -> Iterator[Server]:
    """Run a server for as long as the block lasts, from when it takes connections."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL if is_quiet else None,
    )
    try:
        _wait_for(port, process)
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    patience = time.monotonic() + LONGEST_START
    while time.monotonic() < patience and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"The server on port {port} did not start.")
