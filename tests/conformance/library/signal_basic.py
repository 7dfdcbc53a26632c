"""Signals: handlers, Ctrl-C, timers, and calls they interrupt."""
import os
import signal
import threading
import time


def attempt(f, *args):
    try:
        print(f(*args))
    except (Exception, KeyboardInterrupt) as e:
        print(type(e).__name__, e)


def handler(number, frame):
    print("handler", signal.Signals(number).name, frame is not None)


print(signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM), signal.strsignal(11))
attempt(signal.raise_signal, signal.SIGINT)
attempt(os.kill, os.getpid(), signal.SIGINT)
attempt(signal.default_int_handler, 2, None)
print(signal.signal(signal.SIGALRM, handler))
r, w = os.pipe()
signal.signal(signal.SIGALRM, lambda number, frame: os.write(w, b"woken"))
signal.setitimer(signal.ITIMER_REAL, 0.02)
print(os.read(r, 10))
signal.signal(signal.SIGALRM, signal.default_int_handler)
signal.setitimer(signal.ITIMER_REAL, 0.02)
start = time.monotonic()
attempt(time.sleep, 5)
print(time.monotonic() - start < 1)
signal.signal(signal.SIGINT, handler)
signal.raise_signal(signal.SIGINT)
print(signal.signal(signal.SIGINT, signal.SIG_IGN) is handler)
signal.raise_signal(signal.SIGINT)
for arguments in ((100, signal.SIG_DFL), (2, "x"), (9, signal.SIG_DFL)):
    attempt(signal.signal, *arguments)

lock = threading.Lock()
attempt(lock.release)
attempt(lock.acquire, False, 1)
print(lock.acquire(), lock.acquire(False), lock.acquire(timeout=0.01), lock.locked())
recursive = threading.RLock()
print(recursive.acquire(), recursive.acquire(), recursive.release(), recursive.release())
attempt(recursive.release)
local = threading.local()
local.x = 1
print(local.__dict__, threading.current_thread().name, threading.active_count())
