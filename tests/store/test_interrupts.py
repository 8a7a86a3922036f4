"""An interrupt ("interrupt kernel", Ctrl-C) at any moment leaves no lock and no half batch, and the kernel goes on.

Twice: a real kernel that is really interrupted while it writes, many times; and, because some moments are rare, one
interrupt at each single step of a write and of a read at which Python lets one in.
"""

from __future__ import annotations

import dis
import random
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from browser import wait_for
from proof.batches import faults
from sqlcipher3 import dbapi2

from ontmoet_research import store

WRITING = """
import os, random, sys
sys.path.insert(0, {tests!r})
from proof.batches import Writer
from ontmoet_research import store
project = store.open_project({path!r})
writer = Writer(project, "kern", random.Random(1))
words = os.open({told!r}, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
def work(batches):
    for _ in range(batches):
        ids = writer.write()
        os.write(words, (" ".join(ids) + "\\n").encode())
"""
TESTS = Path(__file__).parents[1]
# After these, Python looks whether a signal came (3.11 to 3.14); a jump back is one of a loop.
LETS_IN = ("CALL", "CALL_FUNCTION_EX", "CALL_KW", "RESUME", "JUMP_BACKWARD")


@pytest.mark.skipif(sys.platform == "win32", reason="the test asks for locks as Linux and macOS keep them")
@pytest.mark.parametrize("interrupts", [20, pytest.param(500, marks=pytest.mark.slow)])
def test_a_kernel_that_is_interrupted_while_it_writes_leaves_no_lock_and_no_half_batch(
    tmp_path: Path, interrupts: int
) -> None:
    path, told, chance = tmp_path / "p.ontmoet", tmp_path / "told", random.Random(interrupts)
    store.create(path, title="Proef").close()
    told.touch()
    with Kernel(tmp_path) as kernel:
        assert kernel.run(WRITING.format(tests=str(TESTS), path=str(path), told=str(told))) == "ok"
        pid = kernel.process()
        with store.open_project(path) as project:
            for n in range(1, interrupts + 1):
                kernel.begin("work(10**9)")
                size = told.stat().st_size
                wait_for(lambda size=size: told.stat().st_size > size, "the cell writes")
                time.sleep(chance.random() * 0.05)
                kernel.interrupt()
                assert kernel.answer() == "KeyboardInterrupt"
                assert_no_lock(path)
                if n % 100 == 0:
                    assert faults(project, promised(told)) == []
        assert kernel.run("work(3)") == "ok"
        assert kernel.process() == pid
    with store.open_project(path) as project:
        assert faults(project, promised(told)) == []
    print(f"\ninterrupts: {interrupts}, {len(promised(told))} rows promised; 0 locks left, 0 half batches, 0 lost")


def promised(told: Path) -> list[str]:
    return [row for line in told.read_text().splitlines() for row in line.split()]


