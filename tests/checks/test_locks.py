"""A lock without a hash or with a host name is refused."""

import pytest

from tests.checks.locks import complaints, main

HASH = "--hash=sha256:" + "0" * 64


def test_our_own_locks_are_well():
    assert main() == 0


@pytest.mark.parametrize(
    ("lock", "complaint"),
    [
        ("django==5.2", "has no hash: django"),
        (f"--index-url x\ndjango==5.2 {HASH}", "names a host or a path: --index-url x"),
        (f"django @ file:x {HASH}", "names a host or a path: django @ file:x --hash=sha256:"),
        (f"django>=5.2 {HASH}", "is no pinned package: django>=5.2 --hash=sha256:"),
        (f"a==1 \\\n    {HASH}\na==2 {HASH}", "is there twice: a"),
    ],
)
def test_what_is_wrong_with_a_lock_is_named(lock, complaint):
    (said,) = complaints(lock)
    assert said.rstrip("0") == complaint
