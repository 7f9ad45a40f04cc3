"""What a skill is: a behaviour of the kit, what it takes and gives, and what it is good for."""

from __future__ import annotations

from blueprints import Frozen, Id, SkillSignature


class Skill(Frozen):
    """A tested behaviour that generated systems call by `perform`; it computes and never writes.

    `behaviour` is the module and `function` the callable of the kit that carries it out.
    """

    id: Id
    title: str
    summary: str
    behaviour: str
    function: str
    signature: SkillSignature
    verbs: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()
