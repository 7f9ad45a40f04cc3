"""What would become of a text, before anything is built: both faces show it, at the terminal and on the page."""

from autogenesis.preview._examples import Tried, lines_of, tried
from autogenesis.preview._input import MOST_BYTES, refuse_unknown, text_of
from autogenesis.preview._reader import Reader, Reading
from autogenesis.preview._reading import foresee, preview, read_text, reading_ahead
from autogenesis.preview._sentences import carriers_of, sentences_of

__all__ = [
    "MOST_BYTES",
    "Reader",
    "Reading",
    "Tried",
    "carriers_of",
    "foresee",
    "lines_of",
    "preview",
    "read_text",
    "reading_ahead",
    "refuse_unknown",
    "sentences_of",
    "text_of",
    "tried",
]
