"""Settings come in layers, and what is wrong in them is named with its layer."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from autogenesis.core import ConfigurationError, Settings, as_environment, load_settings, setting_names


def test_defaults_are_under_the_working_folder(tmp_path: Path) -> None:
    settings = load_settings(tmp_path, {}, [])
    assert settings.model == "builtin"
    assert settings.home == tmp_path / ".genesis"
    assert settings.generated == tmp_path / "generated"
    assert settings.database == f"sqlite:///{tmp_path}/.genesis/genesis.db"


def test_each_layer_wins_over_the_one_below(tmp_path: Path) -> None:
    (tmp_path / "genesis.toml").write_text(
        '[limits]\nmax_attempts = 5\nmax_messages = 50\ntest_seconds = 9\n[roles.design]\nmodel = "file"\n'
    )
    env = {
        "GENESIS_LIMITS__MAX_ATTEMPTS": "6",
        "GENESIS_LIMITS__MAX_MESSAGES": "60",
        "PATH": "/bin",
    }
    settings = load_settings(tmp_path, env, ["limits.max_attempts=7"])
    assert settings.limits.max_attempts == 7
    assert settings.limits.max_messages == 60
    assert settings.limits.test_seconds == 9
    assert settings.limits.step_seconds == 900
    assert settings.model_for("design") == "file"
    assert settings.model_for("testing") == "builtin"


def test_the_file_of_a_parent_folder_counts_and_places_its_paths(
    tmp_path: Path,
) -> None:
    (tmp_path / "genesis.toml").write_text('home = "state"\n')
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    settings = load_settings(below, {}, ["generated=out"])
    assert settings.home == tmp_path / "state"
    assert settings.generated == below / "out"


@pytest.mark.parametrize(
    ("override", "suggested"),
    [
        ("modle=x", "'model'"),
        ("limits.max_atempts=3", "'limits.max_attempts'"),
        ("max_attempts=3", "'limits.max_attempts'"),
        ("roles.design.modell=x", "'roles.*.model'"),
    ],
)
def test_an_unknown_setting_is_refused_with_the_nearest_name(tmp_path: Path, override: str, suggested: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_settings(tmp_path, {}, [override])
    assert suggested in caught.value.remedy
    assert caught.value.where == f"--set {override}"
    assert caught.value.exit_code == 2


def test_a_wrong_value_is_refused_with_its_layer(tmp_path: Path) -> None:
    (tmp_path / "genesis.toml").write_text("[limits]\nmax_attempts = 0\n")
    with pytest.raises(ConfigurationError, match="limits.max_attempts") as caught:
        load_settings(tmp_path, {}, [])
    assert caught.value.where == str(tmp_path / "genesis.toml")
    with pytest.raises(ConfigurationError, match="GENESIS_SANDBOX"):
        load_settings(tmp_path / "..", {"GENESIS_SANDBOX": "docker"}, [])
    with pytest.raises(ConfigurationError, match="time zone"):
        load_settings(tmp_path / "..", {}, ["timezone=Mars/Olympus"])
    with pytest.raises(ConfigurationError, match=r"roles\.Design"):
        load_settings(tmp_path / "..", {}, ["roles.Design.model=x"])


@pytest.mark.parametrize("text", ["limits = [", "model = \xff"])
def test_a_file_that_is_no_toml_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "genesis.toml").write_bytes(text.encode("latin-1"))
    with pytest.raises(ConfigurationError, match="not valid TOML"):
        load_settings(tmp_path, {}, [])


def test_an_override_without_a_value_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="name=value"):
        load_settings(tmp_path, {}, ["model"])


def test_a_section_given_a_value_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no setting 'limits'"):
        load_settings(tmp_path, {"GENESIS_LIMITS": "3"}, [])


def test_every_setting_says_what_it_is_for() -> None:
    names = setting_names()
    assert {"home", "limits.max_attempts", "roles.*.model"} <= set(names)
    assert all(description.endswith(".") for description in names.values())


def test_settings_cannot_be_changed() -> None:
    settings = Settings()
    with pytest.raises(ValidationError, match="frozen"):
        settings.model = "other"  # type: ignore[misc]


def test_a_tilde_is_the_users_folder(tmp_path: Path) -> None:
    settings = load_settings(tmp_path, {"HOME": "/somewhere"}, ["home=~/state"])
    assert settings.home == Path("/somewhere/state")


def test_keys_of_providers_come_from_the_environment_only(tmp_path: Path) -> None:
    env = {"OPENAI_API_KEY": "sk-one", "ANTHROPIC_API_KEY": "sk-two"}
    settings = load_settings(tmp_path, env, [])
    assert settings.openai_key is not None
    assert settings.openai_key.get_secret_value() == "sk-one"
    assert "sk-" not in f"{settings!r} {settings.model_dump_json()}"
    own = load_settings(tmp_path, {**env, "GENESIS_OPENAI_KEY": "sk-own"}, [])
    assert own.openai_key is not None
    assert own.openai_key.get_secret_value() == "sk-own"
    (tmp_path / "genesis.toml").write_text('openai_key = "sk-written"\n')
    for overrides in ([], ["anthropic_key=sk-written"]):
        with pytest.raises(ConfigurationError, match="must not be written down") as caught:
            load_settings(tmp_path, env, overrides)
        assert "sk-written" not in str(caught.value)


@pytest.mark.parametrize("url", ["ftp://there", "localhost:8000", "https://me:sk-secret@there/v1"])
def test_a_server_is_named_by_a_url_without_a_key(tmp_path: Path, url: str) -> None:
    for name in ("model_url", "roles.design.model_url"):
        with pytest.raises(ConfigurationError, match=name) as caught:
            load_settings(tmp_path, {}, [f"{name}={url}"])
        assert "without a user or a key" in str(caught.value)


def test_settings_are_handed_to_another_process_whole(tmp_path) -> None:
    given = load_settings(
        tmp_path,
        {},
        ["limits.max_attempts=5", "limits.max_money=1.50", "roles.design.model=replay:x", "timezone=Europe/Berlin"],
    )
    assert load_settings(tmp_path / "elsewhere", as_environment(given)) == given
    secret = load_settings(tmp_path, {"OPENAI_API_KEY": "sk-secret"})
    assert "sk-secret" not in str(as_environment(secret))
