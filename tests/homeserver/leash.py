"""Ties a process to the one that started it."""

import ctypes
import os
import signal
import sys
import threading

PR_SET_PDEATHSIG = 1


def end_with_starter() -> None:
    """Kills this process when its starter ends. Only Linux can; the signal reaches a paused process too."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def end_with_input() -> None:
    """Kills this process when standard input closes, which the starter holds open."""
    leash = os.dup(0)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    threading.Thread(target=_await_end, args=(leash,), daemon=True).start()


def _await_end(leash: int) -> None:
    while os.read(leash, 1):
        pass
    os.kill(os.getpid(), signal.SIGKILL)
