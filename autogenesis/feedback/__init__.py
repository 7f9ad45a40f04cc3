"""What people want otherwise, in words: read against the text of a system, it becomes edits of that text."""

from autogenesis.feedback._hearing import Heard, Hearing, hear, said_in
from autogenesis.feedback._telling import as_json, in_lines, text_difference

__all__ = ["Heard", "Hearing", "as_json", "hear", "in_lines", "said_in", "text_difference"]
