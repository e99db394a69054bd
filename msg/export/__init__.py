"""The whole public site as plain files, for a web server that needs no application behind it.

``site`` asks the application for its pages as the public does, ``folder`` keeps the files,
``errors`` and ``nginx`` hold what a web server needs besides, and ``run`` puts it together.
"""


class ExportError(Exception):
    """The export cannot go on; the text says why, for whoever runs the command."""
