"""Owns what a controller is told to do: switch something, tell somebody, skip something; and the steps that do it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._literals import Times
from autogenesis.language._skeleton import Piece
from autogenesis.language._terms import say
from autogenesis.language._text import Span
from autogenesis.language.readings._control import SWITCHING, Reading, Switch, control, row_of, switch, switch_of
from autogenesis.language.readings._structure import NOTIFY, notification_type

_TELL = frozenset({*NOTIFY.split("|"), "inform", "page", "report"})
_SKIP = frozenset({"skip", "ignore", "disregard", "omit", "exclude", "pass", "leave"})
_PARTICLES = frozenset({"on", "off", "out", "over", "up", "down"})
_STOP = frozenset({"until", "till", "unless", "because", "so"})
_LIGHT = frozenset({"use", "send", "give"})
_NOTES = frozenset({"warning", "alert", "alarm", "message", "notice", "notification"})


@dataclass
class Told:
    """Somebody to tell: the words for who, and the type of the notification."""

    who: Piece
    type: str


@dataclass
class Effects:
    """What is to be done. `unread` are stretches that nothing understood."""

    switched: list[tuple[Switch, bool]] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    skipped: Piece | None = None
    unread: list[Span] = field(default_factory=list)

    @property
    def some(self) -> bool:
        """Whether anything is to be done."""
        return bool(self.switched or self.told)


def effects(
    pieces: Sequence[Piece],
    draft: Draft,
    watched: EntityDraft | None = None,
    it: Switch | None = None,
    me: Piece | None = None,
) -> Effects:
    """What a stretch tells to do; "its" and "it" mean parts of `watched` and the switch `it`, `me` who speaks."""
    found, index, subject, last = Effects(), 0, me, it
    used: list[Piece | None] = []
    while index < len(pieces):
        piece = pieces[index]
        if piece.text.lower() in _STOP:
            break
        if piece.kind == "N" and not _bare_verb(pieces, index):
            linked = index > 1 and pieces[index - 1].text.lower() in {"of", "in", "at", "for"}
            subject = subject if linked and subject is not None else piece
            stuck = _stuck(piece, draft, watched)
            if stuck is not None:
                last = stuck[0]
                used.append(piece)
                found.switched.append(stuck)
        if piece.kind != "V" and not _bare_verb(pieces, index):
            index += 1
            continue
        passive = piece.form in {"part", "past"} and _after_be(pieces, index)
        word, following = _verb(pieces, index)
        target = subject if passive else _object(pieces, index)
        used += [subject, target]
        if piece.head in _TELL:
            _tell(piece, pieces, index, None if passive and piece.head != "report" else target, subject, found)
        elif word in SWITCHING:
            named = target or (subject if not _pronoun(pieces, index) and not passive else None)
            chosen = _chosen(draft, named, word, watched, last)
            if chosen is None:
                found.unread.append(piece.span)
            else:
                last = chosen
                found.switched.append((chosen, SWITCHING[word][2]))
        elif piece.head in _SKIP and (piece.head not in {"pass", "leave"} or "out" in following or "over" in following):
            found.skipped = target or subject
        elif piece.head in {"get", "receive"} and subject is not None and target is not None and target.head in _NOTES:
            found.told.append(Told(subject, target.head if target.head in {"warning", "alert"} else "notice"))
        elif piece.head in _LIGHT and target is not None and target.head in _NOTES:
            _send(piece, target, pieces[index + 2 :], found)
        else:
            found.unread.append(_reach(pieces, index))
        index += 1
    _left_over(pieces[:index], [*used, found.skipped, *(each.who for each in found.told)], found)
    return found


def _send(verb: Piece, note: Piece, behind: Sequence[Piece], found: Effects) -> None:
    """ "Send a warning to the brewer"."""
    who = next((p for p in behind if p.kind == "N"), None)
    if who is None:
        found.unread.append(verb.span)
    else:
        found.told.append(Told(who, note.head if note.head in {"warning", "alert"} else "notice"))


def _left_over(pieces: Sequence[Piece], used: Sequence[Piece | None], found: Effects) -> None:
    """What nothing took up is not read: a noun that is no part of another phrase, a number, a time."""
    for index, piece in enumerate(pieces):
        part = index > 0 and pieces[index - 1].text.lower() == "of"
        known = any(piece is each for each in used) or part or piece.head in _NOTES or _bare_verb(pieces, index)
        if piece.kind == "Q" and not isinstance(piece.literal, Times) or piece.kind == "N" and not known:
            found.unread.append(piece.span)


def _chosen(
    draft: Draft, named: Piece | None, word: str, watched: EntityDraft | None, last: Switch | None
) -> Switch | None:
    """The switch meant; None where the word does not fit it, or "a" one of several is not said which."""
    chosen = switch(draft, named, word, watched) if named is not None else last
    if chosen is None or (chosen.rest, chosen.active) != SWITCHING[word][:2]:
        return None
    any_one = named is not None and named.determiner in {"a", "an"}
    return (
        None
        if any_one and chosen.entity is not watched and chosen.entity.name not in control(draft).singles
        else chosen
    )


def _stuck(piece: Piece, draft: Draft, watched: EntityDraft | None) -> tuple[Switch, bool] | None:
    """ "The fan stops", taken for one noun phrase: a part and a verb of switching."""
    front, word = " ".join(w for w in piece.words[:-1] if w not in {"its", "their"}), piece.head
    entity = control(draft).parts.get(front) or (watched if piece.words[:1] in {("its",), ("their",)} else None)
    if not front or entity is None or word not in SWITCHING or draft.find_entity(piece.label) is not None:
        return None
    return switch_of(draft, entity, front, word, piece.span), SWITCHING[word][2]


def _bare_verb(pieces: Sequence[Piece], index: int) -> bool:
    """ "Open the tap": an adjective, but for what follows."""
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    stuck = pieces[index].kind == "N" and pieces[index].words[-1:] in {("switch",), ("turn",)}
    if stuck and following is not None and following.text.lower() in {"on", "off"}:
        return True
    plain = pieces[index].kind == "W" and pieces[index].text.lower() in {"open", "shut", "close"}
    return plain and following is not None and following.kind == "N" and not _after_be(pieces, index)


def _after_be(pieces: Sequence[Piece], index: int) -> bool:
    before = [p.text.lower() for p in pieces[max(0, index - 3) : index]]
    return any(w in {"is", "are", "be", "been", "was", "were"} for w in before)


def _verb(pieces: Sequence[Piece], index: int) -> tuple[str, set[str]]:
    """The verb with its particle, beside it or behind its object; and all particles near it."""
    near = [p.text.lower() for p in pieces[index + 1 : index + 3]]
    particles = {
        w
        for i, w in enumerate(near)
        if w in _PARTICLES and (i == 0 or pieces[index + 1].kind == "N" or near[0] in {"it", "them"})
    }
    head = pieces[index].head
    if head in {"switch", "turn", "put", "go", "come"}:
        particle = next((w for w in near if w in {"on", "off"}), "")
        return f"{head if head == 'switch' else 'turn'} {particle}".strip(), particles
    return head, particles


def _object(pieces: Sequence[Piece], index: int) -> Piece | None:
    for piece in pieces[index + 1 : index + 3]:
        if piece.kind == "N":
            return piece
        if piece.text.lower() not in {"on", "off", "out", "over", "up", "down", "to", "back"}:
            return None
    return None


def _pronoun(pieces: Sequence[Piece], index: int) -> bool:
    return any(p.text.lower() in {"it", "them"} for p in pieces[max(0, index - 3) : index + 3] if p.kind == "W")


def _reach(pieces: Sequence[Piece], index: int) -> Span:
    """From a verb to the end of what it says."""
    end = next(
        (i for i in range(index + 1, len(pieces)) if pieces[i].text.lower() in {"and", ",", *_STOP}), len(pieces)
    )
    return pieces[index].span[0], pieces[end - 1].span[1]


def _tell(
    verb: Piece, pieces: Sequence[Piece], index: int, target: Piece | None, subject: Piece | None, found: Effects
) -> None:
    who: Piece | None
    if verb.head == "report":
        who = next(
            (
                p
                for q, p in zip(pieces[index + 1 :], pieces[index + 2 :], strict=False)
                if q.text.lower() == "to" and p.kind == "N"
            ),
            None,
        )
    else:
        who = target or subject
    if who is None or any(word in {"it", "them"} for word in who.words):
        found.unread.append(verb.span)
        return
    found.told.append(Told(who, notification_type(verb.head)))
    behind = pieces[pieces.index(who) + 1 :] if who in pieces else ()
    told_too = len(behind) > 1 and behind[0].text.lower() == "and" and behind[1].kind == "N"
    if told_too and not any(p.kind == "V" or p.text.lower() in {"is", "are", "shall", "must"} for p in behind[2:3]):
        found.told.append(Told(behind[1], notification_type(verb.head)))


def notifications(
    draft: Draft, told: Sequence[Told], entity: EntityDraft, *parts: str | bp.Expression
) -> tuple[bp.Notify, ...]:
    """The notifications to everybody who is to be told, about the row `it`."""
    made = []
    for each in told:
        actor = draft.actor(each.who.label, each.who.span)
        made.append(
            bp.Notify(
                to=bp.Recipient(actor=actor), type=each.type, subject=bp.Name(name="it"), text=say(*_joined(parts))
            )
        )
    return tuple(made)


def _joined(parts: Sequence[str | bp.Expression]) -> list[str | bp.Expression]:
    """Constants that follow each other, as one."""
    whole: list[str | bp.Expression] = []
    for part in parts:
        if isinstance(part, str) and whole and isinstance(whole[-1], str):
            whole[-1] += part
        elif part != "":
            whole.append(part)
    return whole


def value_text(draft: Draft, found: Reading) -> tuple[str | bp.Expression, ...]:
    """ "The moisture of bed 3 is 28 percent." """
    kind, label = found.type, found.entity.fields[found.field].label
    unit = " percent" if kind.kind == "percent" else f" {kind.unit}" if kind.unit else ""
    value = bp.path("it", found.field)
    alone = found.entity.name in control(draft).singles
    if alone and label in found.entity.label:
        return (f"The {found.entity.label} is ", value, f"{unit}.")
    return (f"The {label} of ", *row_of(draft, found.entity, "it"), " is ", value, f"{unit}.")
