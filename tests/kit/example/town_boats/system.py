"""Town boats, put together."""

from __future__ import annotations

from autogenesis.kit import KitSystem, SystemDesign

from . import rules
from .agents.boats import Boats
from .agents.hires import Hires
from .messages import Boat, Charge, Hire, Note, Sailor

SYSTEM = SystemDesign(
    name="town-boats",
    title="Town boats",
    package=__package__,
    agents=(Boats(), Hires()),
    records=(Boat, Sailor, Hire, Charge, Note),
    rules=rules,
    roles=("harbour_master", "sailor", "guest", "thief"),
    zone="Europe/Berlin",
)


class System(KitSystem):
    """Town boats."""

    design = SYSTEM
