"""Owns what becomes of a question that the text asks itself: where its answer is understood, the question was."""

from __future__ import annotations

from autogenesis.language._draft import Claim, Draft


def settle_questions(draft: Draft) -> None:
    """ "How long may a lesson be? At most two hours.": the question is part of what the answer says."""
    for question, following in zip(draft.units, draft.units[1:], strict=False):
        if not question.asks or draft.claimed(question.span):
            continue
        answers = [c for c in draft.claims if following.span[0] <= c.span[0] < following.span[1] and c.elements]
        done: list[Claim] = [c for c in answers if c.status == "implemented"] or answers
        if done:
            elements = [element for claim in done for element in claim.elements]
            draft.claim(question.span, "question", elements, status=done[0].status, note=done[0].note)
