"""``python -m sessions.chatham_house``: the JSON lines protocol on standard input and output."""

import sys

from .protocol import run

if __name__ == "__main__":
    sys.exit(1 if run(sys.stdin.buffer, sys.stdout) else 0)
