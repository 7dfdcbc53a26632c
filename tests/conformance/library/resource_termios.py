# resource and termios: what does not depend on the machine
import os
import resource
import termios

soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
print(resource.getrlimit(resource.RLIMIT_CORE)[0], resource.prlimit(0, resource.RLIMIT_CORE)[0], resource.RLIM_INFINITY)
usage = resource.getrusage(resource.RUSAGE_SELF)
print(type(usage), len(usage), usage.ru_utime >= 0, usage.ru_maxrss > 0, usage[2] == usage.ru_maxrss)
print(resource.getpagesize() == os.sysconf("SC_PAGESIZE"), resource.error is OSError)
print(termios.error, termios.error.__mro__[1].__name__, termios.TCSANOW, termios.ECHO, termios.VMIN, termios.NCCS)
reader, writer = os.pipe()
for f in (
    lambda: resource.getrlimit(99),
    lambda: resource.setrlimit(resource.RLIMIT_CORE, (1,)),
    lambda: resource.setrlimit(resource.RLIMIT_CORE, 5),
    lambda: resource.getrusage(99),
    lambda: resource.setrlimit(resource.RLIMIT_CORE, (2, 1)),
    lambda: termios.tcgetattr(reader),
    lambda: termios.tcgetattr("x"),
    lambda: termios.tcsetattr(reader, 0, [1]),
    lambda: termios.tcflush(9999, 1),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
