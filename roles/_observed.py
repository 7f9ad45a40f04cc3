"""What a running system was seen to do, and the Changes that it gives reason for: each with its figures as evidence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, get_args

from blueprints import Change, Element, Specification, elements_of, parts_within
from roles._audit import id_of

SeenKind = Literal["done", "refused", "failed", "unknown", "unheard"]
FEWEST, MOST_SHARE, FEWEST_ASKED, FEWEST_TIMED = 10, 0.5, 5, 20
"""A rule is asked about when it refused so many calls, and more than this share; what is not there, when it was asked
for so often; how long something takes counts from so many calls on."""
BOUND_MS = 1000
"""What an operation may take where the text says nothing."""
_LONGEST = 200
_BOUND = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|milliseconds?|s|sec|seconds?)\b", re.IGNORECASE)
_LEAVE = "Leave it as it is."


class Seen(Element):
    """Something that a running system counted: `count` of the `calls` of an operation were done, refused by the rule
    `subject`, or failed with that text; `unknown` is an operation that was asked for and is not there, `unheard` what
    nobody asked for and was refused or failed. `milliseconds` is what 95 of 100 calls stayed below."""

    kind: SeenKind
    operation: str = ""
    subject: str = ""
    count: int = 0
    calls: int = 0
    milliseconds: int = 0


def seen_in(events: Iterable[Mapping[str, Any]]) -> tuple[Seen, ...]:
    """What the events of a system show, with its figures; in the form that `events --json` prints them."""
    found: dict[str, Seen] = {}
    for event in events:
        for one in _seen(event):
            id = one.id if one.id not in found else f"{one.id}_{len(found)}"
            same = found.get(one.id)
            if same is not None and (same.kind, same.operation, same.subject) == (one.kind, one.operation, one.subject):
                found[one.id] = same.model_copy(update={"count": same.count + one.count})
            else:
                found[id] = one.model_copy(update={"id": id})
    return tuple(found.values())


def _seen(event: Mapping[str, Any]) -> Iterator[Seen]:
    kind, subject = str(event.get("type", "")), str(event.get("subject") or "")[:_LONGEST]
    data, operation = event.get("data"), str(event.get("operation") or "")[:_LONGEST]
    if event.get("kind") == "figure" and isinstance(data, dict) and kind in get_args(SeenKind):
        yield Seen(
            id=id_of("event", kind, *filter(None, (operation, subject[:60]))),
            kind=kind,
            operation=operation,
            subject=subject,
            count=_number(data, "count"),
            calls=_number(data, "calls"),
            milliseconds=_number(data, "p95_ms"),
        )
    elif event.get("kind") == "message" and kind.startswith(("refused.", "failed.")):
        name = kind.partition(".")[2][:_LONGEST]
        text = str(event.get("text") or "")[:_LONGEST]
        yield Seen(id=id_of("event", "unheard", name, text[:60]), kind="unheard", operation=name, subject=text, count=1)


def _number(data: Mapping[str, Any], name: str) -> int:
    value = data.get(name, 0)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**12 else 0


def changes_for(
    seen: Sequence[Seen], specification: Specification, refused: Collection[str], room: int
) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """The Changes that what was seen gives reason for, the most frequent first; and what there was no room to ask."""
    known = {element.id for element in (*specification.questions, *specification.gaps)}
    changes: list[Change] = []
    left: list[str] = []
    for one in sorted(seen, key=lambda each: (-each.count, each.id)):
        for change in _changes(one, specification):
            if change.id in known or f"changes.{change.id}" in refused:
                continue
            if change.part == "questions":
                if room <= 0:
                    left.append(f"{one.id}: {(change.value or {}).get('text')}")
                    continue
                room -= 1
            changes.append(change)
    return tuple(changes), tuple(left)


def _changes(one: Seen, specification: Specification) -> Iterator[Change]:
    times = f"{one.count} time{'s' if one.count != 1 else ''}"
    if one.kind == "unknown" and one.count >= FEWEST_ASKED:
        text = f"`{one.subject}` was asked for {times}, and there is no such operation. Is it wanted?"
        yield _question(one, text, "Nobody needs it.")
    elif one.kind == "refused" and one.subject.startswith("unknown.") and one.count >= FEWEST_ASKED:
        field = one.subject.partition(".")[2]
        text = f"`{one.operation}` was given {field!r} {times}, which it does not take. Is it wanted?"
        yield _question(one, text, "Nobody needs it.")
    elif one.kind == "refused" and one.count >= FEWEST and one.count > MOST_SHARE * one.calls:
        said, spans = _rule(one.subject, specification)
        text = f"{said} refused {one.count} of {one.calls} calls of `{one.operation}`. Is it meant so?"
        yield _question(one, text, _LEAVE, spans)
    elif one.kind in ("failed", "unheard"):
        text = f"`{one.operation}` failed {times}: {one.subject}"
        if one.kind == "unheard":
            text = f"`{one.operation}` did not happen {times}: {one.subject}"
        yield _gap(one, text, "unclear", "It failed in a running system.")
    elif one.kind == "done" and one.count >= FEWEST_TIMED and one.milliseconds > (bound := bound_of(specification)):
        text = f"95 of 100 calls of `{one.operation}` took up to {one.milliseconds} ms of {bound} ({one.count} calls)."
        yield _gap(one, text, "deferred", "It is slower than its bound: a matter of tuning.")


def bound_of(specification: Specification) -> int:
    """How many milliseconds an operation may take: what the text says of how quick things should be, or a second."""
    for quality in specification.qualities:
        match = _BOUND.search(f"{quality.measure} {quality.text}")
        if match:
            factor = 1 if match[2].lower().startswith("m") else 1000
            return int(float(match[1]) * factor)
    return BOUND_MS


def _rule(id: str, specification: Specification) -> tuple[str, Any]:
    """A rule in words, with where it was read."""
    for element in elements_of(specification):
        if element.id == id and any(hasattr(part, "reason") for part in parts_within(element)):
            return f'The rule "{vars(element)["reason"].rstrip(".")}"', [list(span) for span in element.spans]
    kind, _, name = id.partition(".")
    name = name.replace("_", " ")
    words = {
        "role": "That only some roles may ask",
        "required": f"That the {name} must be given",
        "type": f"What may be given as the {name}",
        "unique": f"That the {name} must be another each time",
        "known": f"That the {name} must be known",
    }
    return words.get(kind, f"The rule `{id}`"), []


def _question(one: Seen, text: str, default: str, spans: Any = None) -> Change:
    value = {"text": text, "default": default, "spans": spans or []}
    return _change(one, "questions", "question", value, f"It was counted {one.count} times in a running system.")


def _gap(one: Seen, text: str, status: str, reason: str) -> Change:
    return _change(one, "gaps", "gap", {"text": text, "status": status}, reason)


def _change(one: Seen, part: str, kind: str, value: dict[str, Any], reason: str) -> Change:
    id = f"{kind}.{one.id.partition('.')[2]}"
    return Change(action="add", part=part, id=id, value=value, reason=reason, evidence=one.id)
