"""No sentence takes for ever to be read, whatever it is."""

import pytest

from autogenesis.core import InputError
from autogenesis.language import understand


@pytest.mark.parametrize("word", ["unless", "if", "when it is", "until the", "before after", "who", "that which"])
def test_a_word_again_and_again_is_read_in_no_time(word) -> None:
    text = f"# Loans\nA loan has a title. {' '.join([word] * 60)} a loan ends."
    try:
        assert understand(text.encode()).specification.entities
    except InputError as error:
        assert error.remedy
