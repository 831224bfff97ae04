"""The worker process: questions on standard input, answers on standard output, until the server is gone."""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import os
import signal
import sys
from typing import BinaryIO

from mldebt_lab.server.framing import read_frame, write_frame

FULL_COLLECTION_EVERY = 300


def main(memory_mb: int) -> None:
    """Answer questions until there are no more."""
    # An interrupt in the server's terminal goes to all its processes; the server decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    questions, answers = _take_pipes()
    _be_first_to_go()
    _limit_memory(memory_mb)
    try:
        from mldebt_lab.server.worker.answering import Answering

        answering = Answering()
    except BaseException as error:
        write_frame(answers, {"failed": f"{type(error).__name__}: {error}"})
        return
    collect_garbage_between_questions()
    write_frame(answers, {"ready": os.getpid()})
    with contextlib.suppress(EOFError, BrokenPipeError), open(os.devnull, "w") as nowhere:  # noqa: PTH123
        answered = 0
        while True:
            head, body = read_frame(questions)
            # A watchdog that needs no interpreter lock, for the case that the server is no longer there to kill us.
            faulthandler.dump_traceback_later(head["end_after"], exit=True, file=nowhere)
            reply = answering.answer(head, body)
            faulthandler.cancel_dump_traceback_later()
            write_frame(answers, {"status": reply.status, "log": reply.log, "ends": reply.ends}, (reply.body,))
            del body, reply
            answered += 1
            # What one check left behind is looked at after each; all that is remembered, which takes longer, seldom.
            gc.collect(2 if answered % FULL_COLLECTION_EVERY == 0 else 1)


def collect_garbage_between_questions() -> None:
    """Analysis makes many objects and hardly a cycle: to look for garbage in its midst costs a tenth of its time."""
    gc.disable()
    gc.collect()
    gc.freeze()


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output for ourselves alone: a rule that prints must not write into the answers."""
    questions = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1):
        os.dup2(nothing, descriptor)
    os.close(nothing)
    return questions, answers


def _be_first_to_go() -> None:
    """Where memory runs out, Linux shall end this process rather than a kernel with somebody's work in it."""
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as score:  # noqa: PTH123
        score.write("1000")


def _limit_memory(megabytes: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    limit = megabytes * 1_000_000
    with contextlib.suppress(OSError, ValueError):  # refused by the system, or above a limit that is set already
        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))
