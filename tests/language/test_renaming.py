"""Renaming the nouns of actors, entities, products and fields must give the same system under other names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.language.renaming import invented, renamed, skeleton_of, translated
from tests.language.short_texts import SHORT

SPECS = Path(__file__).parents[2] / "specs"
NOUNS = {
    "patient-management": {
        "patient": "tenant", "patients": "tenants", "doctor": "surveyor", "nurse": "porter", "receptionists": "janitors",
        "receptionist": "janitor", "treatment": "remedy", "treatments": "remedies", "visit": "meeting", "guideline": "handbook",
        "blood": "water", "officer": "warden", "clinic": "agency", "medicine": "substance", "amlodipine": "chlorine",
    },
    "library-lending": {
        "reader": "sailor", "readers": "sailors", "borrower": "skipper", "item": "boat", "items": "boats", "librarian": "harbourmaster",
        "treasurer": "purser", "title": "model", "titles": "models", "copy": "vessel", "copies": "vessels", "library": "harbour",
        "reference works": "racing yachts", "reference work": "racing yacht", "novels": "voyages",
    },
    "blood-donation": {
        "donor": "climber", "donors": "climbers", "blood": "rock", "donation": "ascent", "donations": "ascents", "nurse": "trainer",
        "haemoglobin": "oxygen", "appointment": "session", "appointments": "sessions", "bag": "rope", "bags": "ropes", "desk": "entry",
        "woman": "pupil", "man": "teacher",
    },
    "tournament-scheduling": {
        "team": "choir", "teams": "choirs", "club": "parish", "referee": "juror", "referees": "jurors", "pitch": "stage", "pitches": "stages",
        "match": "concert", "matches": "concerts", "goal": "vote", "goals": "votes", "pairing": "coupling", "pairings": "couplings",
        "director": "warden", "tournament": "festival", "football": "music", "side": "group",
    },
    "hotel-housekeeping": {
        "room": "cabin", "rooms": "cabins", "attendant": "steward", "attendants": "stewards", "supervisor": "warden", "visitors": "passengers",
        "visitor": "passenger", "guest": "traveller", "guests": "travellers", "linen": "bedding", "stay-over": "lay-over", "stay": "voyage", "stays": "voyages",
        "sign": "flag", "single": "inner", "double": "outer", "finder": "holder", "rota": "list", "housekeeping": "shipkeeping",
    },
    "warehouse-slotting-auction": {
        "warehouse": "harbour", "slot": "berth", "slots": "berths", "shelf": "quay", "product": "vessel", "products": "vessels",
        "picks": "voyages", "auctioneer": "harbourmaster",
    },
    "education-content": {
        "source": "report", "sources": "reports", "subject": "region", "subjects": "regions", "licence": "permit", "title": "heading",
        "author": "surveyor", "authors": "surveyors", "curator": "clerk", "module": "chapter", "modules": "chapters", "lesson": "chart",
        "lessons": "charts", "quiz": "checklist", "quizzes": "checklists", "question": "point", "questions": "points", "option": "choice",
        "options": "choices", "answer": "tick", "answers": "ticks", "reviewer": "warden", "reviewers": "wardens", "content": "linen",
        "teacher": "foreman", "teachers": "foremen", "learner": "apprentice", "learners": "apprentices", "level": "grade", "levels": "grades",
        "open": "free", "purchased": "rented",
    },
    "car-insurance-claims": {
        "customer": "tenant", "policy": "contract", "policies": "contracts", "accident": "leak", "driver": "plumber", "garage": "workshop",
        "car": "boiler", "claim": "demand", "claims": "demands", "assessor": "inspector", "nadia": "rosa", "joost": "pavel",
        "sabine": "ingrid", "excess": "retention",
    },
    "software-pipeline": {
        "author": "owner", "version": "edition", "versions": "editions", "file": "page", "files": "pages", "production": "circulation",
        "manager": "steward", "pong": "quoits", "ball": "disc", "paddle": "board", "paddles": "boards", "points": "goals",
    },
    "meeting-minutes": {
        "minutes": "diaries", "minute": "diary", "allotment": "lighthouse", "meeting": "watch", "sorter": "mate", "decision": "order", "decisions": "orders",
        "action": "duty", "actions": "duties", "remark": "note", "owner": "keeper", "members": "sailors", "member": "sailor",
        "secretary": "captain", "clerk": "purser",
    },
    "kalah-terminal": {
        "kalah": "orchard", "pit": "bowl", "pits": "bowls", "seeds": "beans", "store": "jar", "game": "round", "games": "rounds",
    },
    "newsletter-moderation": {
        "newsletter": "bulletin", "residents": "members", "resident": "member", "contributions": "notices", "contribution": "notice",
        "moderator": "juror", "moderators": "jurors", "chair": "warden", "insult": "nickname", "insults": "nicknames", "heading": "caption",
        "category": "sort", "offer": "lease", "request": "plea", "telephone": "cabin",
    },
    "greenhouse-irrigation": {
        "bed": "kennel", "beds": "kennels", "valve": "hatch", "valves": "hatches", "sensor": "scale", "seedlings": "puppies", "grower": "breeder",
        "tank": "silo", "tanks": "silos", "water": "fodder", "controller": "warden", "moisture": "saturation", "greenhouse": "kennels",
    },
}  # fmt: skip


@pytest.mark.parametrize("slug", sorted(NOUNS))
def test_other_nouns_give_the_same_system(slug: str) -> None:
    """No word of a domain is known to the engine."""
    text, nouns = _text(slug), NOUNS[slug]
    assert translated(skeleton_of(text), nouns) == skeleton_of(renamed(text, nouns))


@pytest.mark.parametrize("slug", sorted(path.stem for path in SPECS.glob("[a-z]*.md")))
def test_words_that_nobody_knows_give_the_same_system(slug: str) -> None:
    """Whatever names an entity or an actor, in each of the texts, may be a word of no language."""
    text = _text(slug)
    nouns = invented(text)
    assert nouns
    assert translated(skeleton_of(text), nouns) == skeleton_of(renamed(text, nouns))


@pytest.mark.parametrize("trade", sorted(SHORT))
def test_the_same_holds_for_texts_of_other_trades(trade: str) -> None:
    nouns = invented(SHORT[trade])
    assert nouns
    assert translated(skeleton_of(SHORT[trade]), nouns) == skeleton_of(renamed(SHORT[trade], nouns))


def _text(slug: str) -> str:
    return (SPECS / f"{slug}.md").read_text(encoding="utf-8").split("<!-- acceptance -->")[0]
