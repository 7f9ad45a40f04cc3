"""Plain text: files named after a day, their lines, what a line says, and answers in quotations."""

from __future__ import annotations

from autogenesis.skills._skill import Skill
from blueprints import DATE, INTEGER, PERSON, TEXT, SkillSignature, Type, list_of


def _record(**fields: Type) -> Type:
    return Type(kind="record", fields=tuple(fields.items()))


_LINE = _record(day=DATE, number=INTEGER, text=TEXT)

DAY_IN_NAME = Skill(
    id="skill.day_in_name",
    title="Day in a file's name",
    summary="The day that a file is named after; any other name, or a day that no calendar has, is refused.",
    behaviour="text_files",
    function="day_in_name",
    signature=SkillSignature(id="skill.day_in_name", parameters={"name": TEXT, "ending": TEXT}, result=DATE),
    verbs=("file", "import", "store"),
    objects=("file", "text", "log"),
    refuses=("a name that is no day with the ending", "a day that no calendar has"),
)

TEXT_LINES = Skill(
    id="skill.text_lines",
    title="Lines of a text",
    summary="The lines of a text that say something, exactly as written, with their numbers from 1.",
    behaviour="text_files",
    function="text_lines",
    signature=SkillSignature(
        id="skill.text_lines", parameters={"text": TEXT}, result=list_of(_record(number=INTEGER, text=TEXT))
    ),
    verbs=("split", "read"),
    objects=("text", "line"),
)

FIRST_NAMED = Skill(
    id="skill.first_named",
    title="Who is named in a text",
    summary="The one of some names that stands first in a text, as a whole word, and how many of them stand in it.",
    behaviour="wording",
    function="first_named",
    signature=SkillSignature(
        id="skill.first_named",
        parameters={"text": TEXT, "names": list_of(TEXT)},
        result=_record(name=PERSON, count=INTEGER),
    ),
    verbs=("note", "find", "name"),
    objects=("owner", "person", "name"),
)

WORDED_DEADLINE = Skill(
    id="skill.worded_deadline",
    title="Deadline in words",
    summary=(
        "The deadline that a text gives in words: a word and a weekday mean the first such day afterwards, a phrase "
        "the end of the month; with neither, so many days later."
    ),
    behaviour="wording",
    function="worded_deadline",
    signature=SkillSignature(
        id="skill.worded_deadline",
        parameters={"text": TEXT, "day": DATE, "before": TEXT, "month_end": TEXT, "otherwise": INTEGER},
        optional=frozenset({"month_end", "otherwise"}),
        result=_record(day=DATE),
    ),
    verbs=("note", "find", "work out"),
    objects=("deadline", "due date", "day"),
)

QUOTE_PASSAGES = Skill(
    id="skill.quote_passages",
    title="Answers in quotations",
    summary=(
        "Quotes the lines that share most words with a question, then the newest, each exactly as written; a fixed "
        "reply where no line shares one. Capitals and short words are ignored."
    ),
    behaviour="passages",
    function="quote_passages",
    signature=SkillSignature(
        id="skill.quote_passages",
        parameters={
            "question": TEXT,
            "passages": list_of(_LINE),
            "most": INTEGER,
            "shortest": INTEGER,
            "otherwise": TEXT,
        },
        result=_record(reply=TEXT, quotations=list_of(_LINE)),
    ),
    verbs=("answer", "quote", "search"),
    objects=("question", "line", "passage"),
)
