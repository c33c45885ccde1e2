"""What every command shares: one clear line and exit code 2 for what the user can mend.

It stands beside the packages and imports none of them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable


def run(main: Callable[[], None]) -> None:
    """Run a command; report bad input in one line.

    Args:
        main: the command. A `ValueError` or `OSError` that leaves it is something the user can
            mend: its message is printed and the exit code is 2. `LIKENESS_TRACEBACK=1` shows where
            it came from instead.
    """
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
    except (ValueError, OSError) as error:
        if os.environ.get("LIKENESS_TRACEBACK") == "1":
            raise
        message = " ".join(str(error).split())
        sys.stderr.write(f"error: {message or type(error).__name__}\n")
        sys.exit(2)
