"""The folder of an export: whole files, nothing of somebody else's, nothing outside."""

import datetime
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from msg.export import ExportError
from msg.export.folder import Folder, Outcome
from tests.msg.exported import files_in

BASE = Path(settings.BASE_DIR)


def write(folder: Path, **files: str) -> Counter[Outcome]:
    """Write these files and no others."""
    with Folder.hold(folder) as held:
        for name, text in files.items():
            held.write(f"site/{name}.html", text.encode())
        held.finish("site/")
    return held.counts


def refused(folder: Path) -> str:
    """Return why the command does not write there."""
    with pytest.raises(CommandError) as caught:
        call_command("export_public", str(folder), "--quiet")
    return str(caught.value)


def test_a_folder_of_somebody_elses_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    assert "letter.txt" in refused(tmp_path)
    assert files_in(tmp_path) == {"letter.txt": b"mine"}


def test_a_file_that_was_put_into_an_export_stops_the_next(tmp_path: Path) -> None:
    write(tmp_path, a="1")
    before = files_in(tmp_path)
    (tmp_path / "site/letter.txt").write_text("mine")
    (tmp_path / "site/link").symlink_to("/etc")
    assert {"site/letter.txt", "site/link"} <= set(
        re.findall(r"site/\w+(?:\.txt)?", refused(tmp_path))
    )
    assert files_in(tmp_path) == before | {"site/letter.txt": b"mine"}


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file in its place")
    for folder in (taken, Path("/proc/nothing")):
        assert re.search(f"{folder}.* cannot be written", refused(folder))


def test_two_do_not_write_at_once(tmp_path: Path) -> None:
    with Folder.hold(tmp_path):
        assert "another export" in refused(tmp_path)
    assert write(tmp_path, a="1")[Outcome.WRITTEN] == 1


def test_what_a_killed_run_left_is_known_again(tmp_path: Path) -> None:
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from msg.export.folder import Folder\n"
        "with Folder.hold(Path(sys.argv[1])) as folder:\n"
        "    folder.write('site/old.html', b'x')\n"
        "    (folder.root / '.unfinished' / 'file').write_bytes(b'half')\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=BASE, check=False)
    assert killed.returncode == -9
    assert (tmp_path / "site/old.html").is_file()
    assert write(tmp_path, a="1") == {Outcome.WRITTEN: 1, Outcome.REMOVED: 1}
    assert files_in(tmp_path) == {"files.txt": b"site/a.html\n", "site/a.html": b"1"}


def test_a_file_that_was_changed_or_lost_is_put_right(tmp_path: Path) -> None:
    write(tmp_path, a="1", b="2", c="3")
    before = files_in(tmp_path)
    (tmp_path / "site/a.html").write_text("changed")
    (tmp_path / "site/b.html").unlink()
    assert write(tmp_path, a="1", b="2", c="3") == {Outcome.WRITTEN: 2, Outcome.UNCHANGED: 1}
    assert files_in(tmp_path) == before


def test_no_name_leads_outside(tmp_path: Path) -> None:
    with Folder.hold(tmp_path) as folder:
        for address in ("/../x", "/de/../../x", "/de/%2e%2e/x", "//etc/x/", "/de/%00", "/./x"):
            with pytest.raises(ExportError, match="no name"):
                folder.write(f"site/{unquote(address).removeprefix('/')}", b"x")
        folder.finish("site/")
    assert set(files_in(tmp_path)) == {"files.txt"}


def test_everybody_may_read_what_a_careful_account_wrote(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        write(tmp_path / "inner", **{"de/index": "1"})
    finally:
        os.umask(before)
    for file in (tmp_path / "inner/site").rglob("*"):
        assert file.stat().st_mode & 0o777 == (0o755 if file.is_dir() else 0o644), file


def test_a_file_tells_by_its_time_what_is_in_it_and_not_when_it_was_written(tmp_path: Path) -> None:
    write(tmp_path, a="one", b="one", c="two")
    times = {name: (tmp_path / f"site/{name}.html").stat().st_mtime for name in "abc"}
    assert times["a"] == times["b"] != times["c"]
    latest = datetime.datetime(2021, 1, 1, tzinfo=datetime.UTC).timestamp()
    assert all(0 < time < latest for time in times.values())
