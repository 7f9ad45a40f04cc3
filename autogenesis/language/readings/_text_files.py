"""Reads texts that come as files named after a day: how they are taken in, their lines, and that they stay as they are."""

from __future__ import annotations

import re
from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, article
from autogenesis.language._inflect import participle_of
from autogenesis.language._patterns import find
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import create, no, over, same

_FILES = (
    "NP=thing BE ANY? NP(file)",
    "NP=thing V(come|arrive|reach) ANY? as NP(file)",
    "NP=thing ( BE | MODAL be ) V.part|past(keep|store|write|hold|save|send|deliver) ANY? in|as|into NP(file)",
    "V(keep|write|store|hold|save|have|send) NP=thing in|as|into NP(file)",
)
_NAMED = regex(
    r"\b(?:(?:named|called|titled|labelled)\s+(?:after|for|by|with)|whose\s+(?:file\s+)?names?\s+(?:is|are)|with)\s+"
    r"(?:the|their|its|an?)\s+(?P<day>[a-z][a-z -]*?)(?:\s+as\s+(?:the|their|its)?\s*(?:file\s*)?names?)?"
    r"(?=\s*[,(:;.]|\s+(?:such|like|for|as|it|they)\b)",
    re.IGNORECASE,
)
_EXAMPLE = regex(r"\d{4}-\d{2}-\d{2}(?P<ending>\.[a-z]\w{0,4})\b")
_TAKE = "file|upload|import|submit|enter|store|save|add"
_PARTICIPLES = "|".join(participle_of(verb) for verb in _TAKE.split("|"))
_ALTER = "alter|change|edit|overwrite|replace|modify|correct|rewrite|touch|amend|revise"


@dataclass(frozen=True, slots=True)
class TextFiles:
    """Files named after a day: the thing they hold, the field with the day, and its lines."""

    file: EntityDraft
    day: str
    line: EntityDraft
    operation: OperationDraft


def read_text_files(unit: Unit, draft: Draft) -> None:
    """ "Our logs are text files named after the day of the watch, such as 2026-03-12.txt." """
    match, called, example = find(unit, *_FILES), _NAMED.search(unit.text), _EXAMPLE.search(unit.text)
    if match is None or called is None or example is None or draft.recall(TextFiles) is not None:
        return
    start = unit.span[0] + called.start("day")
    day = next((p for p in unit.pieces if p.kind == "N" and p.span[0] <= start < p.span[1]), None)
    if day is None or match["thing"].head == "file":
        return
    file = draft.entity(_plain(match["thing"]), match["thing"].span)
    draft.add_field(file, "file name", bp.TEXT, unit.span)
    name = draft.add_field(file, " ".join(w for w in day.words if w != "own"), bp.DATE, day.span)
    draft.add_field(file, "text", bp.TEXT)
    file.key = "file_name"
    operation = _taken_in(draft, file, name, example, unit)
    line = _lines(draft, file, unit)
    draft.remember(TextFiles(file, name, line, operation))
    shown = (unit.span[0] + example.start(), unit.span[0] + example.end())
    draft.claim(
        shown,
        "example",
        [],
        status="assumed",
        note="An example of a name; the name of any other day is taken in the same way.",
    )
    draft.claim(
        unit.span, "dated_text_file", [file.id, operation.id, *(g.id for g in operation.guards), "reaction.split_lines"]
    )


def _plain(piece: Piece) -> str:
    """The label without what is said of it by a participle: "filed reports" are reports."""
    words = [t for t in piece.tokens if t.pos != "DET"]
    return piece.label if len(words) < 2 or words[0].pos != "VERB" else " ".join(piece.words[1:])


