"""Entry point: hands the command line to the commands; nothing heavy is imported before it is needed."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autogenesis.core import Settings

_OBJECTS = 1_000_000
"""So many objects more, and memory is searched for cycles. Frozen artefacts form none: the usual 700 took a sixth of
every command and freed nothing."""


def main() -> int:
    """Run `genesis` and give its exit code."""
    gc.set_threshold(_OBJECTS)
    from autogenesis.cli import main as command_line

    try:
        return command_line(page=_open_page)
    finally:
        gc.freeze()  # the process ends: what is still there need not be searched once more


def _open_page(settings: Settings, **where: Any) -> int:
    """Serve the page; its libraries are imported here, for no other command needs them."""
    from autogenesis.web import Address, serve

    return serve(settings, Address(**where))


if __name__ == "__main__":
    sys.exit(main())
