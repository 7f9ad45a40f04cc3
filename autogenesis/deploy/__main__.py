"""`python -m autogenesis.deploy FOLDER`: the supervisor of the deployment there; with --detach, left on its own."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

from autogenesis.core import GenesisError, SystemClock
from autogenesis.deploy._log import Log
from autogenesis.deploy._place import Place
from autogenesis.deploy._supervisor import supervise

USAGE = 64


def main(arguments: list[str]) -> int:
    """Supervise; where it is to be left on its own, the process that was called ends at once."""
    detach = "--detach" in arguments
    folders = [each for each in arguments if each != "--detach"]
    if len(folders) != 1:
        print(__doc__, file=sys.stderr)
        return USAGE
    place = Place(Path(folders[0]))
    if detach:
        if os.fork():
            return 0
        os.setsid()
    log = Log(place.log)
    try:
        return supervise(place, log, SystemClock())
    except GenesisError as error:
        log.say("supervisor", str(error))
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code
    except Exception:  # the process's boundary: nobody but the log hears it; raised again
        log.say("supervisor", traceback.format_exc())
        raise
    finally:
        log.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
