"""What would become of a text, before anything is built: both faces show it, at the terminal and on the page."""

from autogenesis.preview._compare import TOLD, Difference, Line, difference_of, elements_between, files_between
from autogenesis.preview._english import in_english, named_anew
from autogenesis.preview._examples import Example, Tried, lines_of, tried
from autogenesis.preview._input import MOST_BYTES, refuse_unknown, text_of
from autogenesis.preview._reading import foresee, preview, read_beside, read_text, reading_ahead
from autogenesis.preview._sentences import carriers_of, sentences_of

__all__ = [
    "MOST_BYTES",
    "TOLD",
    "Difference",
    "Example",
    "Line",
    "Tried",
    "carriers_of",
    "difference_of",
    "elements_between",
    "files_between",
    "foresee",
    "in_english",
    "lines_of",
    "named_anew",
    "preview",
    "read_beside",
    "read_text",
    "reading_ahead",
    "refuse_unknown",
    "sentences_of",
    "text_of",
    "tried",
]
