"""The gate: a request waits for the build under way, and for what was saved before it."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable

import pytest

from claimline.author.serve.gate import ClosedError, Gate
from tests.serving import LONG, until


def run(work: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def built(gate: Gate) -> Gate:
    with gate.building():
        pass
    return gate


def waiting(gate: Gate) -> int:
    return len(gate._waiting)


def test_a_request_waits_for_the_first_build() -> None:
    gate, read = Gate(), threading.Event()

    def request() -> None:
        with gate.reading():
            read.set()

    thread = run(request)
    until(lambda: waiting(gate))
    assert not read.is_set()
    with gate.building():
        assert not read.wait(0.05)
    assert read.wait(LONG)
    thread.join(LONG)


def test_a_request_after_a_change_waits_for_its_build() -> None:
    gate = built(Gate())
    with gate.reading():  # nothing has changed: at once
        pass
    gate.mark()
    assert gate.pending
    read = threading.Event()

    def request() -> None:
        with gate.reading():
            read.set()

    run(request)
    until(lambda: waiting(gate))
    assert not read.is_set()
    built(gate)
    assert read.wait(LONG)
    assert not gate.pending


def test_a_change_during_a_build_needs_another() -> None:
    gate = Gate()
    read = threading.Event()

    def request() -> None:
        with gate.reading():
            read.set()

    with gate.building():
        gate.mark()
        run(request)
        until(lambda: waiting(gate))
    assert gate.pending
    assert gate.settled(0, 0) is not None
    assert not read.wait(0.05)
    built(gate)
    assert read.wait(LONG)


def test_who_waited_is_let_through_before_the_next_build() -> None:
    """Even if changes never stop, a request waits for one build beyond the one under way."""
    gate = Gate()
    reads: list[int] = []

    def request(nth: int) -> None:
        with gate.reading():
            reads.append(nth)

    for nth in range(5):
        threads = [run(lambda nth=nth: request(nth)) for _ in range(4)]  # type: ignore[misc]
        until(lambda: waiting(gate) == 4)
        with gate.building():
            gate.mark()
        gate.mark()
        built_at_once = run(lambda: built(gate))
        for thread in (*threads, built_at_once):
            thread.join(LONG)
        assert reads.count(nth) == 4
        gate.mark()


def test_a_build_waits_for_who_reads() -> None:
    gate = built(Gate())
    built_again = threading.Event()

    def build() -> None:
        with gate.building():
            built_again.set()

    with gate.reading():
        gate.mark()
        run(build)
        assert not built_again.wait(0.05)
    assert built_again.wait(LONG)


def test_a_build_without_a_change_keeps_readers_out_too() -> None:
    gate, read = built(Gate()), threading.Event()

    def request() -> None:
        with gate.reading():
            read.set()

    with gate.building():
        run(request)
        until(lambda: waiting(gate) or read.is_set())
        assert not read.wait(0.05)
    assert read.wait(LONG)


def test_a_build_that_is_held_back_lets_nobody_through() -> None:
    gate, read = built(Gate()), threading.Event()

    def request() -> None:
        with gate.reading():
            read.set()

    gate.mark()
    run(request)
    until(lambda: waiting(gate))
    with gate.building():
        gate.hold()
    assert not read.wait(0.05)
    built(gate)
    assert read.wait(LONG)


def test_a_failed_build_lets_requests_through() -> None:
    gate = Gate()
    with pytest.raises(ZeroDivisionError), gate.building():
        _ = 1 / 0
    with gate.reading():
        pass


def test_a_build_begins_when_changes_stop() -> None:
    gate = built(Gate())
    gate.mark()
    began = time.monotonic()
    assert gate.settled(0.05, LONG) is not None
    assert time.monotonic() - began >= 0.04


def test_a_build_begins_though_changes_go_on() -> None:
    gate, done = built(Gate()), threading.Event()

    def change() -> None:
        while not done.wait(0.001):
            gate.mark()

    thread = run(change)
    try:
        began = time.monotonic()
        assert gate.settled(LONG, 0.2) is not None
        assert 0.15 <= time.monotonic() - began < LONG / 2
    finally:
        done.set()
        thread.join(LONG)


def test_time_is_that_of_the_first_change() -> None:
    gate = built(Gate())
    before = time.monotonic()
    gate.mark()
    between = time.monotonic()
    time.sleep(0.02)
    gate.mark()
    since = gate.settled(0, 0)
    assert since is not None
    assert before <= since <= between


def test_closing_lets_nobody_wait() -> None:
    gate = Gate()
    ended: list[object] = []

    def request() -> None:
        try:
            with gate.reading():
                ended.append("read")
        except ClosedError:
            ended.append("closed")

    threads = [run(request), run(lambda: ended.append(built(gate).settled(LONG, LONG)))]
    built_first = gate
    built_first.close()
    for thread in threads:
        thread.join(LONG)
    assert None in ended
    assert gate.settled(LONG, LONG) is None


def test_nobody_reads_while_a_build_writes() -> None:
    """Many threads at once: the two numbers are never seen apart."""
    gate = Gate()
    site = [0, 0]
    torn: list[object] = []
    stop = threading.Event()

    def reader() -> None:
        while not stop.is_set():
            seen = site[0]  # what was there when the request came
            with gate.reading():
                one = site[0]
                time.sleep(random.random() / 2000)
                if one != site[1] or one < seen:
                    torn.append((one, site[1], seen))

    def changer() -> None:
        while not stop.wait(random.random() / 500):
            gate.mark()

    threads = [run(reader) for _ in range(6)] + [run(changer)]
    for _ in range(60):
        if gate.settled(0.001, 0.01) is not None:
            with gate.building():
                site[0] += 1
                time.sleep(0.001)
                site[1] += 1
    stop.set()
    built(gate)
    for thread in threads:
        thread.join(LONG)
        assert not thread.is_alive()
    assert torn == []
    assert site[0] == 60


def test_a_retry_counts_as_a_change() -> None:
    gate = built(Gate())
    retry_at = time.monotonic() + 0.05
    since = gate.settled(0, 0, retry_at)
    assert since is not None
    assert since >= retry_at
    assert gate.pending
