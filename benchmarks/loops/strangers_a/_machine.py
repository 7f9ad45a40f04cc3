"""What machines write: tool calls, tracebacks, diffs, search results, test reports, log lines."""

from benchmarks.loops.strangers_a._tape import Tape, call

_ERRORS = (
    "TypeError: unsupported operand type(s) for +: 'NoneType' and "
    "'int';KeyError: 'customer_id';AssertionError: expected 3, got 4;"
    "IndexError: list index out of range;ModuleNotFoundError: No module "
    "named 'fastjson';ValueError: time data does not match format;"
    "AttributeError: 'str' object has no attribute "
    "'items';ConnectionRefusedError: [Errno 111] connect to "
    "10.2.0.8:5432;"
    "RecursionError: maximum recursion depth exceeded;UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff;"
    "error TS2345: argument of type 'undefined' is not assignable;error[E0502]: cannot borrow as mutable;"
    "SyntaxError: unexpected end of JSON input;psycopg.errors.UndefinedColumn: column does not exist;"
    "panic: runtime error: invalid memory address;OSError: [Errno 28] No space left on device"
).split(";")
_DENIALS = (
    "403 Forbidden: token lacks scope write:{x};404 Not Found: no such resource {x};permission denied: {x};"
    "FileNotFoundError: [Errno 2] No such file or directory: '{x}';401 Unauthorized: api key revoked;"
    "410 Gone: {x} was removed;unknown command '{x}';quota is zero for this project: {x};405 Method Not Allowed on {x}"
).split(";")
_PASSING = (
    "429 Too Many Requests|503 Service Unavailable|timeout after <n>s|502 Bad Gateway|connection reset by peer|"
    "lock wait timeout"
).split("|")


def error(tape: Tape) -> str:
    """One class of failure; where and when it happens is another matter."""
    return tape.rng.choice(_ERRORS)


def traceback(tape: Tape, fault: str) -> str:
    plain = fault.replace("[", "(").replace("]", ")")
    return tape.spin(
        f'Traceback (most recent call last):\n  File "<file>", line <n>, in run_<id>\n{plain}'
        f"|<file>:<n>: {plain} (pid <n>, req <id>)|{plain}\n    at <file>:<n> trace=<id>"
        f"|exit code 1 after <n> ms; stderr: {plain}; run <id>"
    )


def denial(tape: Tape, what: str) -> str:
    return tape.rng.choice(_DENIALS).format(x=what)


def passing(tape: Tape) -> str:
    """A failure that goes by itself."""
    return tape.spin(tape.rng.choice(_PASSING))


def outcome_of(text: str) -> str:
    return next((code for code in ("429", "503", "403", "404", "timeout") if code in text), "error")


def diff(tape: Tape, part: str) -> str:
    name = tape.spin("<file>")
    word = part.rsplit(maxsplit=1)[-1]
    return tape.spin(
        f"--- a/{name}\n+++ b/{name}\n@@ -<n>,4 +<n>,5 @@\n- [{word} = None|return {word}|if {word}:|{word}(<n>)]\n"
        f"+ [{word} = load_<id>()|return {word} or default|if {word} "
        f"is not None:|{word}(limit=<n>)|raise Missing('{word}')]"
    )


def tests(tape: Tape, failed: int, total: int) -> str:
    return tape.spin(
        f"[{failed} failed, {total - failed} passed in <n>s|FAILED (failures={failed}, total={total})|"
        f"{total - failed}/{total} checks pass|suite red: {failed} of {total} failing]"
        if failed
        else f"[{total} passed in <n>s|OK ({total} checks)|all {total} green|{total}/{total} checks pass]"
    )


def lookup(tape: Tape, tool: str, what: str) -> str:
    rng = tape.rng
    forms = [
        call(tool, query=what, limit=rng.choice([5, 10, 20])),
        call(tool, target=what, verbose=rng.random() < 0.5),
        call(tool, path=tape.spin("<file>"), pattern=what),
        f"{tool} --item '{what}' --trace {tape.spin('<id>')}",
        f"$ {tool} {what}",
    ]
    return rng.choice(forms)


def hits(tape: Tape, what: str) -> str:
    return tape.spin(
        f"[<n> hits for {what}: (1) <fact>; (2) <fact>|Top result on {what}: <fact> - source <file>|"
        f"found in <file>:<n> - <fact>|{what}: <n> rows, first says <fact>]"
    )
