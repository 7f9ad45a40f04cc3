"""Models are opened by name; what is missing is said with where and what to do; keys are told to nobody."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime

import pytest
from pydantic import SecretStr

import autogenesis.models as m
from autogenesis.core import ConfigurationError, FixedClock

CLOCK = FixedClock(datetime(2026, 1, 1, tzinfo=UTC))


def access(**more) -> m.Access:
    return m.Access(clock=CLOCK, **{"keyring": lambda service, name: None, **more})


def test_the_face_is_complete() -> None:
    assert len(m.__all__) == len(set(m.__all__))
    assert all(hasattr(m, name) for name in m.__all__)


def test_a_name_says_what_runs_it_and_which_one() -> None:
    assert m.model_name("openai:gpt-5") == m.ModelName("openai", "gpt-5")
    assert m.model_name("ollama:qwen3:4b").name == "qwen3:4b"
    assert str(m.model_name(" replay:a/b.jsonl ")) == "replay:a/b.jsonl"


@pytest.mark.parametrize("text", ["gpt-5", "openai", "openai:", "mistral:large", "", ":x"])
def test_an_unknown_kind_is_refused_with_the_ones_there_are(text) -> None:
    with pytest.raises(ConfigurationError) as caught:
        m.model_name(text, "roles.design.model")
    assert caught.value.where == "roles.design.model"
    assert "openai:NAME" in caught.value.remedy
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(("kind", "variable"), [("openai", "OPENAI_API_KEY"), ("anthropic", "ANTHROPIC_API_KEY")])
def test_without_a_key_the_variable_and_the_keyring_are_named(kind, variable) -> None:
    with pytest.raises(ConfigurationError) as caught:
        m.open_model(m.ModelName(kind, "any"), access())
    assert variable in caught.value.where
    assert f"keyring set autogenesis {kind}" in caught.value.remedy


def test_the_environment_comes_before_the_keyring() -> None:
    def keyring(service, name):
        return f"{service}-{name}"

    assert m.key_for("openai", {"openai": SecretStr("mine")}, keyring).get_secret_value() == "mine"
    assert m.key_for("openai", {"openai": SecretStr("")}, keyring).get_secret_value() == "autogenesis-openai"


def test_no_keyring_on_the_machine_is_no_fault(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert m.from_keyring("autogenesis", "openai") is None


@pytest.mark.parametrize(
    ("kind", "module"), [("openai", "autogen_ext.models.openai"), ("anthropic", "autogen_ext.models.anthropic")]
)
def test_a_missing_extra_is_named(kind, module, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ConfigurationError) as caught:
        m.open_model(m.ModelName(kind, "any"), access(keys={kind: SecretStr("sk-abcdefgh")}))
    assert "autogenesis[models]" in caught.value.remedy
    assert "sk-abcdefgh" not in str(caught.value)


@pytest.mark.parametrize("kind", ["openai", pytest.param("anthropic", marks=pytest.mark.soak)])  # slow to import
def test_what_is_opened_shows_no_key(kind) -> None:
    opened = m.open_model(m.ModelName(kind, "any"), access(keys={kind: SecretStr("sk-very-secret-1")}))
    assert "very-secret" not in repr(opened) + str(opened) + repr(opened.inner)


async def test_a_component_of_autogen_is_opened_from_its_file(tmp_path) -> None:
    file = tmp_path / "component.json"
    config = {
        "provider": "autogen_ext.models.replay.ReplayChatCompletionClient",
        "component_type": "replay_chat_completion_client",
        "config": {"chat_completions": ["Good day."]},
    }
    file.write_text(json.dumps(config))
    opened = m.open_model(m.ModelName("autogen", str(file)), access())
    from autogen_core.models import UserMessage

    assert (await opened.create([UserMessage(content="Hello", source="me")])).content == "Good day."


@pytest.mark.parametrize(
    "text", [None, "{", '{"provider": "x"}', '{"provider": "os.path", "config": {"k": "sk-12345678"}}']
)
def test_a_file_that_describes_no_model_is_refused(tmp_path, text) -> None:
    file = tmp_path / "component.json"
    if text is not None:
        file.write_text(text)
    with pytest.raises(ConfigurationError) as caught:
        m.open_model(m.ModelName("autogen", str(file)), access())
    assert str(file) in str(caught.value) or "installed" in str(caught.value)
    assert "sk-12345678" not in str(caught.value)


def a_model_in(folder) -> None:
    folder.mkdir()
    (folder / "config.json").write_text('{"model_type": "llama", "text_config": {"max_position_embeddings": 77}}')
    (folder / "tokenizer.json").write_text("{}")
    (folder / "model.safetensors").write_text("")


def test_a_model_on_this_machine_needs_an_extra_that_is_named(tmp_path, monkeypatch) -> None:
    a_model_in(tmp_path / "model")
    monkeypatch.setattr("autogenesis.models._folder.find_spec", lambda name: None if name == "torch" else name)
    with pytest.raises(ConfigurationError, match="torch is not installed") as caught:
        m.open_model(m.model_name(f"transformers:{tmp_path / 'model'}"), access())
    assert 'pip install "autogenesis[transformers]"' in caught.value.remedy


def test_a_model_on_this_machine_is_not_loaded_before_it_is_asked(tmp_path, monkeypatch) -> None:
    a_model_in(tmp_path / "model")
    monkeypatch.setattr("autogenesis.models._folder.find_spec", lambda name: name)
    opened = m.open_model(m.model_name(f"transformers:{tmp_path / 'model'}"), access())
    assert (opened.context, opened.keeps_form) == (77, True)
    assert "torch" not in sys.modules


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        ("", "there is no folder"),
        ("config.json", "config.json"),
        ("tokenizer.json", "tokenizer.json"),
        ("model.safetensors", "safetensors"),
    ],
)
def test_what_is_no_folder_with_a_model_is_told(tmp_path, lacking, said) -> None:
    if lacking:
        a_model_in(tmp_path / "model")
        (tmp_path / "model" / lacking).unlink()
    with pytest.raises(ConfigurationError) as caught:
        m.open_model(m.model_name(f"transformers:{tmp_path / 'model'}"), access())
    assert said in caught.value.what
    assert caught.value.where == f"model transformers:{tmp_path / 'model'}"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"model_type": ""}'])
def test_a_configuration_that_describes_no_model_is_told(tmp_path, text) -> None:
    a_model_in(tmp_path / "model")
    (tmp_path / "model" / "config.json").write_text(text)
    with pytest.raises(ConfigurationError, match="config.json"):
        m.open_model(m.model_name(f"transformers:{tmp_path / 'model'}"), access())
