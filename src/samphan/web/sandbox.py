"""What a worker gives up before it sees the first question: memory without end, files, sockets, other programs.

All of it is the kernel's doing and cannot be taken back by the process. Where a system lacks one of these (macOS has no
seccomp, Windows none of them) the others and the deadline remain.
"""

from __future__ import annotations

import contextlib
import ctypes
import platform
import signal
import struct
import sys
from pathlib import Path

try:
    import resource
except ImportError:  # pragma: no cover (Windows)
    resource = None  # type: ignore[assignment]

_MIB = 1024 * 1024
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP = 1, 38, 22
_MODE_FILTER, _ALLOW, _REFUSE = 2, 0x7FFF0000, 0x00050001  # the refusal answers EPERM
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_X32 = 0x40000000  # the second numbering of the same calls on x86-64
# socket, connect, sendto, execve, execveat, ptrace, fork, vfork, io_uring_setup
_CALLS = {
    "x86_64": (0xC000003E, (41, 42, 44, 59, 322, 101, 57, 58, 425)),
    "aarch64": (0xC00000B7, (198, 203, 206, 221, 281, 117, 425)),
}


def die_with_parent() -> None:
    """End this process when the server ends, however that happens."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def confine(memory: int) -> bool:
    """Allow ``memory`` more MiB than are in use now, no file writing, no sockets, no other programs.

    Gives whether the kernel refuses sockets from now on.
    """
    if resource is not None:
        _bound(resource.RLIMIT_CORE, 0)
        _bound(resource.RLIMIT_FSIZE, 0)
        if used := _address_space():
            _bound(resource.RLIMIT_AS, used + memory * _MIB)
    return _no_sockets()


def _bound(what: int, most: int) -> None:
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(what, (most, most))


def _address_space() -> int:
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _no_sockets() -> bool:
    """A seccomp filter that answers EPERM to the calls above. Deadlines bound time; this bounds reach."""
    if sys.platform != "linux" or platform.machine() not in _CALLS:
        return False
    architecture, calls = _CALLS[platform.machine()]
    steps = [(_LOAD, 0, 0, 4), (_EQUAL, 1, 0, architecture), (_RETURN, 0, 0, _REFUSE), (_LOAD, 0, 0, 0)]
    steps.append((_AT_LEAST, len(calls) + 1, 0, _X32))
    steps += [(_EQUAL, len(calls) - number, 0, call) for number, call in enumerate(calls)]
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))

    class Program(ctypes.Structure):
        """The kernel's ``struct sock_fprog``."""

        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    program = Program(len(steps), ctypes.addressof(code))
    kernel = ctypes.CDLL(None, use_errno=True)
    if kernel.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(kernel.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0) == 0)