def assert_no_lock(path: Path) -> None:
    """Another process could write at once: no lock is left. A write that was under way may still finish."""
    with closing(dbapi2.connect(str(path), timeout=10, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")


class Kernel:
    """A real kernel in a process of its own."""

    def __init__(self, folder: Path) -> None:
        from jupyter_client.manager import KernelManager

        self._manager = KernelManager(kernel_name="python3", connection_file=str(folder / "kernel.json"))

    def __enter__(self) -> Kernel:
        self._manager.start_kernel()
        self._client = self._manager.client()
        self._client.start_channels()
        self._client.wait_for_ready(timeout=120)
        return self

    def __exit__(self, *_: object) -> None:
        self._client.stop_channels()
        self._manager.shutdown_kernel(now=True)

    def process(self) -> int:
        return int(self._manager.provisioner.pid)

    def run(self, code: str) -> str:
        """Run a cell; give ``ok`` or the name of the error."""
        self.begin(code)
        return self.answer()

    def begin(self, code: str) -> None:
        """Begin on a cell."""
        # After an error a kernel passes over what was asked just then, unless it is told not to.
        self._asked = self._client.execute(code, stop_on_error=False)

    def interrupt(self) -> None:
        """As the button in JupyterLab does."""
        self._manager.interrupt_kernel()

    def answer(self) -> str:
        """Wait until the cell ended; give ``ok`` or the name of the error."""
        while True:
            reply = self._client.get_shell_msg(timeout=60)
            if reply["parent_header"].get("msg_id") == self._asked:
                return str(reply["content"].get("ename", reply["content"]["status"]))


def write_one(project: store.Project) -> object:
    return store.write(project, [store.new("organisations", label=str(n)) for n in range(3)], origin="stap/3")


def read_one(project: store.Project) -> object:
    return store.last_seq(project)


def open_one(project: store.Project) -> object:
    with store.open_project(project.path) as again:
        return again.fact("title")


@pytest.mark.usefixtures("interruptible")
@pytest.mark.skipif(sys.platform == "win32", reason="signals work differently there")
@pytest.mark.parametrize(
    ("act", "at_most"),
    [(write_one, 300), (read_one, 300), (open_one, 50), pytest.param(open_one, 10**9, marks=pytest.mark.slow)],
)
def test_an_interrupt_at_any_single_step_stops_nobody_afterwards(
    tmp_path: Path, act: Callable[[store.Project], object], at_most: int
) -> None:
    # Not "with": closing would wait for a lock that was left behind, and hide what went wrong.
    project = store.create(tmp_path / "p.ontmoet", title="Proef")
    act(project)
    steps = count_steps(lambda: act(project))
    chosen = random.Random(1).sample(range(steps), min(steps, at_most))
    raised = 0
    for step in sorted(chosen):
        came, out, _ = interrupt_at(step, lambda: act(project))
        raised += out
        assert came == out or not came, "an interrupt may wait until the work is done, but it is never swallowed"
        goes_on(project, step)
    assert faults(project, []) == []
    project.close()
    assert raised > 0.75 * len(chosen) > 30, "most interrupts really came: not all steps are taken each time"
    print(f"\none interrupt at each of {len(chosen)} of the {steps} steps of {act.__name__}: 0 stopped anyone")


def count_steps(act: Callable[[], object]) -> int:
    """At how many steps of the work an interrupt can come."""
    return 10**9 - interrupt_at(10**9, act)[2]


def interrupt_at(step: int, act: Callable[[], object]) -> tuple[bool, bool, int]:
    """Send one interrupt at this step of the work; tell whether it came to that, whether it came out, what was left."""
    left, came = step, False
    before: dict[FrameType, str] = {}

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal left, came
        if not _where_locks_are(frame):
            return None
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        if event == "opcode" and not came:
            if before.get(frame, "").startswith(LETS_IN):
                left -= 1
                if left < 0:
                    came = True
                    signal.raise_signal(signal.SIGINT)
            before[frame] = dis.opname[frame.f_code.co_code[frame.f_lasti]]
        return trace

    try:
        sys.settrace(trace)
        act()
    except KeyboardInterrupt:
        return came, True, left
    finally:
        sys.settrace(None)
    return came, False, left


def _where_locks_are(frame: FrameType) -> bool:
    """Whether this is code in which a lock may be taken: the store, and what it waits with."""
    name = frame.f_code.co_filename
    return any(
        part in name for part in ("/ontmoet_research/store/", "/threading.py", "/concurrent/", "/sqlalchemy/pool/")
    )


def goes_on(project: store.Project, step: int) -> None:
    """Another thread can read and write; a lock left behind would make it wait for ever."""
    done = threading.Event()

    def work() -> None:
        store.last_seq(project)
        store.write(project, [store.new("organisations", label="daarna")])
        done.set()

    threading.Thread(target=work, daemon=True).start()
    assert done.wait(20), f"after an interrupt at step {step} nobody can read or write any more"
