"""A Hugging Face model in memory: loaded from its folder, asked, and held to a grammar token by token.

The only file that imports torch, transformers and llguidance; it is imported when the model is asked first.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event
from typing import Any

import torch
from llguidance import LLMatcher
from llguidance.hf import from_tokenizer
from tokenizers.decoders import DecodeStream
from transformers import AutoModelForCausalLM, AutoTokenizer, GenerationConfig
from transformers.utils import logging

from autogenesis.models._failures import AnswerError
from autogenesis.models._folder import ModelFolder
from autogenesis.models._local_form import Schema, Turn
from autogenesis.models._local_grammar import Guide, goes_round

_PLAIN_ROLES = {"system": "System", "user": "User", "assistant": "Assistant"}


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked: the turns, the schema of the answer (None for any text), at most how many tokens, how warm, with
    which seed for what is warm, when to come to an end, and who is told of each piece of the answer."""

    turns: Sequence[Turn]
    schema: Schema | None
    most: int
    temperature: float = 0.0
    seed: int = 0
    is_late: Callable[[], bool] = lambda: False
    tell: Callable[[str], None] = lambda piece: None
    stop: Event = field(default_factory=Event)


@dataclass(frozen=True)
class Said:
    """The answer, the tokens of question and answer, and whether it came to its own end."""

    text: str
    asked: int
    answered: int
    ended: bool


class Engine:
    """A model and its tokenizer, loaded. On a GPU it is bf16, spread over what there is; on a CPU float32."""

    def __init__(self, folder: ModelFolder) -> None:
        logging.disable_progress_bar()
        path = str(folder.path)
        self._folder = folder
        self._tokenizer: Any = AutoTokenizer.from_pretrained(path, local_files_only=True, trust_remote_code=False)
        self._model: Any = AutoModelForCausalLM.from_pretrained(
            path,
            dtype=torch.bfloat16 if torch.cuda.is_available() else torch.float32,
            device_map="auto",
            local_files_only=True,
            trust_remote_code=False,
            use_safetensors=True,
        ).eval()
        self._ends = self._end_tokens()
        self._model.generation_config = GenerationConfig()  # how warm it is, and what it repeats, is said here alone
        self._vocabulary: Any = from_tokenizer(
            self._tokenizer, n_vocab=max(len(self._tokenizer), self._width()), eos_token=self._ends
        )
        self._special = sorted({str(one) for one in self._tokenizer.all_special_tokens}, key=len, reverse=True)

    def _width(self) -> int:
        return int(self._model.get_output_embeddings().weight.shape[0])

    def _end_tokens(self) -> list[int]:
        """The tokens that end an answer: the model's own, and what the tokenizer calls the end."""
        told = self._model.generation_config.eos_token_id
        found = [*(told if isinstance(told, list) else [told]), self._tokenizer.eos_token_id]
        ends = list(dict.fromkeys(one for one in found if one is not None))
        if not ends:
            raise ValueError("neither the model nor its tokenizer names the token that ends an answer")
        return ends

    def answer(self, question: Question) -> Said:
        """What the model says. AnswerError where the question leaves no room in it for an answer."""
        ids = self._ids(question.turns)
        room = min(question.most, self._folder.context - len(ids))
        if room < 1:
            raise AnswerError(
                f"the request has {len(ids)} tokens, and the model holds {self._folder.context}",
                where=f"model {self._folder.path.name}",
                remedy="Shorten the specification, or choose a model that holds more",
            )
        steps = _Steps(question, self._guide(question, room), self._ends, self._tokenizer)
        given = torch.tensor([ids], device=self._model.device)
        with torch.inference_mode():
            told = self._model.generate(
                given,
                attention_mask=torch.ones_like(given),
                generation_config=GenerationConfig(
                    do_sample=False,  # what is warm is drawn by the steps, with a seed of their own
                    max_new_tokens=room,
                    eos_token_id=self._ends,
                    pad_token_id=self._ends[0],
                ),
                logits_processor=[steps],
                streamer=steps,
            )
        said = told[0, len(ids) :].tolist()
        kept = [one for one in said if one not in self._ends]
        text = self._tokenizer.decode(kept, skip_special_tokens=True, clean_up_tokenization_spaces=False)
        return Said(text, len(ids), len(said), len(kept) < len(said) and not steps.broken_off)

    def _guide(self, question: Question, room: int) -> Guide | None:
        if question.schema is None:
            return None
        grammar = LLMatcher.grammar_from_json_schema(
            json.dumps(question.schema), overrides={"whitespace_flexible": False, "lenient": True}
        )
        matcher = LLMatcher(self._vocabulary, grammar, log_level=0)
        if matcher.is_error():
            raise AnswerError(
                f"no grammar can be made of the schema: {matcher.get_error()}",
                where="the form that is asked for",
                remedy="Ask for a form whose JSON Schema llguidance knows",
            )
        return Guide(matcher, self._vocabulary, self._ends, room, question.is_late)

    def _ids(self, turns: Sequence[Turn]) -> list[int]:
        """The conversation as tokens, by the model's chat template where it has one."""
        safe = [{**turn, "content": self._defused(turn["content"])} for turn in turns]
        if self._tokenizer.chat_template is None:
            lines = [f"{_PLAIN_ROLES[turn['role']]}: {turn['content']}" for turn in safe]
            found: list[int] = self._tokenizer("\n\n".join([*lines, "Assistant:"]))["input_ids"]
            return found
        try:
            text = self._templated(safe)
        except Exception as error:  # a template is a program of the model's, and may raise anything
            if safe[0]["role"] != "system" or len(safe) < 2:
                raise ValueError(f"the model's chat template refuses the conversation: {error}") from error
            first = f"{safe[0]['content']}\n\n{safe[1]['content']}"  # it knows no system's word
            text = self._templated([{**safe[1], "content": first}, *safe[2:]])
        plain: list[int] = self._tokenizer(text, add_special_tokens=False)["input_ids"]
        return plain

    def _templated(self, turns: Sequence[Turn]) -> str:
        """By the template; models that would think aloud first are told not to: no grammar lets them."""
        said: str = self._tokenizer.apply_chat_template(
            list(turns), tokenize=False, add_generation_prompt=True, enable_thinking=False
        )
        return said

    def _defused(self, text: str) -> str:
        """The text with what would end its turn broken up: a text must not speak for anybody else."""
        for token in self._special:
            if token in text:
                text = text.replace(token, f"{token[0]} {token[1:]}")
        return text


