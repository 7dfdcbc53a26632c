# logging: levels, loggers hierarchy, formatting, exceptions, filters; deterministic output to a stream
import io
import logging
import sys

stream = io.StringIO()
logging.basicConfig(stream=stream, level=logging.INFO, format="%(levelname)s:%(name)s:%(message)s")
logging.debug("hidden")
logging.info("shown %d %s", 5, "x")
logging.warning("percent %% %(k)s", {"k": "dict"})
log = logging.getLogger("app.db")
log.error("failure")
log.log(35, "custom level")
logging.addLevelName(35, "NOTICE")
log.log(35, "named level")
try:
    1 / 0
except ZeroDivisionError:
    log.exception("with traceback")
log.critical("stack %r", [1])
text = stream.getvalue()
print("\n".join(l for l in text.split("\n") if not l.lstrip().startswith(("File", "~", "^"))))
print(log.parent.name, log.name, log.level, log.getEffectiveLevel(), log.isEnabledFor(logging.DEBUG), logging.getLogger("app").name, log.parent is logging.getLogger("app") or log.parent is logging.root)
print(logging.getLevelName(10), logging.getLevelName("ERROR"), logging.getLevelName(15), logging.getLevelName("NOPE"), logging.getLevelNamesMapping()["WARN"])
print(repr(log), repr(logging.root), logging.getLogger() is logging.root, repr(logging.StreamHandler(sys.stdout)).split()[0])


class ListHandler(logging.Handler):
    def __init__(self):
        super().__init__()
        self.records = []

    def emit(self, record):
        self.records.append(self.format(record))


h = ListHandler()
h.setFormatter(logging.Formatter("{levelname:<8}|{name}|{message}|{funcName}", style="{"))
child = logging.getLogger("app.web")
child.addHandler(h)
child.propagate = False
child.setLevel("DEBUG")


def work():
    child.debug("in work")
    child.info("extra", extra={"user": "bob"})


work()
print(h.records)
h.setLevel(logging.ERROR)
child.info("dropped by handler")
child.error("kept")
print(h.records[2:], child.hasHandlers(), child.handlers == [h])


class OnlyEven(logging.Filter):
    def filter(self, record):
        return record.args and record.args[0] % 2 == 0


h.setLevel(0)
child.addFilter(OnlyEven())
for i in range(4):
    child.info("n=%d", i)
print(h.records[3:])
print(logging.Filter("a.b").filter(logging.makeLogRecord({"name": "a.b.c"})), logging.Filter("a.b").filter(logging.makeLogRecord({"name": "a.bc"})))
ad = logging.LoggerAdapter(log, {"id": 7})
ad.process = lambda msg, kw: (f"[{ad.extra['id']}] {msg}", kw)
ad.warning("adapted")
print(stream.getvalue().strip().split("\n")[-1])
r = logging.makeLogRecord({"msg": "hi %s", "args": ("you",), "levelno": 20, "levelname": "INFO", "name": "n"})
print(r.getMessage(), r)
print(logging.Formatter("$message!", style="$").format(r), logging.Formatter("%(message)s %(levelno)d").format(r), logging.Formatter(defaults={"ip": "none"}, fmt="%(ip)s %(message)s").format(r))
logging.disable(logging.ERROR)
log.error("disabled")
log.critical("not disabled")
logging.disable(logging.NOTSET)
print(stream.getvalue().strip().split("\n")[-1])


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: log.setLevel("LOUD"))
attempt(lambda: log.setLevel(1.5))
attempt(lambda: logging.getLogger(5))
attempt(lambda: log.log("x", "m"))
attempt(lambda: logging.Formatter("%(x)z"))
attempt(lambda: logging.Formatter("{x!}", style="{"))
attempt(lambda: logging.Formatter("x", style="?"))
attempt(lambda: logging.Formatter("nothing"))
attempt(lambda: logging.basicConfig(nope=1))
attempt(lambda: log.info("x", extra={"message": 1}))
attempt(lambda: logging.Formatter("%(nope)s").format(r))
print(log.getChild("sub").name, logging.getLogger("app.db.sub").parent is log, logging.lastResort.level)
