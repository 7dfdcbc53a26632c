# sched: event ordering with a fake clock, priorities, cancelling, events scheduling events, errors
import sched


class Clock:
    def __init__(self):
        self.now = 0
        self.sleeps = []

    def time(self):
        return self.now

    def sleep(self, duration):
        self.sleeps.append(duration)
        self.now += duration


clock = Clock()
s = sched.scheduler(clock.time, clock.sleep)
log = []
note = lambda *args, **kw: log.append((clock.now, args, kw))
s.enter(5, 1, note, ("five",))
s.enter(1, 1, note, ("one",), {"k": 2})
s.enter(3, 2, note, ("three low",))
s.enter(3, 1, note, argument=("three high",))
s.enterabs(2, 1, note, ("abs two",))
cancelled = s.enter(4, 1, note, ("never",))
print(len(s.queue), s.empty(), [(e.time, e.priority, e.argument) for e in s.queue])
s.cancel(cancelled)
try:
    s.cancel(cancelled)
except ValueError as e:
    print("ValueError", e)
s.run()
print(log, clock.sleeps, s.empty(), clock.now)
log.clear()


def repeat(n):
    note("repeat", n)
    if n:
        s.enter(10, 1, repeat, (n - 1,))


s.enter(0, 1, repeat, (3,))
s.run()
print(log)
log.clear()
s.enter(1, 1, note, ("a",))
s.enter(7, 1, note, ("b",))
print(s.run(blocking=False), log, s.run(blocking=False))
clock.now += 1
print(s.run(blocking=False), log, len(s.queue))


def fails():
    raise RuntimeError("in action")


s.enter(1, 1, fails)
try:
    s.run()
except RuntimeError as e:
    print(e, len(s.queue), log)
s.run()
print(log, s.empty())
e1, e2 = s.enterabs(50, 1, note), s.enterabs(50, 1, note)
print(e1 == e1, e1 < e2, e1.time, e1.sequence < e2.sequence, e1._fields, e1.kwargs, e1.argument)
same = [s.enterabs(60, p, note, (p, i)) for i, p in enumerate((3, 1, 2, 1, 3))]
log.clear()
s.run()
print([entry[1] for entry in log])
try:
    s.enter("x", 1, note)
except TypeError as e:
    print(e)
