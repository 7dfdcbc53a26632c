# logging: file, memory, rotating and null handlers, dictConfig, formatTime with a fixed time, handler errors
import io
import logging
import logging.config
import logging.handlers
import os
import sys
import tempfile
import time

logging.Formatter.converter = time.gmtime
f = logging.Formatter("%(asctime)s %(message)s")
rec = logging.LogRecord("n", logging.INFO, "path/file.py", 12, "msg %s", ("a",), None, func="fn")
rec.created, rec.msecs = 86400.25, 250.0
print(f.format(rec), logging.Formatter("%(asctime)s", "%Y/%m/%d").format(rec), f.formatTime(rec))
print(logging.Formatter("%(filename)s %(module)s %(lineno)d %(funcName)s %(pathname)s %(levelno)s").format(rec))
with tempfile.TemporaryDirectory() as tmp:
    path = os.path.join(tmp, "x.log")
    log = logging.getLogger("files")
    log.propagate = False
    h = logging.FileHandler(path, mode="w", encoding="utf-8")
    log.addHandler(h)
    log.warning("ünicode")
    h.close()
    log.removeHandler(h)
    print(open(path, encoding="utf-8").read(), end="")
    late = logging.FileHandler(os.path.join(tmp, "late"), delay=True)
    print(os.path.exists(os.path.join(tmp, "late")))
    late.close()
    rot = logging.handlers.RotatingFileHandler(os.path.join(tmp, "r.log"), maxBytes=40, backupCount=2)
    log.addHandler(rot)
    for i in range(10):
        log.error("message number %d", i)
    rot.close()
    log.removeHandler(rot)
    for name in sorted(n for n in os.listdir(tmp) if n.startswith("r.log")):
        with open(os.path.join(tmp, name)) as file:
            print(name, file.read().split("\n"))
target = logging.StreamHandler(sys.stdout)
mem = logging.handlers.MemoryHandler(3, flushLevel=logging.ERROR, target=target)
log.addHandler(mem)
log.warning("one")
log.warning("two")
print("buffered", len(mem.buffer))
log.error("flush")
print("buffered", len(mem.buffer))
log.removeHandler(mem)
mem.close()
logging.config.dictConfig({
    "version": 1,
    "formatters": {"f": {"format": "<%(levelname)s> %(message)s"}},
    "filters": {"only": {"name": "conf.a"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "f", "level": "INFO", "filters": ["only"]}},
    "loggers": {"conf": {"handlers": ["out"], "level": "DEBUG", "propagate": False}},
    "disable_existing_loggers": False,
})
logging.getLogger("conf.a").info("configured")
logging.getLogger("conf.a").debug("too low")
logging.getLogger("conf.b").info("filtered")
for bad in ({"version": 2}, {}, {"version": 1, "handlers": {"h": {"class": "no.such.Class"}}}, {"version": 1, "root": {"level": "LOUD"}}):
    try:
        logging.config.dictConfig(bad)
    except Exception as e:
        print(type(e).__name__, e)
null = logging.getLogger("quiet")
null.addHandler(logging.NullHandler())
null.propagate = False
null.error("nobody hears")
q = logging.getLogger("bad")
q.propagate = False
err = io.StringIO()
sys.stderr, saved = err, sys.stderr
q.addHandler(logging.StreamHandler(sys.stdout))
q.error("needs %d", "number")
sys.stderr = saved
lines = err.getvalue().split("\n")
print(lines[0], [l for l in lines if l.startswith(("TypeError", "Message", "Arguments"))])
logging.raiseExceptions = False
q.error("needs %d", "number")
