"""A fault in one reading costs one sentence, never the text."""

from __future__ import annotations

import pytest

from autogenesis.core import GenesisError
from autogenesis.language import _understand, understand

TEXT = "# Loans\nA loan has a title and a fee. The fee is at least 2 euro. A loan of more than 30 days is refused."


def test_a_reading_that_fails_leaves_its_sentence_unclear_and_the_rest_is_built(monkeypatch, caplog) -> None:
    def read_badly(unit, draft) -> None:
        if "at least" in unit.text:
            draft.entity("ghost")
            raise IndexError("list index out of range")

    whole = understand(TEXT).specification
    monkeypatch.setattr(_understand, "PASSES", ((read_badly,), *_understand.PASSES))
    found = understand(TEXT)

    assert found.faults == ("IndexError in read_badly at s2",)
    assert "read_badly" in caplog.text, "whoever mends it needs the traceback"
    assert [e.id for e in found.specification.entities] == [e.id for e in whole.entities], "what it had begun is undone"
    assert found.specification.operations == whole.operations


def test_what_a_reading_refuses_on_purpose_is_told_as_it_is(monkeypatch) -> None:
    def refusing(unit, draft) -> None:
        raise GenesisError("no", where="here", remedy="Ask for less")

    monkeypatch.setattr(_understand, "PASSES", ((refusing,),))
    with pytest.raises(GenesisError, match="Ask for less"):
        understand(TEXT)
