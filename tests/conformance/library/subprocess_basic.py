"""Child processes: subprocess, fork and wait, pipes, select."""
import os
import select
import subprocess

print(subprocess.run(["echo", "hi"], capture_output=True, text=True))
print(subprocess.run(["sh", "-c", "exit 3"]).returncode)
print(subprocess.check_output("echo $FOO", shell=True, env={"FOO": "bar"}))
for arguments in ({"args": ["/nonexistent/x"]}, {"args": ["true"], "cwd": "/nonexistent"}):
    try:
        subprocess.run(**arguments)
    except FileNotFoundError as e:
        print(e)
try:
    subprocess.run(["sh", "-c", "kill -9 $$"], check=True)
except subprocess.CalledProcessError as e:
    print(e)
with subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as p:
    print(p.communicate(b"data"), p.returncode)
try:
    subprocess.run(["sleep", "5"], timeout=0.05)
except subprocess.TimeoutExpired as e:
    print(type(e).__name__, e.cmd)

pid = os.fork()
if pid == 0:
    os._exit(7)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), os.system("exit 3"))
print(os.popen("echo from a pipe").read())

r, w = os.pipe()
print(select.select([r], [w], [], 0) == ([], [w], []))
os.write(w, b"x")
print(select.select([r], [], [], 1) == ([r], [], []))
poll = select.poll()
poll.register(r)
print(poll.poll(10) == [(r, select.POLLIN)])
refused = (
    (poll.unregister, (999,)),
    (select.select, (1, 2, 3)),
    (select.select, ([], [], [], -1)),
)
for f, args in refused:
    try:
        f(*args)
    except Exception as e:
        print(type(e).__name__, e)
