"""What is given with a deed that changes a thing."""

from autogenesis.language import understand

TEXT = """# Depot
- Crate: number, weight in kg, status (new, stored, assigned)
- Bay: number, place
The foreman can store a crate in a bay.
The foreman assigns a crate to a driver.
"""


def test_the_place_and_the_person_are_given_and_kept() -> None:
    made = understand(TEXT).specification
    crate = next(e for e in made.entities if e.name == "crate")
    fields = {f.name: f.type.kind for f in crate.fields}
    assert (fields["bay"], fields["driver"]) == ("reference", "person")
    operations = {o.name: o for o in made.operations}
    assert [p.name for p in operations["store_crate"].inputs] == ["crate", "bay"]
    assert [p.name for p in operations["assign_crate"].inputs] == ["crate", "driver"]
    assert "bay" not in [p.name for p in operations["add_crate"].inputs]
    (update,) = operations["assign_crate"].steps
    assert {name for name, _ in update.values} >= {"status", "driver"}
    assert {c.status for c in made.clauses} == {"implemented"}
