"""What a server weighs: what a thread gave back is there for the others, and nothing is there for nobody."""

import subprocess
import sys

import pytest

from backend.tests import cast

# eight threads, as a server has, each with something too large for Python's own store at the same time;
# then glibc tells its stores (malloc_info)
THREADS = """
import ctypes, sys, threading
from backend.running import memory
{first}
together, kept = threading.Barrier(8), []
def work():
    together.wait()
    kept.append(bytearray(5000))
    together.wait()
threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
libc = ctypes.CDLL(None)
libc.fdopen.restype = ctypes.c_void_p
file = ctypes.c_void_p(libc.fdopen(1, b"w"))
libc.malloc_info(0, file)
libc.fflush(file)
"""

APP = """
import sys
from backend.app import create_app
from backend.config import Config
create_app(Config("{secret}", "sqlite:///unused.db", "http://127.0.0.1"))
print(*sys.modules)
"""


def _stores(first: str) -> int:
    asked = [sys.executable, "-c", THREADS.format(first=first)]
    told = subprocess.run(asked, capture_output=True, check=True)
    return told.stdout.count(b"<heap nr=")


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's alone")
def test_eight_threads_have_two_stores_of_memory_and_not_one_each():
    assert _stores("") > 2
    assert _stores("memory.share_between_threads()") == 2


def test_who_has_no_sign_in_service_does_not_carry_what_it_needs():
    asked = [sys.executable, "-c", APP.format(secret=cast.SECRET)]
    loaded = subprocess.run(asked, capture_output=True, check=True, text=True).stdout.split()
    assert "backend.oidc.sign_in" in loaded
    assert not {"authlib", "joserfc", "cryptography"} & set(loaded)
