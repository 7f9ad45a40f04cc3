"""How long texts may be, at the bound and one beyond it, in the package that is built."""

import pytest

import blueprints as bp
from autogenesis.language import understand

TEXT = """# Notice board
- Notice: title, comment, code
- {rule}
"""
RULES = {
    "A comment may have at most 200 characters.": ("comment", [("<=", 200)]),
    "A comment must not be longer than 200 characters.": ("comment", [("<=", 200)]),
    "The title must be between 3 and 40 characters long.": ("title", [(">=", 3), ("<=", 40)]),
    "The comment must have at least 10 characters.": ("comment", [(">=", 10)]),
    "Comments are limited to 500 characters.": ("comment", [("<=", 500)]),
    "A code consists of exactly six digits.": ("code", [("==", 6)]),
}


@pytest.mark.parametrize("rule", RULES)
def test_so_many_characters(rule: str) -> None:
    field, limits = RULES[rule]
    made = understand(TEXT.format(rule=rule)).specification
    (notice,) = made.entities
    (invariant,) = notice.invariants
    compared = [p for p in bp.parts_within(invariant) if isinstance(p, bp.Compare)]
    assert [(c.relation, c.right.value) for c in compared if isinstance(c.right, bp.Literally)] == limits
    assert invariant.field == field
    assert all(c.status == "implemented" for c in made.clauses)
