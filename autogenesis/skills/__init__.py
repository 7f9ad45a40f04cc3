"""The parts library: what each behaviour of the kit takes and gives, and what it is good for."""

from autogenesis.skills._registry import catalogue, signatures, skill, skills
from autogenesis.skills._skill import Skill

__all__ = ["Skill", "catalogue", "signatures", "skill", "skills"]
