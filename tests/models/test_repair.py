"""Answers are read tolerantly, validated, and asked for again with what is wrong, a bounded number of times."""

from __future__ import annotations

import time

import pytest
from autogen_core.models import CreateResult, RequestUsage, UserMessage
from pydantic import BaseModel, ConfigDict

import autogenesis.models as m
from tests.models.desk import Scripted


class Fruit(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    weight: int = 0


class Basket(BaseModel):
    model_config = ConfigDict(extra="forbid")

    fruits: tuple[Fruit, ...] = ()


PEAR = Basket(fruits=(Fruit(name="pear", weight=3),))
ASK = [UserMessage(content="Fill the basket.", source="me")]


@pytest.mark.parametrize(
    "text",
    [
        '{"fruits": [{"name": "pear", "weight": 3}]}',
        'Gladly! Here it is:\n```json\n{"fruits": [{"name": "pear", "weight": 3}]}\n```\nAnything else?',
        'I thought about {it} and [so] on. {"fruits": [{"name": "pear", "weight": 3}]} That is all.',
        '{"fruits": [{"name": "pear", "weight": 3},],}',
        '[{"name": "pear", "weight": 3}]',
        '{"fruits": [{"name": "pear", "weight": 3}, {"name": "plu',
        '\ufeff  {"fruits": [{"name": "pear", "weight": 3}], ',
        '```\n{"fruits": [{"name": "pear", "weight": 3}]}',
    ],
)
def test_json_is_found_in_what_models_write(text) -> None:
    found, wrong = m.read_as(Basket, text)
    assert (found, wrong) == (PEAR, "")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "no text"),
        ("I am sorry, I cannot help with that.", "no JSON"),
        ('{"fruits": [{"name": "pear", "colour": "green"}]}', "colour"),
        ('{"fruits": "pear"}', "fruits"),
        ("{" * 100_000, "no JSON"),
        ("[" * 100_000 + "]" * 100_000, ""),
        ('{"fruits": [{"name": "' + "na" * 200_000, "no JSON"),
        ("pear " * 200_000, "no JSON"),
        ('{"a": ' * 50_000 + "1" + "}" * 50_000, ""),
    ],
    ids=range(9),
)
def test_what_cannot_be_used_is_told_in_no_time(text, wrong) -> None:
    begun = time.process_time()
    found, told = m.read_as(Basket, text)
    assert found is None
    assert wrong in told
    assert len(told) < 2000
    assert time.process_time() - begun < 2


async def test_a_wrong_answer_is_asked_for_again_with_what_is_wrong() -> None:
    client = Scripted('{"fruits": [{"nome": "pear"}]}', PEAR.model_dump_json())
    result = await m.Repairing(client, rounds=2).create(ASK, json_output=Basket)
    assert Basket.model_validate_json(result.content) == PEAR
    assert (result.usage.prompt_tokens, result.usage.completion_tokens) == (200, 40)
    again = client.asked[1].messages
    assert again[0].content == "Fill the basket."
    assert "nome" in again[-1].content
    assert client.asked[0].json_output is True  # plain JSON: a free-form value fits no strict schema


async def test_asking_again_is_bounded() -> None:
    client = Scripted("I would rather not.")
    with pytest.raises(m.AnswerError, match="3 times"):
        await m.Repairing(client, rounds=2).create(ASK, json_output=Basket)
    assert len(client.asked) == 3


async def test_a_long_bad_answer_is_not_sent_back_whole() -> None:
    client = Scripted("blah " * 50_000, PEAR.model_dump_json())
    await m.Repairing(client, rounds=1).create(ASK, json_output=Basket)
    assert client.asked[1].tokens < 1000


async def test_a_tool_call_in_place_of_text_is_a_wrong_answer() -> None:
    from autogen_core import FunctionCall

    call = CreateResult(
        finish_reason="function_calls",
        content=[FunctionCall(id="1", name="delete", arguments="{}")],
        usage=RequestUsage(prompt_tokens=1, completion_tokens=1),
        cached=False,
    )
    result = await m.Repairing(Scripted(call, PEAR.model_dump_json()), rounds=1).create(ASK, json_output=Basket)
    assert Basket.model_validate_json(result.content) == PEAR


async def test_a_model_that_keeps_to_forms_is_asked_for_the_form() -> None:
    client = Scripted(PEAR.model_dump_json())
    client.keeps_form = True
    await m.Repairing(m.Cached(client, most=1), rounds=0).create(ASK, json_output=Basket)
    assert client.asked[0].json_output is Basket


def test_what_was_asked_by_a_form_is_found_again_as_json_that_was_asked_for() -> None:
    plain = m.Request(messages=ASK, json_output=True)
    assert m.Request(messages=ASK, json_output=Basket).key == plain.key
    assert m.Request(messages=ASK).key != plain.key


async def test_what_has_no_form_is_passed_on_as_it_is() -> None:
    assert (await m.Repairing(Scripted("Good day."), rounds=1).create(ASK)).content == "Good day."
