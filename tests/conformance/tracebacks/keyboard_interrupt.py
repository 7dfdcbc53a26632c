# A KeyboardInterrupt shown by the hook, then a status of the program's choice.
import sys
def work():
    try:
        raise KeyboardInterrupt("stop it")
    except Exception:
        print("never: not an Exception")
    finally:
        print("cleaning up")
try:
    work()
except KeyboardInterrupt:
    sys.excepthook(*sys.exc_info())
    try:
        raise KeyboardInterrupt
    except KeyboardInterrupt:
        sys.excepthook(*sys.exc_info())
    sys.exit(130)
