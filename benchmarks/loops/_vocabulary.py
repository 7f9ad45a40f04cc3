"""Words, names and manners of speaking of the development windows; none of them is the training windows' own."""

# ruff: noqa: E501  (what is said stays on one line)

from __future__ import annotations

import json
import random
from dataclasses import dataclass

NOUNS = (
    "harbour glacier turbine orchard recipe violin passport tunnel reactor sauce telescope bakery sensor warehouse mural "
    "festival engine vaccine bridge playlist cargo curriculum pipeline socket kernel cache lexer gateway cluster replica "
    "bucket shard index migration webhook token session payload endpoint container volume ingress probe metric trace "
    "alert rota crate pallet forklift manifest customs tariff lease deposit mortgage premium claim policy verdict witness "
    "clause appeal statute treaty permit survey parcel acreage irrigation fertiliser seedling greenhouse tractor silo barn "
    "menu oven dough glaze broth garnish spice cellar vineyard cork label bottle cask barrel loan coupon bond equity hedge "
    "dividend audit payroll pension invoice refund voucher basket checkout banner headline font palette sketch storyboard "
    "chorus melody tempo bassline lyric rehearsal costume stage lantern compass map trail summit ridge valley delta reef"
).split()
VERBS = (
    "inspect calibrate rebuild archive label encrypt compress reorder measure repaint classify annotate benchmark deploy "
    "restart rotate patch provision estimate simulate translate digitise interview negotiate schedule photograph weigh "
    "assemble dismantle sharpen polish index crawl scrape profile trace refactor rename extract inline document review"
).split()
ADJECTIVES = (
    "northern brittle amber portable hollow rusty silent seasonal coastal electric wooden narrow leaky frozen crowded "
    "vintage modular shared nested stale volatile remote public private urgent quarterly optional legacy upstream bitter"
).split()
PEOPLE = "Amara Bjorn Chidi Dalia Emre Farah Goran Hana Ines Jiro Kofi Lena Marek Nadia Oskar Priya Quinn Rosa".split()
PLACES = (
    "Oslo Lagos Quito Hanoi Perth Malmo Turin Izmir Accra Lyon Kyoto Leeds Porto Davao Cusco Riga Split Basel".split()
)
ERRORS = (
    "ModuleNotFoundError: No module named '{}'", "psycopg.OperationalError: relation \"{}\" does not exist",
    "TypeError: {} is not a function", "E0425: cannot find value `{}` in this scope", "npm ERR! missing script: {}",
    "HTTP 500 from /api/{}", "AssertionError: expected {} to equal 3", "panic: {}: index out of range",
    "bash: {}: command not found", "ENOENT: no such file or directory, open '{}'", "undefined reference to `{}'",
    "Schema validation failed at {}", "403 Forbidden: {} is not readable", "CUDA out of memory while loading {}",
)  # fmt: skip
_CASTS = (
    ("planner_agent", "executor_agent", "critic_agent", "memory_agent", "tool_agent", "summary_agent"),
    ("assistant", "user_proxy", "chat_manager", "admin", "engineer", "scientist"),
    ("CEO", "CTO", "Programmer", "Designer", "Counselor", "QA"),
    ("a1", "a2", "a3", "a4", "a5", "a6"),
    ("Amara", "Bjorn", "Chidi", "Dalia", "Emre", "Farah"),
    ("svc-orders", "svc-billing", "svc-stock", "svc-mail", "svc-auth", "svc-search"),
    ("researcher", "fact_checker", "drafter", "supervisor", "archivist", "dispatcher"),
)
_MANNERS = (
    ("message", "message", "tool_call", "tool_result"), ("say", "reply", "call", "return"),
    ("request", "response", "invoke", "observation"), ("chat", "chat", "action", "observation"),
    ("send", "send", "exec", "output"), ("propose", "answer", "run_command", "command_output"),
)  # fmt: skip
_PLAIN = (
    "The {a} {n} in {p} needs a second look before {w} signs off.",
    "{w} found that the {n} was delivered without its {m}.", "I put the {a} {n} next to the {m} and took notes.",
    "We could {v} the {n} first; the {m} can wait until {p} answers.", "Numbers for the {n} came in: {k} units, up from {j}.",
    "Quick update: {v} the {m} took {k} minutes, mostly because of the {a} {n}.",
    "{p} asked for {k} more of the {n}, preferably {a}.", "My reading is that the {n} causes the {a} {m}.",
    "Here is what {w} wrote about the {n}: it should be {a}, and it is not.", "The {m} depends on the {n}, so I began there.",
    "I disagree about the {a} {m}; {w} measured {k} in {p} last spring.", "Added a section on how to {v} a {n}.",
    "What does {w} think of a {a} {n} for {p}?", "It costs {k}, which is less than the {m} did.",
)  # fmt: skip


@dataclass(frozen=True)
class Cast:
    """Who speaks in a window, and what they call their deeds."""

    names: tuple[str, ...]
    say: str
    reply: str
    call: str
    result: str


def cast(rng: random.Random) -> Cast:
    """Somebody to speak."""
    names = list(rng.choice(_CASTS))
    rng.shuffle(names)
    return Cast(tuple(names), *rng.choice(_MANNERS))


def plain(rng: random.Random) -> str:
    """A sentence like no other."""
    filled = rng.choice(_PLAIN).format(
        a=rng.choice(ADJECTIVES),
        n=rng.choice(NOUNS),
        m=rng.choice(NOUNS),
        v=rng.choice(VERBS),
        w=rng.choice(PEOPLE),
        p=rng.choice(PLACES),
        k=rng.randrange(3, 900),
        j=rng.randrange(3, 900),
    )
    return filled[0].upper() + filled[1:]


def path(rng: random.Random) -> str:
    """A file of a program."""
    end = rng.choice(("py", "ts", "go", "rs", "sql", "yaml", "md"))
    return (
        f"{rng.choice(('src', 'lib', 'app', 'pkg'))}/{rng.choice(NOUNS)}/{rng.choice(VERBS)}_{rng.choice(NOUNS)}.{end}"
    )


def error(rng: random.Random) -> str:
    """What went wrong."""
    return rng.choice(ERRORS).format(rng.choice(NOUNS))


def code(rng: random.Random) -> str:
    """A name that something is filed under."""
    kind = rng.randrange(4)
    if kind == 0:
        return f"{rng.choice(('SKU', 'INV', 'PR', 'T', 'ORD'))}-{rng.randrange(100, 9999)}"
    if kind == 1:
        return f"#{rng.randrange(10, 9999)}"
    if kind == 2:
        return f"{rng.choice(NOUNS)}_{rng.choice(NOUNS)}"
    return f"{rng.choice(PEOPLE)} {rng.choice(NOUNS).title()}"


def stamp(rng: random.Random, n: int) -> str:
    """A moment, later for each n."""
    return (
        f"2026-0{1 + n // 28 % 9}-{1 + n % 28:02}T{rng.randrange(24):02}:{rng.randrange(60):02}:{rng.randrange(60):02}Z"
    )


def as_call(rng: random.Random, tool: str, **arguments: object) -> str:
    """A tool call, in one of the ways in which they are written down."""
    style = rng.randrange(3)
    if style == 0:
        return json.dumps({"tool": tool, "args": arguments})
    if style == 1:
        return f"{tool}({', '.join(f'{k}={v!r}' for k, v in arguments.items())})"
    return f"{tool} " + " ".join(f"--{k} {v}" for k, v in arguments.items())


def one_of(rng: random.Random, *said: str) -> str:
    """One way of many to say it."""
    return rng.choice(said)
