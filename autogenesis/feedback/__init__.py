"""What people want otherwise, in words: read against the text of a system, it becomes edits of that text; here, or in a
process of its own."""

from autogenesis.feedback._hearing import Heard, Hearing, hear, said_in
from autogenesis.feedback._on_order import heard_on
from autogenesis.feedback._reader import Reader, Reading
from autogenesis.feedback._telling import Account, Told, account_of, as_json, in_lines, text_difference

__all__ = [
    "Account",
    "Heard",
    "Hearing",
    "Reader",
    "Reading",
    "Told",
    "account_of",
    "as_json",
    "hear",
    "heard_on",
    "in_lines",
    "said_in",
    "text_difference",
]
