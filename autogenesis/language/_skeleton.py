"""Owns the skeleton of a sentence: its words chunked into noun phrases, literals, verbs and function words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal as OneOf

from autogenesis.language._blocks import Block
from autogenesis.language._clauses import parse
from autogenesis.language._literals import Bound, Literal, Measure, Range
from autogenesis.language._quantities import find_literals
from autogenesis.language._restating import Part, restated
from autogenesis.language._sentences import Sentence
from autogenesis.language._stories import teller
from autogenesis.language._syntax import Clause
from autogenesis.language._text import Span
from autogenesis.language._tokens import Token, tokens

_ORDERING = frozenset({"next", "last", "first", "same", "own", "following"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A chunk: noun phrase (N), literal (Q), verb (V) or one other word (W).

    `words` are the lemmas of a noun phrase without its determiner and possessor; `head` is the last of them.
    """

    kind: OneOf["N", "Q", "V", "W"]
    span: Span
    text: str
    tokens: tuple[Token, ...]
    literal: Literal | None = None
    words: tuple[str, ...] = ()
    determiner: str = ""
    plural: bool = False

    @property
    def head(self) -> str:
        """The lemma of the head noun, or of the verb or word itself."""
        return self.words[-1] if self.words else self.tokens[-1].lemma

    @property
    def label(self) -> str:
        """The phrase as people write it, singular and without determiner: ``follow-up date``."""
        return " ".join(self.words)

    @property
    def form(self) -> str:
        """The form of a verb: base s past part ing."""
        return self.tokens[-1].form

    @property
    def noun(self) -> str:
        """The noun that a literal counts, as a lemma: ``item`` in "up to five items"; empty where it is a unit."""
        value = self.literal
        if isinstance(value, Bound):
            value = value.value
        if isinstance(value, Range):
            value = value.low
        return value.unit if isinstance(value, Measure) else ""

    def encoded(self, index: int) -> str:
        """How the piece stands in the skeleton that patterns are matched against."""
        match self.kind:
            case "N":
                return f"N{index}:{self.head}"
            case "Q":
                return f"Q{index}:{type(self.literal).__name__}"
            case "V":
                return f"V{index}:{self.head}.{self.form or 'base'}"
        return self.head if self.tokens[-1].pos in {"AUX"} else self.tokens[-1].lower


@dataclass(frozen=True)
class Unit:
    """One sentence, ready to be matched: its pieces in order. `number` counts sentences from 1."""

    number: int
    sentence: Sentence
    block: Block
    pieces: tuple[Piece, ...]
    story_actor: Piece | None = None
    offsets: tuple[int, ...] = field(default=(), compare=False)
    parts: tuple[Part, ...] = field(default=(), compare=False)
    """What the sentence is restated with, where it leaves something out that the lines around it say."""
    asks: bool = False
    """Whether it is a question that the text answers itself, and states nothing."""

    @property
    def id(self) -> str:
        """The id of the sentence in the Specification: ``s3``."""
        return f"s{self.number}"

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """What the sentence says, with what it leaves out."""
        if self.asks:
            return ()
        return restated(self.sentence, self.parts) if self.parts else parse(self.sentence)

    @property
    def instead(self) -> tuple[Span, ...]:
        """The words that stand for others: "ones", "you", "sure"."""
        start = self.sentence.span[0]
        return tuple(
            (start + part[0], start + part[1]) for part in self.parts if not isinstance(part, str) and part[2:]
        )

    @property
    def lead(self) -> Span:
        """The words at its beginning that only lead up to what it says: "Please make sure that"."""
        start = self.sentence.span[0]
        first = self.parts[0] if self.parts else ""
        silent = not isinstance(first, str) and first[0] == 0 and first[2:] == ("",)
        return (start, start + first[1]) if silent and not isinstance(first, str) else (start, start)

    @property
    def text(self) -> str:
        """The sentence as written."""
        return self.sentence.text

    @property
    def span(self) -> Span:
        """Where the sentence stands in the text."""
        return self.sentence.span

    @cached_property
    def skeleton(self) -> str:
        """The pieces as one string, each followed by a blank."""
        return " " + "".join(f"{piece.encoded(i)} " for i, piece in enumerate(self.pieces))


def unit_of(number: int, sentence: Sentence, block: Block) -> Unit:
    """The skeleton of a sentence."""
    literals = _literals(sentence)
    pieces = tuple(_pieces(tokens(sentence), literals))
    return Unit(number, sentence, block, pieces, _story_actor(pieces) or _headed(sentence))


def without_lead(unit: Unit, parts: tuple[Part, ...]) -> Unit:
    """The unit restated, its pieces those that are not left out at its beginning."""
    made = replace(unit, parts=parts)
    start, end = made.lead
    return replace(made, pieces=tuple(p for p in made.pieces if p.span[0] >= end)) if end > start else unit


