"""Two folders change places in one step, so that there is no moment at which neither stands."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

_WORKING_DIRECTORY = -100
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux's renameat2(2), and RENAME_SWAP of macOS's renamex_np(2)


def exchange(one: Path, other: Path) -> bool:
    """Swap what stands under two names; False, and nothing done, where the system or its file system cannot."""
    if os.name != "posix":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if hasattr(library, "renameat2"):
        done = library.renameat2(_WORKING_DIRECTORY, first, _WORKING_DIRECTORY, second, ctypes.c_uint(_EXCHANGE))
    elif hasattr(library, "renamex_np"):
        done = library.renamex_np(first, second, ctypes.c_uint(_EXCHANGE))
    else:
        return False
    return bool(done == 0)
