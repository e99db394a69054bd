"""The application on a bad day: each answer comes late, and none as late as the one before.

    SLOW=1.5 pytest tests/browser

has the demo server of the browser tests answer with up to so many seconds of delay, pages and
scripts alike. A test that reads a page before it is there passes on a quiet machine and fails
here.
"""

import os
import random
import time
from typing import Any

from msg.wsgi import application as on_a_good_day

LONGEST = float(os.environ.get("SLOW", "1"))


def application(environ: dict[str, Any], start_response: Any) -> Any:
    """Answer as the application does, later."""
    time.sleep(random.uniform(0, LONGEST))  # noqa: S311  no secret hangs on it
    return on_a_good_day(environ, start_response)
