"""Which sentence of the text an element was read from, for docstrings and refusals."""

from __future__ import annotations

from collections.abc import Iterable

import blueprints as b


class Sources:
    """Finds the sentences behind elements by their spans."""

    def __init__(self, specification: b.Specification) -> None:
        self._sentences = specification.sentences
        self._spans: dict[str, tuple[b.Span, ...]] = {}
        for requirement in specification.requirements:
            for element in requirement.elements:
                self._spans[element] = (*self._spans.get(element, ()), *requirement.spans)

    def sentences(self, element: b.Element) -> tuple[b.SourceSentence, ...]:
        """The sentences that the element's spans lie in; else those of the requirement that it carries."""
        spans = element.spans or self._spans.get(element.id, ())
        return tuple(item for item in self._sentences if any(_overlap(item.span, span) for span in spans))

    def quoted(self, element: b.Element) -> str | None:
        """Those sentences as one text; None where there is none."""
        found = self.sentences(element)
        return " ".join(_plain(item.text) for item in found) or None

    def docstring(self, element: b.Element, otherwise: str) -> str:
        """What a docstring says of the element: its sentences with their ids, or `otherwise`."""
        found = self.sentences(element)
        if not found:
            return ended(otherwise)
        return "\n".join(f"{ended(_plain(item.text))} [{item.id}]" for item in found)

    def marks(self, element: b.Element) -> str:
        """The ids of the sentences, as ``[s3] [s5]``."""
        return " ".join(f"[{item.id}]" for item in self.sentences(element))

    def noted(self, element: b.Element, text: str) -> str:
        """`text` with the ids of the element's sentences."""
        return f"{ended(text)} {self.marks(element)}".strip()


def ended(text: str) -> str:
    """`text` as a sentence: with a capital and a full stop."""
    text = text.strip()
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", ":")) else f"{text}."


def listed(items: Iterable[str]) -> str:
    """``a, b and c``."""
    found = list(items)
    return " and ".join((", ".join(found[:-1]), found[-1])) if len(found) > 1 else "".join(found)


def _plain(text: str) -> str:
    return " ".join(text.lstrip("-*•#> ").split())


def _overlap(left: b.Span, right: b.Span) -> bool:
    return left[0] < right[1] and right[0] < left[1]
