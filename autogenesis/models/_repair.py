"""Makes sure that an answer has the asked form: read tolerantly, validated, asked for again with what is wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_origin

from autogen_core.models import (
    AssistantMessage,
    ChatCompletionClient,
    CreateResult,
    LLMMessage,
    RequestUsage,
    UserMessage,
)
from pydantic import BaseModel, ValidationError

from autogenesis.models._failures import AnswerError
from autogenesis.models._request import Request
from autogenesis.models._tolerant import candidates
from autogenesis.models._wrapper import Wrapper

_MOST_SHOWN = 1500
_MOST_ERRORS = 5


class Repairing(Wrapper):
    """Asks for plain JSON where a pydantic model is wanted (but a model that keeps to a form, for that form), and gives
    back what validates, written as that model; asks at most `rounds` times more where it does not. AnswerError where
    nothing helps."""

    def __init__(self, inner: ChatCompletionClient, *, rounds: int) -> None:
        super().__init__(inner)
        self._rounds = rounds

    async def answer(self, request: Request) -> CreateResult:
        form = request.json_output
        if not isinstance(form, type):
            return await super().answer(request)
        wanted = form if self.keeps_form else True if self.inner.model_info["json_output"] else None
        spent, wrong = RequestUsage(prompt_tokens=0, completion_tokens=0), ""
        said: tuple[LLMMessage, ...] = ()
        for _ in range(self._rounds + 1):
            turns = (*request.messages, *said)
            result = await super().answer(replace(request, messages=turns, json_output=wanted))
            spent = _sum(spent, result.usage)
            found, wrong = read_as(form, result.content)
            if found is not None:
                return result.model_copy(update={"content": found.model_dump_json(), "usage": spent})
            said = _asked_again(result, wrong)
        raise AnswerError(
            f"the model answered out of shape {self._rounds + 1} times: {wrong}",
            where="the model's answer",
            remedy="Choose a model that keeps to a schema, or use --model builtin",
        )


def read_as(form: type[BaseModel], content: object) -> tuple[BaseModel | None, str]:
    """What the content says as that model, or None and what is wrong with it."""
    if not isinstance(content, str) or not content.strip():
        return None, "there is no text in the answer"
    wrong = "there is no JSON in the answer"
    for value in candidates(content):
        if not isinstance(value, dict | list):
            continue
        try:
            return form.model_validate(_wrapped(form, value)), ""
        except ValidationError as error:
            if wrong == "there is no JSON in the answer":  # the likeliest candidate is the one to tell about
                wrong = _told(error)
        except RecursionError:
            wrong = "the JSON is nested too deep"
    return None, wrong


def _wrapped(form: type[BaseModel], value: Any) -> Any:
    """A bare list as the one list that the model holds."""
    lists = [name for name, field in form.model_fields.items() if get_origin(field.annotation) in (list, tuple)]
    if isinstance(value, list) and len(form.model_fields) == 1 and lists:
        return {lists[0]: value}
    return value


def _told(error: ValidationError) -> str:
    found = [f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors(include_url=False)]
    return "; ".join(found[:_MOST_ERRORS])[:_MOST_SHOWN]


def _asked_again(result: CreateResult, wrong: str) -> tuple[LLMMessage, ...]:
    """The last answer, cut short, and what is wrong with it; the ones before it are forgotten."""
    answer = result.content if isinstance(result.content, str) else str(result.content)
    shown = answer if len(answer) <= _MOST_SHOWN else f"{answer[:_MOST_SHOWN]} …"
    return (
        AssistantMessage(content=shown or "(nothing)", source="model"),
        UserMessage(content=f"That cannot be used: {wrong}. Answer again, with the JSON object alone.", source="check"),
    )


def _sum(one: RequestUsage, other: RequestUsage) -> RequestUsage:
    return RequestUsage(
        prompt_tokens=one.prompt_tokens + other.prompt_tokens,
        completion_tokens=one.completion_tokens + other.completion_tokens,
    )
