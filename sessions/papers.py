"""Papers that are gone from the record are gone from the disk."""

from collections.abc import Iterable

from django.core.files.storage import default_storage
from django.db import transaction


def remove_files(names: Iterable[str]) -> None:
    """Delete stored files once the transaction that took them off the record is through.

    Files that are gone already are no error. Names are those of ``Document.file``.
    """
    for name in names:
        if name:
            transaction.on_commit(lambda name=name: default_storage.delete(name))  # type: ignore[misc]