def _literals(sentence: Sentence) -> tuple[Literal, ...]:
    """The literals of the sentence read on one line; their places are those in the text as it was wrapped."""
    text, start = sentence.text, sentence.span[0]
    if "\n" not in text:
        return find_literals(text, start)
    kept = [i for i, c in enumerate(text) if not (c.isspace() and i and text[i - 1].isspace())]
    line = "".join(" " if text[i].isspace() else text[i] for i in kept)
    return tuple(_placed(literal, kept, start) for literal in find_literals(line, 0))


def _placed(literal: Literal, kept: Sequence[int], start: int) -> Literal:
    first, last = literal.span
    changes: dict[str, object] = {"span": (start + kept[first], start + kept[last - 1] + 1)}
    for name in ("value", "low", "high", "start", "end", "at"):
        inner = getattr(literal, name, None)
        if isinstance(inner, Literal):
            changes[name] = _placed(inner, kept, start)
    return replace(literal, **changes)  # type: ignore[arg-type]


def _story_actor(pieces: tuple[Piece, ...]) -> Piece | None:
    if len(pieces) < 5 or pieces[0].text.lower() != "as" or pieces[1].kind != "N":
        return None
    wants = any(p.text.lower() in {"want", "need", "would", "can", "must"} for p in pieces[2:7])
    return pieces[1] if wants else None


def _headed(sentence: Sentence) -> Piece | None:
    """Whoever the heading says wants it: "**As a member** I want to reserve a boat"."""
    names = teller(sentence.block.under)
    words = tokens(sentence)[:1]
    return Piece("N", words[0].span, " ".join(names), words, None, names, "a") if names and words else None


def _pieces(words: tuple[Token, ...], literals: tuple[Literal, ...]) -> Iterator[Piece]:
    position = 0
    ordered = sorted(literals, key=lambda literal: literal.span)
    while position < len(words):
        token = words[position]
        literal = next((x for x in ordered if x.span[0] <= token.start < x.span[1]), None)
        if literal is not None and not _inside_phrase(literal, words, position):
            end = position
            while end < len(words) and words[end].start < literal.span[1]:
                end += 1
            yield Piece("Q", literal.span, literal.text, words[position:end], literal)
            position = end
            continue
        end = _phrase_end(words, position, ordered)
        if end > position:
            yield _phrase(words[position:end])
            position = end
            continue
        kind: OneOf["V", "W"] = "V" if token.pos == "VERB" else "W"
        yield Piece(kind, token.span, token.text, (token,))
        position += 1


def _inside_phrase(literal: Literal, words: tuple[Token, ...], position: int) -> bool:
    """An ordinal before a noun ("the first reader") belongs to the phrase."""
    ordinal = getattr(literal, "ordinal", False)
    following = position + 1
    return bool(ordinal) and following < len(words) and words[following].pos in {"NOUN", "ADJ"}


def _phrase_end(words: tuple[Token, ...], start: int, literals: list[Literal]) -> int:
    """The end of the noun phrase that begins at `start`; `start` itself where none does."""
    position, nouns = start, 0
    if words[position].pos == "DET":
        position += 1
    while position < len(words):
        token = words[position]
        if position > start and _begins_literal(token, literals) and token.lower not in _ORDERING:
            break
        if token.pos in {"NOUN", "PROPN"}:
            nouns = position + 1
        elif token.lower in {"'s", "’s"} and nouns == position:
            pass
        elif (
            not (token.pos == "ADJ" or (token.pos == "NUM" and nouns == 0) or _participle_before_noun(words, position))
            or nouns
            and token.pos != "NOUN"
            and words[position - 1].lower not in {"'s", "’s"}
        ):
            break
        position += 1
    return nouns or start


def _begins_literal(token: Token, literals: list[Literal]) -> bool:
    return any(x.span[0] == token.start and not getattr(x, "ordinal", False) for x in literals)


def _participle_before_noun(words: tuple[Token, ...], position: int) -> bool:
    token = words[position]
    following = words[position + 1] if position + 1 < len(words) else None
    return (
        token.pos == "VERB"
        and token.form in {"ing", "part", "past"}
        and following is not None
        and (
            following.pos == "NOUN"
            and token.form == "ing"
            and (position == 0 or words[position - 1].pos in {"DET", "PUNCT", "VERB"})
        )
    )


def _phrase(words: tuple[Token, ...]) -> Piece:
    determiner = words[0].lower if words[0].pos == "DET" else ""
    core = words[1:] if determiner else words
    owner = max((i for i, t in enumerate(core) if t.lower in {"'s", "’s"}), default=-1)
    lemmas = tuple(_lemma(t) for t in core[owner + 1 :])
    span = (words[0].start, words[-1].end)
    text = " ".join(t.text for t in words)
    return Piece("N", span, text, words, None, lemmas, determiner, words[-1].plural)


def _lemma(token: Token) -> str:
    return token.lemma if token.pos == "NOUN" else token.lower
