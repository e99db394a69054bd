"""Which addresses a link may lead to, and which words are no words but the name of a file."""

import re
from urllib.parse import unquote, urlsplit

NAME_OF_A_FILE = re.compile(
    r"\\|://|\.(jpe?g|png|gif|bmp|tiff?|emf|wmf|svg|heic|webp|pdf)\s*$", re.IGNORECASE
)
"""What programs write as the description of a picture where nobody wrote one."""

WRAPPERS = ("safelinks.protection.outlook.com", "urldefense.com", "urldefense.proofpoint.com")
"""Mail guards rewrite a link so that it bears the mailbox it was sent to."""

PERSONAL = re.compile(r"-my\.sharepoint\.|/personal/|/users?/|/~", re.IGNORECASE)


def is_web_address(address: str) -> bool:
    """Return whether this is a page's address, of nobody in particular.

    No mailbox, no folder, no account before the host, nobody's own space, no mailbox in a query.
    """
    try:
        parts = urlsplit(unquote(address.strip()))
        host = parts.hostname or ""
    except ValueError:
        return False
    return (
        parts.scheme.lower() in ("http", "https")
        and bool(host)
        and "@" not in parts.netloc + parts.query + parts.fragment
        and not host.endswith(WRAPPERS)
        and not PERSONAL.search(f"{host}{parts.path}")
    )