def _taken_in(draft: Draft, file: EntityDraft, day: str, example: re.Match[str], unit: Unit) -> OperationDraft:
    ending = example["ending"]
    operation = draft.operation(
        _verb(draft, file),
        file,
        "create",
        f"Take in the text of {article(file.label)}, under the name of its file.",
        unit.span,
    )
    operation.inputs["file_name"] = bp.Parameter(
        name="file_name", type=bp.TEXT, summary=f"a day and {ending}, such as {example[0]}"
    )
    operation.inputs["text"] = bp.Parameter(name="text", type=bp.TEXT, summary="the whole text of the file")
    known = over("exists", file.name, same(f"{file.name}.file_name", "file_name"))
    operation.guards.append(
        draft.guard(
            f"{operation.name}.again",
            no(known),
            f"There is {article(file.label)} of that name, and it stays as it is.",
            unit.span,
            "file_name",
        )
    )
    made = f"new_{file.name}"
    operation.steps += [
        bp.Perform(
            skill="skill.day_in_name",
            arguments=(("name", bp.Name(name="file_name")), ("ending", bp.text(ending))),
            name="named_day",
        ),
        create(file.name, made, file_name="file_name", text="text", **{day: "named_day"}),
    ]
    operation.result = bp.Name(name=made)
    return operation


def _verb(draft: Draft, file: EntityDraft) -> str:
    """How people say that a file is handed over: "filed reports", "whoever uploads a report"; else to file."""
    things = "|".join(re.escape(each) for each in {file.label, file.plural})
    active = rf"\b(?P<verb>{_TAKE})s?\s+(?:an?|the|every|each|our|their|new)?\s*(?:{things})\b"
    passive = rf"\b(?:{things})\s+(?:are|is)\s+(?:\w+ly\s+)?(?P<part>{_PARTICIPLES})\b|\b(?P<before>{_PARTICIPLES})\s+(?:{things})\b"
    for unit in draft.units:
        found = re.search(active, unit.text, re.IGNORECASE)
        if found is not None:
            return found["verb"].lower()
        found = re.search(passive, unit.text, re.IGNORECASE)
        if found is not None:
            return next(
                verb for verb in _TAKE.split("|") if participle_of(verb) == (found["part"] or found["before"]).lower()
            )
    return "file"


def _lines(draft: Draft, file: EntityDraft, unit: Unit) -> EntityDraft:
    """Each line that says something is a row of its own, with its number."""
    line = draft.entity("line")
    draft.add_field(line, file.label, file.type)
    draft.add_field(line, "number", bp.INTEGER)
    draft.add_field(line, "text", bp.TEXT)
    draft.made_by_rule.add(line.name)
    steps = (
        bp.Perform(skill="skill.text_lines", arguments=(("text", bp.path("it", "text")),), name="found"),
        bp.Each(
            name="each", rows=bp.Name(name="found"),
            steps=(create(line.name, None, **{file.name: "it", "number": "each.number", "text": "each.text"}),),
        ),
    )  # fmt: skip
    draft.reactions.append(
        bp.Reaction(
            id="reaction.split_lines", spans=(unit.span,), summary=f"Split {article(file.label)} into its lines.",
            trigger=bp.Trigger(on="created", entity=file.id), steps=steps,
        )
    )  # fmt: skip
    draft.assume("Empty lines are counted, but not kept.", unit.span)
    return line


def read_unalterable(unit: Unit, draft: Draft) -> None:
    """ "Filed reports cannot be altered", "nobody may change a report"."""
    files = draft.recall(TextFiles)
    if files is None:
        return
    things = "|".join(re.escape(each) for each in {files.file.label, files.file.plural})
    found = re.search(
        rf"\b(?:(?:{things})\s+(?:can|may|must|shall|will|are|is)(?:not|n['’]t|\s+not|\s+never|\s+no\s+longer)\s+(?:be\s+|ever\s+be\s+)?(?P<verb>[a-z]+)"
        rf"|(?:nobody|no\s+one)\s+(?:can|may|must|shall)\s+(?P<active>[a-z]+)\s+(?:[a-z]+\s+)?(?:{things}))\b",
        unit.text, re.IGNORECASE,
    )  # fmt: skip
    done = re.compile(rf"(?:{_ALTER})(?:e?d|n)?|rewritten|overwritten|modified", re.IGNORECASE)
    if found is None or not done.fullmatch(found["verb"] or found["active"]):
        return
    before = unit.text[: found.start()]
    start = unit.span[0] + (0 if len(before.split()) <= 2 else found.start())
    draft.claim((start, unit.span[0] + found.end()), "unalterable", [files.file.id, files.operation.guards[0].id])
