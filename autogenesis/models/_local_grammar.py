"""Holds an answer to a grammar, and brings it to an end in time, so that it is whole whoever writes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

_CLOSING = b'}]",:0n{['
_QUOTED = b'"0'
"""What brings JSON and a text in it to an end, the likeliest first; where none of it may follow, whatever may."""
_LEAST_LEFT = 96
"""Tokens kept for coming to an end: the keys that an object must have are still to be written."""
_A_LEVEL = 2
"""Tokens that an open object or list takes more."""
_DEEPEST = 40
"""Objects and lists within each other; those who read JSON give up at some hundreds."""

_LONGEST_PERIOD = 32
_LEAST_REPEATED = 64
"""Tokens of the same again and again, with a period of at most so many, after which no more is to be expected."""


def goes_round(said: Sequence[int]) -> bool:
    """Whether the last tokens do nothing but repeat; small models come to that, and do not leave it."""
    for period in range(1, _LONGEST_PERIOD + 1):
        repeated = max(_LEAST_REPEATED, 3 * period)
        if len(said) >= repeated + period and said[-repeated:] == said[-repeated - period : -period]:
            return True
    return False


class Guide:
    """Says what may follow, by a grammar of JSON. Where little room is left, where it `is_late`, or an answer goes
    round, it can do nothing but come to its end."""

    def __init__(
        self, matcher: Any, vocabulary: Any, ends: Sequence[int], room: int, is_late: Callable[[], bool]
    ) -> None:
        self._matcher, self._vocabulary, self._end, self._is_late = matcher, vocabulary, ends[0], is_late
        self._left, self._least = room, min(_LEAST_LEFT, room // 2)
        self._depth, self._quoted, self._escaped = 0, False, False
        self._closing, self._quoting = ([self._token(bytes([one])) for one in signs] for signs in (_CLOSING, _QUOTED))
        self._said: list[int] = []
        self._ending = False

    def next(self, last: int | None, width: int) -> int | bytes:
        """After the token `last` (None at the start): the one token that follows, or for each of `width` tokens a byte,
        0 where it may not."""
        self._left -= 1
        if last is not None:
            self._said.append(last)
            self._matcher.consume_token(last)
            self._follow(self._vocabulary.decode_bytes([last]))
        if self._matcher.is_stopped():
            return self._end
        mask = bytes(self._matcher.compute_logit_bias())[:width].ljust(width, b"\0")
        self._ending = self._ending or self._is_over()
        if not self._ending and self._depth < _DEEPEST:
            return mask
        if self._matcher.is_accepting():
            return self._end
        closers = self._quoting if self._quoted else self._closing
        return next((one for one in closers if one is not None and mask[one]), mask)

    def _is_over(self) -> bool:
        return self._left <= self._least + _A_LEVEL * self._depth or self._is_late() or goes_round(self._said)

    def _token(self, sign: bytes) -> int | None:
        found = self._vocabulary.greedy_tokenize(sign.decode())
        return found[0] if len(found) == 1 and self._vocabulary.decode_bytes(found) == sign else None

    def _follow(self, said: bytes) -> None:
        """How deep the answer is now."""
        for sign in said:
            if self._escaped:
                self._escaped = False
            elif self._quoted:
                self._escaped, self._quoted = sign == 0x5C, sign != 0x22
            elif sign == 0x22:
                self._quoted = True
            else:
                self._depth += (sign in b"{[") - (sign in b"}]")
