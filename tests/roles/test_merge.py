"""The laws of a merge: what one side did stands, and nothing that people wrote is lost."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from roles import merge_files

few = settings(max_examples=50, deadline=None)
KIT = "src/lending/_kit/store.py"
lines = st.lists(st.sampled_from(["a", "b", "c", "", "  d", "ü", "x = 1\r", "\x0b"]), max_size=8)
texts = st.builds(lambda found, end: ("\n".join(found) + end).encode(), lines, st.sampled_from(["", "\n"]))
bodies = st.one_of(texts, st.binary(max_size=6))
trees = st.dictionaries(st.sampled_from(["README.md", "src/lending/rules.py", "pic.png", KIT]), bodies)
plain_trees = st.dictionaries(st.sampled_from(["README.md", "src/lending/rules.py"]), texts)


@few
@given(trees, trees)
def test_where_nobody_edited_anything_what_is_generated_stands(base, theirs) -> None:
    files, merge = merge_files(base, base, theirs)
    assert files == theirs
    assert (merge.conflicts, merge.kept) == ((), ())


@few
@given(plain_trees, plain_trees)
def test_where_the_generator_changed_nothing_ours_stands(base, ours) -> None:
    files, merge = merge_files(base, ours, base)
    assert files == ours
    assert merge.conflicts == ()
    assert set(merge.kept) == {path for path in {*base, *ours} if base.get(path) != ours.get(path)}


@few
@given(trees, trees)
def test_what_both_did_alike_is_done_once(base, both) -> None:
    files, merge = merge_files(base, both, both)
    assert files == both
    assert (merge.conflicts, merge.kept) == ((), ())


@few
@given(trees, trees, trees)
def test_no_line_of_ours_is_lost_that_the_generator_did_not_write(base, ours, theirs) -> None:
    files, _ = merge_files(base, ours, theirs)
    for path, mine in ours.items():
        written = Counter(_lines(mine)) - Counter(_lines(base.get(path, b"")))
        standing = sum((Counter(_lines(body)) for at, body in files.items() if at.startswith(path)), Counter())
        assert written <= standing, path


@few
@given(texts, texts, texts)
def test_no_line_of_the_generators_is_lost_either(base, ours, theirs) -> None:
    files, merge = merge_files({"a": base}, {"a": ours}, {"a": theirs})
    written = Counter(_lines(theirs)) - Counter(_lines(base))
    assert written <= Counter(_lines(files["a"])) or [one.line for one in merge.conflicts] == [None]
    assert all(one.line is None or _lines(files["a"])[one.line - 1] == b"<<<<<<< yours" for one in merge.conflicts)


@pytest.mark.slow
@few
@given(texts, texts, texts)
def test_a_line_that_only_one_side_touched_is_no_conflict(first, middle, last) -> None:
    assume(first != b"" and last != b"")
    fence = b"\n--\n==\n~~\n"
    base = {"a": fence.join([b"first", middle, b"last"])}
    ours, theirs = fence.join([first, middle, b"last"]), fence.join([b"first", middle, last])
    assume(fence not in middle + first + last)
    files, merge = merge_files(base, {"a": ours}, {"a": theirs})
    assert files["a"] == fence.join([first, middle, last])
    assert merge.conflicts == ()


def test_lines_that_both_changed_stand_between_marks_and_are_listed() -> None:
    files, merge = merge_files({"a": b"1\n2\n3\n"}, {"a": b"1\ntwo\n3"}, {"a": b"1\nzwei\n3\n"})
    assert files["a"].startswith(b"1\n<<<<<<< yours\ntwo\n")
    assert b"zwei\n" in files["a"]
    assert files["a"].endswith(b">>>>>>> generated\n")
    assert [(one.path, one.line) for one in merge.conflicts] == [("a", 2)]


def test_what_has_no_lines_is_kept_and_listed() -> None:
    for mine in (b"\xff", b"\0", b""):
        files, merge = merge_files({"a": b"1"}, {"a": mine}, {"a": b"2"})
        assert files == {"a": mine}
        assert [(one.path, one.line) for one in merge.conflicts] == [("a", None)]


def test_what_was_removed_stays_away_unless_it_is_generated_otherwise() -> None:
    assert merge_files({"a": b"1"}, {}, {"a": b"1"})[0] == {}
    files, merge = merge_files({"a": b"1"}, {}, {"a": b"2"})
    assert files == {"a": b"2"}
    assert "removed" in merge.conflicts[0].text
    files, merge = merge_files({"a": b"1"}, {"a": b"mine"}, {})
    assert files == {"a": b"mine"}
    assert "no longer generated" in merge.conflicts[0].text


def test_an_edited_kit_file_is_put_beside_the_new_one() -> None:
    files, merge = merge_files({KIT: b"1"}, {KIT: b"mine"}, {KIT: b"1"}, taken={f"{KIT}.orig"})
    assert files == {KIT: b"1", f"{KIT}.orig2": b"mine"}
    assert f"{KIT}.orig2" in merge.conflicts[0].text
    files, merge = merge_files({KIT: b"1"}, {}, {KIT: b"1"})
    assert files == {KIT: b"1"}
    assert "is back" in merge.conflicts[0].text


def _lines(body: bytes) -> list[bytes]:
    """The lines without what ends them: where one file has other line ends than the rest, those go with the rest."""
    return [line.rstrip(b"\r") for line in body.split(b"\n")]
