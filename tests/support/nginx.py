"""nginx as the documents say to set it up, on a free port of this machine."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.environment import ROOT

DOCUMENTS = ROOT / "docs" / "nginx"
HOW_TO_INSTALL = "on Debian: apt-get install nginx"
LONGEST_START = 20
"""Seconds after which a server that does not answer is given up."""


def require() -> str:
    """Return the path of nginx; skip the test where there is none, or fail it in CI."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        told = pytest.fail if os.environ.get("REQUIRE_NGINX") else pytest.skip
        told(f"there is no nginx on this machine ({HOW_TO_INSTALL})")
    return program


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def nginx(folder: Path, site: str, places: Mapping[str, str]) -> Iterator[str]:
    """Serve a site of the documents as long as the block lasts; give its address.

    ``places`` says what stands on this machine for a name or path in the documents. Its logs are
    ``access.log`` and ``error.log`` in the folder.
    """
    program = require()
    port = free_port()
    here = {
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{port};",
        "/etc/nginx/msg": str(folder),
        "/var/log/nginx": str(folder),
        "/var/cache/nginx": str(folder),
        **places,
    }
    for name in (site, "maps.conf", "proxy.conf"):
        text = (DOCUMENTS / name).read_text(encoding="utf-8")
        text = re.sub(r"^ *ssl_.*\n", "", text, flags=re.M)
        for there, place in here.items():
            text = text.replace(there, place)
        (folder / name).write_text(text, encoding="utf-8")
    whole = folder / "nginx.conf"
    whole.write_text(
        "daemon off; master_process off; worker_processes 1;\n"
        f"pid {folder}/nginx.pid; error_log {folder}/error.log;\n"
        "events {}\n"
        f"http {{ access_log {folder}/access.log;\n"
        + "".join(
            f"{name}_temp_path {folder}/{name};\n"
            for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        + f"include {folder}/{site}; }}\n"
    )
    command = [program, "-p", str(folder), "-c", str(whole), "-e", str(folder / "error.log")]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    server = subprocess.Popen(command)
    try:
        _wait_until_it_listens(port, server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _wait_until_it_listens(port: int, server: "subprocess.Popen[bytes]") -> None:
    patience = time.monotonic() + LONGEST_START
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port)):
                return
        except OSError:
            if server.poll() is not None or time.monotonic() > patience:
                raise
            time.sleep(0.05)
