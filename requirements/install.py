"""Create `.venv` and install one of the locks in it: `python3 requirements/install.py base|dev`.

Plain standard library, and syntax that an old Python still reads, because this runs before
anything is installed and has to be able to say that the Python is too old.

A copy of the lock is kept inside the environment; while it equals the lock nothing is done,
so asking costs a few hundredths of a second.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST, TOO_NEW = (3, 11), (3, 14)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def say(text):
    print(text, flush=True)


def find_python():
    """Return the interpreter to build the environment with: this one, or a sibling in range."""
    if OLDEST <= sys.version_info[:2] < TOO_NEW:
        return sys.executable
    for minor in range(TOO_NEW[1] - 1, OLDEST[1] - 1, -1):
        found = shutil.which("python3.%d" % minor)
        if found:
            return found
    sys.exit(
        "MSG needs Python 3.11, 3.12 or 3.13. This is %s (%s).\n"
        "If another one is installed, name it: make PYTHON=/path/to/python3.12 run"
        % (sys.version.split()[0], sys.executable)
    )


def works(python):
    try:
        done = subprocess.run([str(python), "-m", "pip", "--version"], capture_output=True)
    except OSError:
        return False
    return done.returncode == 0


def create_environment():
    python = find_python()
    say("Creating .venv with %s" % python)
    shutil.rmtree(str(VENV), ignore_errors=True)
    done = subprocess.run([python, "-m", "venv", str(VENV)], capture_output=True, text=True)
    if done.returncode or not works(PYTHON):
        # half an environment would be taken for a whole one at the next start
        shutil.rmtree(str(VENV), ignore_errors=True)
        sys.exit(
            "%s%s\nCould not create .venv. On Debian and Ubuntu the module is a package of its"
            " own: apt-get install python3-venv" % (done.stdout, done.stderr)
        )


def install(name):
    lock = ROOT / "requirements" / (name + ".txt")
    text = lock.read_text()
    total = len(re.findall(r"^[A-Za-z0-9]", text, flags=re.MULTILINE))
    say("Installing %d packages (requirements/%s.txt)" % (total, name))
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "-r", str(lock)]
    command += ["--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    # pip's own output is a page for each package: keep it for a failure, show how far it is
    pip = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True
    )
    output, fetched = [], 0
    for line in pip.stdout:
        output.append(line)
        if line.startswith("Collecting "):
            fetched += 1
            if fetched % 10 == 0:
                say("  %d of %d fetched" % (fetched, total))
        elif line.startswith("Installing collected packages"):
            say("  all fetched, unpacking")
    if pip.wait():
        sys.exit("".join(output[-40:]) + "\nInstalling requirements/%s.txt failed." % name)
    # the lock for development holds the base lock as well
    for done in {"base": ["base"], "dev": ["base", "dev"]}[name]:
        shutil.copyfile(
            str(ROOT / "requirements" / (done + ".txt")), str(VENV / (done + ".installed.txt"))
        )


def main():
    name = sys.argv[1]
    lock, installed = ROOT / "requirements" / (name + ".txt"), VENV / (name + ".installed.txt")
    if installed.is_file() and PYTHON.exists() and installed.read_bytes() == lock.read_bytes():
        return
    if not works(PYTHON):
        create_environment()
    install(name)


if __name__ == "__main__":
    main()
