"""The parts library: what each behaviour of the kit takes and gives, and what it is good for; and candidates for it."""

from autogenesis.skills._candidate import Candidate
from autogenesis.skills._registry import catalogue, signatures, skill, skills
from autogenesis.skills._skill import Skill

__all__ = ["Candidate", "Skill", "catalogue", "signatures", "skill", "skills"]
