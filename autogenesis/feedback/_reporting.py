"""Reads wishes for reports: "Every Monday at 8 the treasurer wants a list of …" becomes a sentence of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from autogenesis.feedback._adding import inserted
from autogenesis.feedback._english import capital, lowered, plural, singular_of, stems_of, with_article
from autogenesis.feedback._proposals import Proposal, Weigh, only_adds
from autogenesis.feedback._shown import shows_all
from autogenesis.feedback._standing import Standing
from autogenesis.language import how_often
from blueprints import Specification, parts_within

_REPORT = re.compile(
    r"(?:(?:the|a|an|every|each|all|our)\s+)?(?P<who>[a-z][\w -]*?)\s+(?:should|must|shall|would|'d|will|also|\s)*\s*"
    r"(?:like|love|need|want|get|receive|see|have|be\s+(?:sent|given|shown)|ask\s+for|require|expect)s?\s+(?:to\s+(?:get|have|see|receive|be\s+sent)\s+)?"
    r"(?P<what>(?:a|an|the)\s+(?:\w+\s+)?(?:list|report|overview|summary|table|digest)\s+.+?)\.?$",
    re.I,
)
_SEND = re.compile(
    r"(?:send|give|show|mail|e-mail|provide|present)\s+(?:the\s+|a\s+|an\s+|every\s+|all\s+|our\s+)?(?P<who>[a-z][\w -]*?)\s+(?:with\s+)?"
    r"(?P<what>(?:a|an|the)\s+(?:\w+\s+)?(?:list|report|overview|summary|table|digest)\s+.+?)\.?$",
    re.I,
)
_FOR = re.compile(
    r"(?:(?:we|i|you)\s+(?:would\s+like|'d\s+like|'d\s+love|need|want|would\s+love)\s+|(?:there\s+(?:should|must)\s+be|make|produce|create|add|print)\s+)"
    r"(?P<what>(?:a|an|the)\s+(?:\w+\s+)?(?:list|report|overview|summary|table|digest)\s+(?:of|on|about|with)\s+.+?)\s+for\s+"
    r"(?:the\s+|a\s+|an\s+|every\s+|all\s+|our\s+)?(?P<who>[a-z][\w -]*?)(?P<when>\s+(?:every|each|on|at|once)\b.*?)?\.?$",
    re.I,
)


def read_report(said: str, standing: Standing) -> Iterator[Proposal]:
    """The text with a list for somebody, again and again."""
    often, rest = how_often(said.rstrip(" ."))
    told = f"{capital(rest)} {lowered(often)}." if often else said
    match = _SEND.match(told) or _FOR.match(told) or _REPORT.match(told)
    if match is None:
        return
    if re.search(r"\b(?:no|not|never|longer)\b", match["who"], re.I):
        return
    written, what = match["who"].strip(), match["what"] + (match.groupdict().get("when") or "")
    who = singular_of(written.lower())
    named = written[:1].isupper() and bool(re.search(rf"\w+,? {re.escape(written)}\b", standing.text))
    what = re.sub(
        r"\b(?:report|overview|summary|table|digest)\s+(?:of|on|about|with|over)\b", "list of", what, flags=re.I
    )
    what = re.sub(
        r"^(\w+\s+)(daily|weekly|monthly|yearly)\s+(.+)$",
        lambda found: f"{found[1]}{found[3]} every {_EACH[found[2].lower()]}",
        what,
        flags=re.I,
    )
    what = re.sub(r",\s*(?=every|each|on)", " ", re.sub(r"^the\b", "a", what, flags=re.I))
    near = stems_of(told)
    known = any(stems_of(one.name) == stems_of(who) for one in standing.specification.actors)
    weigh = _to_somebody(what, known=known)
    for which in dict.fromkeys((what, _state_first(what))):
        for sentence in (
            *((f"{written} gets {which}.",) if named else ()),
            *((told,) if who in {"i", "we"} else ()),
            f"As {with_article(who)}, I want {which}.",
            f"The {who} gets {which}.",
            f"{capital(plural(who))} get {which}.",
            *(
                (f"{capital(often)} {written if named else f'the {who}'} gets {_without(which, often)}.",)
                if often
                else ()
            ),
        ):
            yield from inserted(sentence, near, standing, weigh, "report")


def _without(what: str, often: str) -> str:
    return re.sub(rf"\s+{re.escape(often)}$", "", what, flags=re.I)


_EACH = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year"}


def _to_somebody(what: str, *, known: bool) -> Weigh:
    safe = only_adds(may_restrict=False)

    def weigh(before: Specification, after: Specification) -> str:
        new = {one.id for one in after.actors} - {one.id for one in before.actors}
        if known and new:
            return f"it would be for somebody new, the {sorted(new)[0].partition('.')[2].replace('_', ' ')}"
        old = {one.id for one in before.schedules}
        sent = [part for one in after.schedules if one.id not in old for part in parts_within(one)]
        if not sent:
            return "nothing would be sent again and again"
        made = {one.id for one in (*after.entities, *after.operations)} - {
            one.id for one in (*before.entities, *before.operations)
        }
        if made:
            return f"the text knows nothing of a {sorted(made)[0].partition('.')[2].replace('_', ' ')}"
        return shows_all(what, before, after) or safe(before, after)

    return weigh


def _state_first(what: str) -> str:
    """ "plans that are not confirmed yet" as "unconfirmed plans"."""
    return re.sub(
        r"\b(?:all\s+)?(\w+)\s+(?:that|which|who)\s+(?:are|is|have\s+been|has\s+been)\s+(not\s+(?:yet\s+)?(?:been\s+)?)?(\w+ed)\b(?:\s+yet)?",
        lambda found: f"{'un' if found[2] else ''}{found[3]} {found[1]}",
        what,
    )
