"""What can be said of a system's security before it is built: a pure function of Specification and Blueprint."""

from __future__ import annotations

from blueprints import Blueprint, Specification
from roles._audit import Survey
from roles._permissions import columns, leaks, open_writes, permissions
from roles._personal import keepings, personal_fields
from roles._threats import threats


def survey_of(specification: Specification, blueprint: Blueprint) -> Survey:
    """Personal fields, how long they are kept, who may do what, what threatens."""
    personal = personal_fields(specification)
    return Survey(
        personal=personal,
        keeping=keepings(specification, personal),
        roles=columns(specification),
        permissions=permissions(specification),
        threats=threats(specification, blueprint),
        findings=(*leaks(specification, personal), *open_writes(specification, personal)),
    )
