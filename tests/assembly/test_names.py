"""Words of a domain that Python, or generated code, uses for itself."""

from __future__ import annotations

import ast
from types import SimpleNamespace

import pytest

from autogenesis.assembly import assemble, write
from autogenesis.language import understand
from roles import BlueprintInputs, crew
from tests.assembly.mutation import passes

SCHOOL = """# School
A class has a title, a record and a row. A teacher opens a class.
A class holds at most 30 pupils. A pupil joins a class.
"""
DESK = """# Help desk
A call has a caller, a self and a length in minutes. An agent has a name.
An agent takes a call. No agent takes a call longer than 45 minutes.
"""


@pytest.mark.slow
@pytest.mark.parametrize("text", [SCHOOL, DESK], ids=["class and record", "call and self"])
def test_a_package_with_such_words_passes_its_tests(text, tmp_path) -> None:
    specification = understand(text).specification
    nobody = crew(lambda *_: SimpleNamespace(specification=specification), SimpleNamespace())
    blueprint = nobody["design"].draft(BlueprintInputs(specification=specification), ())
    tree = assemble(specification, blueprint)
    for path, body in tree.items():
        if path.endswith(".py"):
            ast.parse(body)
    write(tree, tmp_path / "package")
    assert passes(tmp_path / "package")
