"""Handing out, ranking, pairing and bidding: what they take and give."""

from __future__ import annotations

from autogenesis.skills._skill import Skill
from blueprints import BOOLEAN, DATE, DECIMAL, INTEGER, PERSON, TEXT, TIME, SkillSignature, Type, list_of

_KEY = PERSON  # the type that takes an id, a name or a row


def _record(**fields: Type) -> Type:
    return Type(kind="record", fields=tuple(fields.items()))


FAIR_ALLOCATION = Skill(
    id="skill.fair_allocation",
    title="Fair allocation",
    summary=(
        "Hands out items in their order, each to whoever has the smallest load so far (or in turn), of equal ones the "
        "first in the list; nobody gets more than the limit, and what finds no place is left over."
    ),
    behaviour="fair_allocation",
    function="allocate",
    signature=SkillSignature(
        id="skill.fair_allocation",
        parameters={
            "items": list_of(_record(key=_KEY, amount=DECIMAL)),
            "receivers": list_of(_record(key=_KEY, load=DECIMAL)),
            "limit": DECIMAL,
            "in_turn": BOOLEAN,
        },
        optional=frozenset({"limit", "in_turn"}),
        result=list_of(_record(key=_KEY, receiver=_KEY, placed=BOOLEAN)),
    ),
    verbs=("hand out", "allocate", "share", "distribute", "assign"),
    objects=("item", "work", "job"),
    refuses=("an item or receiver given twice", "a negative amount"),
)

RANKING = Skill(
    id="skill.ranking",
    title="Ranking table",
    summary=(
        "Adds up points, differences and scores from results, and ranks by a chain of criteria; results among those "
        "still equal can be one of them."
    ),
    behaviour="ranking",
    function="rank",
    signature=SkillSignature(
        id="skill.ranking",
        parameters={
            "contestants": list_of(_record(key=_KEY, number=INTEGER)),
            "results": list_of(_record(first=_KEY, second=_KEY, first_score=INTEGER, second_score=INTEGER)),
            "criteria": TEXT,
            "win": INTEGER,
            "draw": INTEGER,
            "loss": INTEGER,
        },
        optional=frozenset({"draw", "loss"}),
        result=list_of(
            _record(
                key=_KEY,
                rank=INTEGER,
                played=INTEGER,
                won=INTEGER,
                drawn=INTEGER,
                lost=INTEGER,
                points=INTEGER,
                difference=INTEGER,
                scored=INTEGER,
                conceded=INTEGER,
            )
        ),
    ),
    verbs=("rank", "order", "compare"),
    objects=("table", "ranking", "standing"),
    refuses=("an unknown criterion", "a result of somebody unknown, or against oneself"),
)

ROUND_ROBIN = Skill(
    id="skill.round_robin_schedule",
    title="Round robin",
    summary=(
        "Pairs everybody with everybody and places the encounters in opening hours, with a gap on each place, a rest "
        "for each contestant and an official of another group; what cannot be placed is listed."
    ),
    behaviour="round_robin_schedule",
    function="schedule_round_robin",
    signature=SkillSignature(
        id="skill.round_robin_schedule",
        parameters={
            "contestants": list_of(_record(key=_KEY, group=TEXT)),
            "places": list_of(_record(key=_KEY, opens=TIME, closes=TIME)),
            "officials": list_of(_record(key=_KEY, group=TEXT)),
            "duration": INTEGER,
            "gap": INTEGER,
            "rest": INTEGER,
            "with_officials": BOOLEAN,
        },
        optional=frozenset({"officials", "gap", "rest", "with_officials"}),
        result=list_of(_record(first=_KEY, second=_KEY, place=_KEY, official=_KEY, start=TIME, placed=BOOLEAN)),
    ),
    verbs=("meet", "pair", "plan", "schedule"),
    objects=("pairing", "encounter", "match"),
    refuses=("anybody given twice", "an encounter of less than a minute", "a place that closes before it opens"),
)

_ANSWER = _record(bidder=_KEY, stays=BOOLEAN)

ASCENDING_AUCTION = Skill(
    id="skill.ascending_auction",
    title="Ascending auction",
    summary=(
        "Calls a rising price; bidders stay up to their limit, whoever leaves is out, and the one who stays alone "
        "wins. Where the last ones leave together, the first of them in the order wins at the price before."
    ),
    behaviour="ascending_auction",
    function="ascend",
    signature=SkillSignature(
        id="skill.ascending_auction",
        parameters={
            "bidders": list_of(_record(key=_KEY, limit=INTEGER)),
            "start": INTEGER,
            "step": INTEGER,
        },
        result=_record(winner=_KEY, price=INTEGER, calls=list_of(_record(price=INTEGER, answers=list_of(_ANSWER)))),
    ),
    verbs=("auction", "bid", "award"),
    objects=("lot", "slot", "contract"),
    refuses=("a step that does not rise", "a bidder given twice"),
)

AUCTION_REPLAY = Skill(
    id="skill.auction_replay",
    title="Replay of auctions",
    summary="Works out winners and prices again from the recorded answers alone.",
    behaviour="ascending_auction",
    function="replay",
    signature=SkillSignature(
        id="skill.auction_replay",
        parameters={"answers": list_of(_record(lot=_KEY, price=INTEGER, bidder=_KEY, stays=BOOLEAN))},
        result=list_of(_record(lot=_KEY, winner=_KEY, price=INTEGER)),
    ),
    verbs=("replay",),
    objects=("auction", "record"),
)

SPACED_DAYS = Skill(
    id="skill.spaced_days",
    title="Days at equal distances",
    summary="The days after the first of a period that are so many days apart, and its last day where that is wanted.",
    behaviour="spaced_days",
    function="spaced_days",
    signature=SkillSignature(
        id="skill.spaced_days",
        parameters={"first": DATE, "last": DATE, "every": INTEGER, "with_last": BOOLEAN},
        optional=frozenset({"with_last"}),
        result=list_of(_record(day=DATE)),
    ),
    verbs=("repeat", "change", "renew"),
    objects=("period", "stay", "course"),
    refuses=("a distance of less than a day",),
)
