"""Reads a text as a run would begin with it, and designs as a run would before any test has run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from autogenesis.core import ConfigurationError, done_meanwhile, meanwhile

if TYPE_CHECKING:
    from blueprints import Blueprint, Change, Specification
    from roles import Brief


_MOST_KEPT = 4
T = TypeVar("T")


def read_text(text: str, answers: Mapping[str, str], barred: frozenset[str]) -> _Read:
    """What the text says; asked twice for the same, it is read once."""
    asked = (text, tuple(sorted(answers.items())), barred)
    found = _KEPT.get(asked)
    if found is None:
        found = done_meanwhile(asked) or _specification(*asked)
        _keep({asked: found})
    return _Read(found)


@dataclass(frozen=True)
class _Read:
    """What became of a text; a process of its own may have read it, and this one needs no reader then."""

    specification: Specification


_Asked = tuple[str, tuple[tuple[str, str], ...], frozenset[str]]
_KEPT: dict[_Asked, Specification] = {}
"""What was read last, by what was asked."""
_KEEPING = Lock()


def _keep(found: Mapping[_Asked, Specification]) -> None:
    with _KEEPING:
        _KEPT.update(found)
        for asked in [*_KEPT][:-_MOST_KEPT]:
            del _KEPT[asked]


def _specification(text: str, answers: tuple[tuple[str, str], ...], barred: frozenset[str]) -> Specification:
    from autogenesis.language import understand

    return understand(text, answers=dict(answers), barred=barred).specification


def reading_ahead(text: str, answers: Mapping[str, str]) -> AbstractContextManager[None]:
    """Read a text in the meantime: within the block, who asks what it says has it from there. What raises an error is
    read again where it is asked for."""
    import blueprints  # noqa: F401 - both processes need them, and share what is imported before they part

    asked = (text, tuple(sorted(answers.items())), frozenset[str]())
    if asked in _KEPT:
        return nullcontext()
    return meanwhile(asked, lambda: _specification(*asked))


def read_beside(work: Callable[[], T], here: Callable[[], object]) -> T:
    """What `work` gives, which reads texts, while `here` is done by this process; what was read is known afterwards.
    What raises an error is done again, to raise it here."""
    with meanwhile(work, lambda: (work(), dict(_KEPT))):
        here()
        told = done_meanwhile(work)
    if told is None:
        return work()
    _keep(told[1])
    result: T = told[0]
    return result


def preview(text: str, answers: Mapping[str, str], changes: Sequence[Change] = ()) -> Specification:
    """What a run would begin with, `changes` decided on top of the text; SpecificationError where nothing can be built,
    before anything is written."""
    from roles import SpecificationInputs, crew

    understanding = crew(read_text, _NO_WORKSHOP)["understanding"]
    found: Specification = understanding.draft(SpecificationInputs(brief=_brief(text, answers, changes)), ())
    return found


def _brief(text: str, answers: Mapping[str, str], changes: Sequence[Change]) -> Brief:
    from roles import Brief

    return Brief(text=text, answers=dict(answers), changes=tuple(changes))


def foresee(
    text: str, answers: Mapping[str, str], attempts: int, changes: Sequence[Change] = ()
) -> tuple[Specification, Blueprint]:
    """What a run would design before any test has run: the Specification after its rework, and the Blueprint."""
    from roles import BlueprintInputs, Reason, SpecificationInputs, crew

    roles = crew(read_text, _NO_WORKSHOP)
    asked = SpecificationInputs(brief=_brief(text, answers, changes))
    rejections: tuple[Reason, ...] = ()
    for _ in range(attempts):
        specification: Specification = roles["understanding"].draft(asked, rejections)
        reasons = roles["design"].check("specification", specification, asked).reasons
        if not reasons:
            break
        rejections += reasons
    return specification, roles["design"].draft(BlueprintInputs(specification=specification), ())


class _NoWorkshop:
    """Stands in where nothing is run."""

    def __getattr__(self, name: str) -> Any:
        raise ConfigurationError("nothing is run here", where=name, remedy="Open a conductor")


_NO_WORKSHOP: Any = _NoWorkshop()
