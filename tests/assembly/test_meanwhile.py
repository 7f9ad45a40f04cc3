"""Stories that are looked for in the meantime, by a process of their own."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

_BEGINNING = """
from unittest.mock import patch
from autogenesis.assembly import assemble, foretold
from tests.assembly import harbour

whole, plan = harbour.specification(), harbour.blueprint()
other = whole.model_copy(update={"examples": ()})
here = patch("autogenesis.assembly._derived.searched", side_effect=RuntimeError("looked for here"))
usual = assemble(whole, plan)
"""
_ENDS = {
    "the package is the same, and nothing is looked for twice": """
with foretold(whole), here:
    assert assemble(whole, plan) == usual
""",
    "stories of something else are not taken for its own": """
with foretold(other):
    assert assemble(whole, plan) == usual
""",
    "where the other process fails, they are looked for here": """
here.start()
with foretold(whole):
    here.stop()
    assert assemble(whole, plan) == usual
""",
    "with several threads all is looked for here, and comes to the same": """
import threading
end = threading.Event()
threading.Thread(target=end.wait).start()
with patch("os.fork", side_effect=RuntimeError("split with several threads")):
    assert assemble(whole, plan) == usual
end.set()
""",
    "what is given up leaves nothing running that it began itself": """
import os, time
from autogenesis.assembly import _derived
from autogenesis.core import side_by_side
out, into = os.pipe()
def for_long():
    os.write(into, b"begun")
    time.sleep(600)
with patch.object(_derived, "_stories", lambda *_: side_by_side(for_long, for_long)), foretold(whole):
    begun = b""
    while begun != b"begunbegun":
        begun += os.read(out, 10)
os.close(into)
assert os.read(out, 10) == b"", "somebody still holds the other end"
""",
    "what nobody asks for is given up": """
import os
with foretold(whole):
    pass
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    pass
else:
    raise AssertionError("the other process is still there")
""",
}


_EACH = """
import json, os, sys, traceback
ends, failed = json.loads(sys.argv[1]), {}
for what, end in ends.items():
    child = os.fork()
    if not child:
        code = 1
        try:
            exec(end)
            code = 0
        except BaseException:
            print(what, file=sys.stderr)
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    failed[what] = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
print(json.dumps(failed))
"""


@pytest.fixture(scope="module")
def told() -> tuple[dict[str, int], str]:
    """For each end its exit code, and what they said: each in a process split from one interpreter with one thread, as
    `genesis new` has: only such a one is split."""
    command = [sys.executable, "-c", _BEGINNING + _EACH, json.dumps(_ENDS)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1]), done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("what", _ENDS)
def test_stories_are_foretold(told, what) -> None:
    codes, said = told
    assert codes[what] == 0, said