class _Steps:
    """What is done at each token: choosing by the grammar, drawing where it is warm, telling, and breaking off."""

    def __init__(self, question: Question, guide: Guide | None, ends: Sequence[int], tokenizer: Any) -> None:
        self._question, self._guide, self._ends, self._tokenizer = question, guide, ends, tokenizer
        self._stream = DecodeStream(skip_special_tokens=True)
        self._chance = torch.Generator().manual_seed(question.seed)
        self._begun, self._asked = False, 0
        self._shown = False
        self.broken_off = False

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        """The scores of the next token, with what may not follow at minus infinity."""
        if self._question.stop.is_set() or (self._guide is None and self._is_over(input_ids)):
            self.broken_off = True
            return _only(scores, self._ends[0])
        if self._guide is not None:
            chosen = self._guide.next(int(input_ids[0, -1]) if self._begun else None, scores.shape[-1])
            if isinstance(chosen, int):
                self._begun = True
                return _only(scores, chosen)
            mask = torch.frombuffer(bytearray(chosen), dtype=torch.uint8)
            scores = scores.masked_fill((mask == 0).to(scores.device), -torch.inf)
        self._begun = True
        if self._question.temperature > 0:  # adding such noise to logits and taking the greatest is to draw by them
            even = torch.rand(scores.shape, generator=self._chance).clamp_min(1e-20)
            scores = scores / self._question.temperature - torch.log(-torch.log(even)).to(scores.device)
        return scores

    def _is_over(self, input_ids: Any) -> bool:
        self._asked = self._asked if self._begun else input_ids.shape[-1]
        return self._question.is_late() or goes_round(input_ids[0, self._asked :].tolist())

    def put(self, ids: Any) -> None:
        """Tell of a new token; the first that transformers hands over are those of the question."""
        if not self._shown:
            self._shown = True
            return
        for one in ids.reshape(-1).tolist():
            piece = None if one in self._ends else self._stream.step(self._tokenizer.backend_tokenizer, one)
            if piece:
                self._question.tell(piece)

    def end(self) -> None:
        """Nothing is kept back."""


def _only(scores: Any, token: int) -> Any:
    alone = torch.full_like(scores, -torch.inf)
    alone[..., token] = 0.0
    return alone
