"""The weaker sandbox: a process of its own with limits and a scrubbed environment, but with our rights."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence

from autogenesis.sandbox._port import SandboxRequest, SandboxResult
from autogenesis.sandbox._supervise import supervise

PATH = "/usr/local/bin:/usr/bin:/bin"


class ProcessSandbox:
    """Bounds time, memory, processes and output, and hides our environment variables; confines nothing else.

    The command can read and write whatever we can, and reach the network. That is enough for source that the
    house's own skills made, and never for source that a model wrote.
    """

    name = "process"

    def run(self, command: Sequence[str], *, request: SandboxRequest) -> SandboxResult:
        """Run ``command``; the paths of the request are neither granted nor refused."""
        with tempfile.TemporaryDirectory(prefix="sandbox-") as scratch:
            env = {"PATH": PATH, "LANG": "C.UTF-8", "HOME": scratch, "TMPDIR": scratch, **request.env}
            return supervise(
                command,
                request=request,
                env=env,
                backend=self.name,
                confinement={
                    "files": "not confined",
                    "network": "not confined",
                    "environment": "only what was asked for",
                },
            )
