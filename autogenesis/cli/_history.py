"""`genesis history`, `diff` and `rollback`: the revisions of a system, what differs between two, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from autogenesis.cli._house import open_conductor
from autogenesis.cli._print import console, print_json, tell
from autogenesis.cli._systems import find_system
from autogenesis.core import Settings
from autogenesis.preview import difference_of, files_between, in_english, named_anew

if TYPE_CHECKING:
    from autogenesis.conductor import Conductor, Revised
    from roles import ModuleSet

_MOST_FILES = 40


def list_revisions(system: str, settings: Settings, *, as_json: bool) -> int:
    """One line a revision: when, by which run, what was asked, how many things differ, how its tests ended."""
    at = find_system(system, settings).resolve()
    with open_conductor(settings, tell) as conductor:
        revisions = conductor.revisions(at)
        told = [_told(conductor, revisions, one) for one in revisions]
    if as_json:
        print_json({"system": at.name, "package_path": str(at), "revisions": told})
        return 0
    for one in told:
        tests = one["tests"]
        ran = f"{tests['passed']} passed, {tests['failed']} failed" if tests else "not tested"
        mark = "*" if one["stands"] else " "
        line = f"{mark}{one['revision']:>3}  {one['at'][:16].replace('T', ' ')}  {one['run']}  {ran:<22} {one['asked']}"
        console().print(line, markup=False)
    return 0


def show_difference(system: str, revisions: tuple[str, ...], settings: Settings, *, as_json: bool) -> int:
    """What differs between two revisions (the last two; or one and the one that stands): the system in English, the
    text line by line, the files by name."""
    from autogenesis.conductor import before, revision_named, standing_of

    at = find_system(system, settings).resolve()
    with open_conductor(settings, tell) as conductor:
        known = conductor.revisions(at)
        stands = standing_of(known)
        named = [revision_named(known, one) for one in revisions]
        old, new = (*named, stands)[:2] if named else (before(known, stands), stands)
        was, now = (conductor.understood(one.run) for one in (old, new))
        files = files_between(*(_files(conductor, one) for one in (old, new)))
    between = [one for one in known[old.number : new.number] if one.put_back is None]
    renames = [each for one in between for each in one.asked.renames]
    said = in_english(was, now, renames) if was is not None and now is not None else []
    text = [line.text for line in difference_of(old.asked.text, new.asked.text)]
    counts = [
        {
            "path": path,
            "added": sum(line.kind == "added" for line in lines),
            "removed": sum(line.kind == "removed" for line in lines),
        }
        for path, lines in files
    ]
    if as_json:
        print_json({"from": old.number, "to": new.number, "changes": said, "text": text, "files": counts})
        return 0
    out = console()
    out.print(f"revision {old.number} → {new.number}", markup=False)
    for title, lines_of in (
        ("The system", [f"  - {line}" for line in said] or ["  does what it did"]),
        ("The text", [f"  {line}" for line in text] or ["  says what it said"]),
        ("The files", [f"  {one['path']}  +{one['added']} −{one['removed']}" for one in counts] or ["  are the same"]),
    ):
        out.print(f"\n{title}:", markup=False)
        for line in lines_of[:_MOST_FILES] if title == "The files" else lines_of:
            out.print(line, markup=False)
    if len(counts) > _MOST_FILES:
        out.print(f"  and {len(counts) - _MOST_FILES} more", markup=False)
    return 0


def roll_back(system: str, settings: Settings, *, to: str | None, data: str | None, as_json: bool) -> int:
    """Put the package of an earlier (or later) revision back, and its data; 2 where edits conflict."""
    from autogenesis.cli._revise import finish
    from autogenesis.conductor import before, revision_named, standing_of

    at = find_system(system, settings).resolve()
    with open_conductor(settings, tell) as conductor:
        known = conductor.revisions(at)
        stands = standing_of(known)
        one = before(known, stands) if to is None else revision_named(known, to)
        outcome = conductor.restore(one.run, at, data)
    if not as_json:
        console().print(f"{at.name} is as revision {one.origin} made it", markup=False)
        if outcome.data:
            console().print(outcome.data, markup=False)
    return finish(outcome, settings, as_json=as_json)


def _told(conductor: Conductor, revisions: tuple[Revised, ...], one: Revised) -> dict[str, Any]:
    previous = revisions[one.number - 2] if one.number > 1 else None
    was = conductor.understood(previous.run) if previous is not None else None
    now = conductor.understood(one.run)
    changes = len(in_english(was, now, one.asked.renames)) if was is not None and now is not None else 0
    tests = None if one.tests is None else one.tests.model_dump(mode="json")
    return {
        "revision": one.number,
        "run": one.run,
        "at": one.at.isoformat(),
        "asked": _asked(previous, one, changes),
        "changes": changes,
        "tests": tests,
        "put_back": one.put_back,
        "stands": one.stands,
    }


def _asked(previous: Revised | None, one: Revised, changes: int) -> str:
    """What was asked of a revision, in a few words."""
    if one.put_back is not None:
        return f"revision {one.put_back} was put back"
    if previous is None:
        return "built from the text"
    lines = difference_of(previous.asked.text, one.asked.text)
    added, removed = (sum(line.kind == kind for line in lines) for kind in ("added", "removed"))
    said = f"text: {added} lines added, {removed} removed" if lines else "the same text"
    if new := [each.words for each in one.asked.said if each not in previous.asked.said]:
        said = "feedback: " + "; ".join(f"“{' '.join(words.split())}”" for words in new)
    if one.asked.renames:
        said += "; renamed: " + ", ".join(f"{old} to {new}" for old, new in named_anew(one.asked.renames))
    return f"{said}; {changes} {'thing differs' if changes == 1 else 'things differ'}"


def _made(conductor: Conductor, one: Revised) -> ModuleSet:
    from roles import ModuleSet

    return ModuleSet.model_validate(conductor.made(one.run, "modules"))


def _files(conductor: Conductor, one: Revised) -> dict[str, str]:
    return {module.path: module.text for module in _made(conductor, one).modules}
