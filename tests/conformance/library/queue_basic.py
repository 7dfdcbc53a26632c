# queue: Queue, LifoQueue, PriorityQueue, SimpleQueue, task tracking, Empty and Full
import queue
import threading

q = queue.Queue()
for i in range(3):
    q.put(i)
print(q.qsize(), q.empty(), q.full(), q.get(), q.get_nowait(), q.unfinished_tasks)
l = queue.LifoQueue()
p = queue.PriorityQueue()
for v in (3, 1, 2):
    l.put(v)
    p.put((v, str(v)))
print([l.get() for _ in range(3)], [p.get() for _ in range(3)])
b = queue.Queue(maxsize=2)
b.put("a")
b.put_nowait("b")
print(b.full(), b.maxsize)


def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


attempt(b.put_nowait, "c")
attempt(b.put, "c", block=False)
attempt(b.put, "c", timeout=0.01)
attempt(b.put, "c", timeout=-1)
attempt(queue.Queue().get_nowait)
attempt(queue.Queue().get, timeout=0.01)
attempt(queue.Queue().get, timeout=-1)
attempt(queue.Queue().task_done)
attempt(queue.PriorityQueue().put, 1)
pq = queue.PriorityQueue()
pq.put(1)
attempt(pq.put, "x")
s = queue.SimpleQueue()
s.put(1)
s.put(2)
print(s.qsize(), s.get(), s.get_nowait(), s.empty())
attempt(s.get_nowait)
attempt(s.get, timeout=0.01)
attempt(s.get, timeout=-1)
q = queue.Queue()
for i in range(4):
    q.put(i)
while not q.empty():
    q.get()
    q.task_done()
q.join()
attempt(q.task_done)
work, results = queue.Queue(), []


def worker():
    while True:
        item = work.get()
        if item is None:
            work.task_done()
            return
        results.append(item * item)
        work.task_done()


threads = [threading.Thread(target=worker) for _ in range(3)]
for t in threads:
    t.start()
for i in range(20):
    work.put(i)
for _ in threads:
    work.put(None)
work.join()
for t in threads:
    t.join()
print(sorted(results), work.qsize())
bounded = queue.Queue(maxsize=1)
order = []


def producer():
    for i in range(5):
        bounded.put(i)
    bounded.put("end")


t = threading.Thread(target=producer)
t.start()
while (item := bounded.get()) != "end":
    order.append(item)
t.join()
print(order, issubclass(queue.Empty, Exception), queue.Empty.__module__)
