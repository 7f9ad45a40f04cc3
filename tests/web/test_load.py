"""Many live pages and many systems at once: everything is answered. What it takes is measured by `make bench`."""

from __future__ import annotations

import pytest

from benchmarks._page import STREAMS, SYSTEMS, fill, serving


@pytest.mark.slow
def test_fifty_live_pages_and_two_hundred_systems_are_served_at_once(tmp_path) -> None:
    waiting = fill(tmp_path / "home", tmp_path / "generated")
    with serving(tmp_path / "home", tmp_path / "generated") as (_, visitor):
        streams = [visitor.follow(waiting) for _ in range(STREAMS)]
        try:
            assert visitor.get("/").count(b'class="cap"') == SYSTEMS + 1
            for path in ("/runs", f"/runs/{waiting}", "/approvals", "/skills", "/health"):
                assert len(visitor.get(path)) < 300_000
            assert f"{STREAMS} live pages are open".encode() in visitor.get("/health")
        finally:
            for stream in streams:
                stream.close()
