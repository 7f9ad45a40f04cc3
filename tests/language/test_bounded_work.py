"""No sentence takes for ever to be read, whatever it is."""

import contextlib

import pytest

from autogenesis.core import InputError
from autogenesis.language import understand


@pytest.mark.slow
@pytest.mark.parametrize("word", ["unless", "if", "when it is", "until the", "before after", "who", "that which"])
def test_a_word_again_and_again_is_read_or_refused_in_no_time(word) -> None:
    with contextlib.suppress(InputError):  # what takes for ever would never come to the next line
        understand(f"# Loans\nA loan has a title. {' '.join([word] * 60)} a loan ends.".encode())
    assert understand(b"# Loans\nA loan has a title.").specification.entities
