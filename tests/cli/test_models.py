"""The models that the settings name are opened once, for the roles that may ask them; what is missing is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from autogenesis.cli import main
from autogenesis.cli._models import open_clients, open_others
from autogenesis.core import ConfigurationError, load_settings

SPEC = str(Path(__file__).parents[2] / "specs" / "library-lending.md")


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GENESIS_HOME", str(tmp_path / "home"))
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "a.jsonl").write_text("")
    (tmp_path / "b.jsonl").write_text("")
    return tmp_path


def test_no_model_is_opened_where_none_is_named(here) -> None:
    assert open_clients(load_settings(here, {}, [])) == {}
    assert open_clients(load_settings(here, {}, ["roles.design.model=builtin"])) == {}


def test_each_role_asks_its_own_model_or_the_runs(here) -> None:
    own = ["model=replay:a.jsonl", "roles.design.model=replay:b.jsonl", "roles.testing.model=builtin"]
    clients = open_clients(load_settings(here, {}, [*own, "roles.design.price_asked=2.5"]))
    assert "testing" not in clients
    assert clients["understanding"] is clients["generator"]
    assert clients["understanding"].name == "replay:a.jsonl"
    assert clients["understanding"].price is None
    assert clients["design"].name == "replay:b.jsonl"
    assert clients["design"].price.asked == 2.5


def test_another_model_is_opened_for_roles_that_go_round_with_their_own(here) -> None:
    assert open_others(load_settings(here, {}, ["model=replay:a.jsonl"])) == {}
    own = ["model=replay:a.jsonl", "other_model=replay:b.jsonl", "roles.design.other_model=replay:a.jsonl"]
    others = open_others(load_settings(here, {}, [*own, "roles.design.model=replay:b.jsonl"]))
    assert others["understanding"].name == "replay:b.jsonl"
    assert others["design"].name == "replay:a.jsonl"


def test_a_role_that_is_none_is_refused(here) -> None:
    with pytest.raises(ConfigurationError, match="generatr") as caught:
        open_clients(load_settings(here, {}, ["roles.generatr.model=replay:a.jsonl"]))
    assert "generator" in caught.value.remedy


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--model", "gpt"], "there is no kind of model"),
        (["--model", "openai:gpt-5"], "OPENAI_API_KEY"),
        (["--model", "replay:none.jsonl"], "none.jsonl"),
        (["--set", "roles.design.model=anthropic:claude"], "ANTHROPIC_API_KEY"),
    ],
)
def test_a_model_that_cannot_be_opened_is_2_and_nothing_is_written(arguments, said, here, capsys, monkeypatch) -> None:
    monkeypatch.setattr("autogenesis.models._open.from_keyring", lambda service, name: None)
    assert main(["new", SPEC, "--no-tests", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not (here / "generated").exists()
    assert not (here / "home" / "genesis.db").exists()


def test_a_key_that_is_written_down_is_refused_and_not_repeated(here, capsys) -> None:
    (here / "genesis.toml").write_text('openai_key = "sk-dont-say-this"\n')
    assert main(["new", SPEC, "--model", "openai:x"]) == 2
    said = capsys.readouterr()
    assert "OPENAI" in said.err
    assert "dont-say-this" not in said.err + said.out


def test_the_doctor_says_whether_the_models_can_be_opened(here, capsys) -> None:
    main(["doctor", "--set", "model=replay:a.jsonl"])
    assert "fine     language model       replay:a.jsonl" in capsys.readouterr().out
    assert main(["doctor", "--set", "model=openai:gpt-5"]) == 1
    said = capsys.readouterr().out
    assert "missing  language model" in said
    assert "OPENAI_API_KEY" in said
    main(["doctor"])
    assert "fine     language model       builtin" in capsys.readouterr().out
