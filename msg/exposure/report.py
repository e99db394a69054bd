"""The report of a run: what shows, what may show and why, and how far it got.

It says of which kind and of which record something is, never what it is: it would be the leak.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from msg.exposure.audit import Finding, Result


def lines_of(result: Result, *, is_shown: bool = False) -> Iterator[str]:
    """Yield the report; ``is_shown`` adds the confidential words themselves."""
    for finding in result.findings:
        yield _line(finding)
        if finding.excerpt:
            yield f"    {finding.excerpt}"
        if is_shown and finding.text:
            yield f"    shown: {finding.text}"
    for failure in result.failures:
        yield _line(failure)
    if result.allowed:
        yield "May show:"
        reasons = sorted({reason for reason, _ in result.allowed})
        for reason in reasons:
            kinds = {kind: n for (why, kind), n in result.allowed.items() if why == reason}
            counted = ", ".join(f"{kind} {kinds[kind]}" for kind in sorted(kinds))
            yield f"    {reason}: {counted}"
    yield "Visitors: " + "; ".join(result.visitors)
    statuses = ", ".join(f"{status}: {n}" for status, n in sorted(result.statuses.items()))
    yield f"{result.requests} requests ({statuses}), {result.needles} confidential strings."
    yield verdict(result)


def verdict(result: Result) -> str:
    """Return the last line: found, not complete, or nothing found."""
    found = f"{len(result.findings)} found, {len(result.failures)} could not be looked at."
    if not result.is_complete:
        return f"NOT COMPLETE, which is not clean: a bound was reached. {found}"
    if result.is_clean:
        return "Nothing shows that must not. " + found
    return found


def write(path: Path, result: Result, *, is_shown: bool = False) -> None:
    """Write the report for its owner alone, whatever stood there before."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines_of(result, is_shown=is_shown))


def _line(finding: Finding) -> str:
    what = f"{finding.kind} ({finding.record})" if finding.record else finding.kind
    return (
        f"{finding.visitor}: {finding.method} {finding.address} ({finding.status}),"
        f" {finding.where}: {what}"
    )
