"""A Hugging Face model on this machine: a whole genesis with one that knows nothing, and what it does when asked.

Needs the extra `transformers`: `make test-models` installs it apart and runs these.
"""

from __future__ import annotations

import asyncio
import json
import os
import time
from importlib.util import find_spec
from pathlib import Path

import pytest
from autogen_core import CancellationToken, FunctionCall
from autogen_core.models import SystemMessage, UserMessage
from pydantic import BaseModel, Field

import autogenesis.models as m
from autogenesis.cli import main
from autogenesis.core import SystemClock
from blueprints import Changes, Specification

ROOT = Path(__file__).parents[2]
pytestmark = [
    pytest.mark.skipif(
        find_spec("torch") is None or find_spec("llguidance") is None,
        reason='the extra "transformers" is not installed: run make test-models',
    ),
    pytest.mark.filterwarnings("default::DeprecationWarning"),  # of the libraries under the model
    pytest.mark.filterwarnings("default::FutureWarning"),
]
ASKED = [SystemMessage(content="You propose Changes."), UserMessage(content="What is lacking?", source="house")]
TEXT = """# Boat club

A member rents a boat. A boat has a name and a length in metres.
Boats longer than 9 metres are only rented while the sky stays fair.
The harbour master can list the boats.
"""


class Weighed(BaseModel):
    label: str
    weight: float = Field(ge=0)
    tags: list[str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    from tests.models.tiny import build

    return build(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def endless_folder(tmp_path_factory) -> Path:
    from tests.models.tiny import build

    return build(tmp_path_factory.mktemp("endless"), endless=True)


def opened(folder: Path, **more) -> m.Model:
    return m.open_model(m.model_name(f"transformers:{folder}"), m.Access(clock=SystemClock(), tries=1, **more))


@pytest.fixture
async def model(folder):
    found = opened(folder)
    yield found
    await found.close()


@pytest.fixture
async def endless(endless_folder):
    """A model that never ends its turn by itself."""
    found = opened(endless_folder)
    yield found
    await found.close()


def test_a_whole_genesis_with_a_model_that_knows_nothing_is_no_worse_than_none(
    folder, tmp_path, monkeypatch, capsys, record_property
) -> None:
    home = Path(os.environ.get("GENESIS_HOME", ROOT / ".genesis"))
    assert (home / "environments").is_dir(), "the clean environment is not installed: make setup"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GENESIS_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "environments").symlink_to(home / "environments")
    Path("boats.md").write_text(TEXT, encoding="utf-8")
    assert main(["new", "boats.md", "--out", "plain", "--no-tests", "--json"]) == 0
    plain = json.loads(capsys.readouterr().out.splitlines()[-1])

    begun = time.perf_counter()
    sets = ("--assist", "full", "--set", "record=said.jsonl")
    assert main(["new", "boats.md", "--out", "helped", "--model", f"transformers:{folder}", "--json", *sets]) == 0
    seconds = time.perf_counter() - begun
    record_property("seconds of a whole genesis", round(seconds, 1))
    helped = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert seconds < 60

    assert helped["tests"]["failed"] == 0
    assert helped["tests"]["passed"] > 5
    assert helped["report"]["implemented"] >= plain["report"]["implemented"]
    assert helped["coverage"]["content"] >= plain["coverage"]["content"]
    asked = [json.loads(line) for line in Path("said.jsonl").read_text().splitlines()]
    receipt = helped["receipt"]
    assert receipt["calls"] == len(asked) >= 4
    assert {role["role"] for role in receipt["roles"]} >= {"understanding", "design"}
    assert not any(role["failed"] for role in receipt["roles"])
    for one in asked:  # at first go, and not by being repaired
        Changes.model_validate_json(one["answer"]["content"])


def test_what_was_recorded_with_it_is_replayed_without_it(folder, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GENESIS_HOME", str(tmp_path / "home"))
    Path("boats.md").write_text(TEXT, encoding="utf-8")
    receipts = []
    for model in (f"transformers:{folder}", "replay:said.jsonl"):
        record = ("--set", "record=said.jsonl") if model.startswith("transformers") else ()
        assert main(["new", "boats.md", "--no-tests", "--json", "--out", "out", "--model", model, *record]) == 0
        receipts.append(json.loads(capsys.readouterr().out.splitlines()[-1])["receipt"])
    assert receipts[0]["tokens"] == receipts[1]["tokens"] > 1_000
    assert receipts[0]["roles"][0]["dropped"] == receipts[1]["roles"][0]["dropped"]


def test_the_doctor_finds_that_it_keeps_every_form_and_is_good_for_nothing(
    folder, tmp_path, monkeypatch, capsys
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["doctor", f"transformers:{folder}", "--roles", "design", "--json"]) == 1
    (role,) = json.loads(capsys.readouterr().out.splitlines()[-1])["roles"]
    assert role["schema"] == [9, 9]
    assert role["passed"] < 4
    assert role["tokens"] > 5_000


async def test_whatever_it_draws_the_answer_has_the_form(model) -> None:
    proposed = 0
    for seed in range(12):
        said = await model.create(
            ASKED, json_output=Changes, extra_create_args={"temperature": 1.3, "seed": seed, "max_tokens": 300}
        )
        proposed += len(Changes.model_validate_json(said.content).changes)
        assert said.finish_reason == "stop"
    assert proposed
    said = await model.create(ASKED, json_output=Weighed, extra_create_args={"max_tokens": 200})
    assert Weighed.model_validate_json(said.content).weight >= 0
    said = await model.create(ASKED, json_output=Specification, extra_create_args={"max_tokens": 600})
    Specification.model_validate_json(said.content)
    said = await model.create(ASKED, json_output=True, extra_create_args={"max_tokens": 200})
    assert isinstance(json.loads(said.content), dict)


async def test_the_same_question_has_the_same_answer(folder) -> None:
    said = []
    for seed in (5, 5, 6):
        model = opened(folder)
        extra = {"temperature": 1.0, "seed": seed, "max_tokens": 30}
        said.append((await model.create(ASKED, extra_create_args=extra)).content)
        await model.close()
    assert said[0] == said[1] != said[2]


async def test_it_is_streamed_piece_by_piece(folder) -> None:
    from autogenesis.models._folder import model_folder
    from autogenesis.models._local import LocalClient

    client = LocalClient(model_folder(str(folder), "here"), clock=SystemClock(), seconds=60)
    pieces = [one async for one in client.create_stream(ASKED, json_output=Weighed)]
    await client.close()
    result = pieces.pop()
    assert len(pieces) > 5
    assert "".join(pieces) == result.content
    assert client.total_usage().completion_tokens == result.usage.completion_tokens


async def test_who_cancels_is_heard_at_the_next_token(endless) -> None:
    token = CancellationToken()
    await endless.ready()
    long = {"max_tokens": 12_000, "temperature": 1.0}
    asking = asyncio.create_task(endless.create(ASKED, extra_create_args=long, cancellation_token=token))
    await asyncio.sleep(0.3)
    assert not asking.done()
    token.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    begun = time.perf_counter()
    assert (await endless.create(ASKED, json_output=True, extra_create_args={"max_tokens": 40})).content
    assert time.perf_counter() - begun < 5


async def test_it_comes_to_an_end_before_its_time_is_over(endless_folder) -> None:
    from autogenesis.models._folder import model_folder
    from autogenesis.models._local import LocalClient

    client = LocalClient(model_folder(str(endless_folder), "here"), clock=SystemClock(), seconds=2)
    await client.ready()
    extra = {"max_tokens": 14_000, "temperature": 1.5, "seed": 1}
    begun = time.perf_counter()
    said = await client.create(ASKED, extra_create_args=extra)
    assert said.finish_reason == "length"
    assert (await client.create(ASKED, json_output=Weighed, extra_create_args=extra)).finish_reason == "stop"
    assert time.perf_counter() - begun < 8
    await client.close()


async def test_what_goes_round_is_brought_to_its_end(endless) -> None:
    said = await endless.create(ASKED, extra_create_args={"max_tokens": 10_000})
    assert said.finish_reason == "length"
    assert said.usage.completion_tokens < 1_000


async def test_what_it_cannot_hold_is_left_out_or_refused_by_its_own_count(tmp_path) -> None:
    from tests.models.tiny import build

    model = opened(build(tmp_path / "small", context=400))
    long = UserMessage(content="harbour " * 300, source="house")
    with pytest.raises(m.AnswerError, match="the model holds 400"):
        await model.create([long])
    trimmed = m.Trimmed(model, most=12_000)
    with pytest.raises(m.AnswerError, match="350 are allowed"):
        await trimmed.create([long])
    said = await trimmed.create([ASKED[1], long, ASKED[1]], extra_create_args={"max_tokens": 5})
    assert said.usage.prompt_tokens < 100
    assert trimmed.count_tokens([long]) > 300
    await model.close()


async def test_tools_are_called_with_what_they_take(model) -> None:
    takes = {
        "type": "object",
        "properties": {"id": {"type": "string", "pattern": "^[a-z]{3,5}$"}},
        "required": ["id"],
        "additionalProperties": False,
    }
    tools = [{"name": "look_up", "description": "Looks an element up.", "parameters": takes, "strict": False}]
    said = await model.create(ASKED, tools=tools, tool_choice="required")
    (call,) = said.content
    assert isinstance(call, FunctionCall)
    assert call.name == "look_up"
    assert 3 <= len(json.loads(call.arguments)["id"]) <= 5
    said = await model.create(ASKED, tools=tools, extra_create_args={"max_tokens": 120})
    assert isinstance(said.content, str) or said.content[0].name == "look_up"


async def test_a_text_cannot_end_its_turn_and_speak_for_another(model) -> None:
    async def tokens(text: str) -> int:
        asked = [UserMessage(content=text, source="house")]
        return (await model.create(asked, extra_create_args={"max_tokens": 1})).usage.prompt_tokens

    assert await tokens("<|end|>" * 10) - await tokens("") > 20


async def test_without_a_chat_template_it_is_asked_in_plain_text(tmp_path) -> None:
    from tests.models.tiny import build

    model = opened(build(tmp_path / "plain", template=None))
    assert (await model.create(ASKED, json_output=Weighed)).content.startswith('{"label":')
    await model.close()


async def test_a_template_without_a_system_is_served_too(tmp_path) -> None:
    from tests.models.tiny import TEMPLATE, build

    refusing = "{% if messages[0].role == 'system' %}{{ raise_exception('no system') }}{% endif %}" + TEMPLATE
    model = opened(build(tmp_path / "plain", template=refusing))
    assert (await model.create(ASKED, json_output=Weighed)).content
    await model.close()


async def test_weights_that_are_none_are_told_and_the_draft_can_stand(folder, tmp_path) -> None:
    import shutil

    broken = tmp_path / "broken"
    shutil.copytree(folder, broken)
    next(broken.glob("*.safetensors")).write_bytes(b"no weights")
    model = opened(broken)
    with pytest.raises(m.ProviderError, match="cannot be loaded"):
        await model.ready()
    with pytest.raises(m.ProviderError, match="cannot be loaded") as caught:
        await model.create(ASKED)
    assert str(broken) in caught.value.where
    assert not caught.value.passing
    await model.close()


async def test_code_that_comes_with_a_model_is_never_run(folder, tmp_path) -> None:
    import shutil

    own = tmp_path / "own"
    shutil.copytree(folder, own)
    settings = json.loads((own / "config.json").read_text())
    settings |= {"model_type": "own", "auto_map": {"AutoConfig": "code.Own", "AutoModelForCausalLM": "code.Own"}}
    (own / "config.json").write_text(json.dumps(settings))
    (own / "code.py").write_text(f"open({str(tmp_path / 'was_run')!r}, 'w').close()\nclass Own: pass\n")
    model = opened(own)
    with pytest.raises(m.ProviderError, match="cannot be loaded"):
        await model.create(ASKED)
    assert not (tmp_path / "was_run").exists()
    await model.close()
