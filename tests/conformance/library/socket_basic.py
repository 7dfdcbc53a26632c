"""Sockets: pairs, connections over loopback, timeouts, files, messages with descriptors, errors."""
import array
import os
import signal
import socket
import struct
import tempfile


def show(function, *args, **kwargs):
    try:
        print(function.__name__, "->", function(*args, **kwargs))
    except Exception as e:
        print(function.__name__, type(e).__name__, e)


# Pairs
a, b = socket.socketpair()
print(a.family == socket.AF_UNIX, a.type == socket.SOCK_STREAM, a.proto, a.gettimeout())
print(a.send(b"one"), a.sendall(b"two"), b.recv(100))
buffer = bytearray(8)
a.send(b"abcdef")
print(b.recv_into(buffer, 4), bytes(buffer), b.recv(4, socket.MSG_PEEK), b.recv(10))
a.send(b"xyz")
print(b.recvfrom_into(buffer), bytes(buffer))
b.settimeout(0.02)
show(b.recv, 5)
print(b.gettimeout(), b.getblocking())
b.setblocking(False)
show(b.recv, 5)
show(b.recvfrom, 5)
print(b.gettimeout(), b.getblocking())
b.settimeout(None)
with a.makefile("w", encoding="utf-8", newline="\n") as writer, b.makefile("r", encoding="utf-8") as reader:
    print("grüß dich", "zweite", sep="\n", file=writer, flush=True)
    print(repr(reader.readline()), repr(reader.readline()))
raw = b.makefile("rb", buffering=0)
a.send(b"raw")
print(type(raw).__name__, raw.read(10), raw.name == b.fileno(), raw.mode)
raw.close()
large = bytes(range(256)) * 4000
child = os.fork()
if child == 0:
    got = 0
    while got < len(large):
        got += len(b.recv(50000))
    b.sendall(b"all")
    os._exit(0)
print(a.send(large), a.recv(3))
os.waitpid(child, 0)
a.shutdown(socket.SHUT_WR)
print(b.recv(10))
fd = a.detach()
print(a.fileno(), fd >= 0, a._closed)
copy = socket.socket(fileno=fd)
print(copy.family == socket.AF_UNIX, copy.type == socket.SOCK_STREAM)
second = copy.dup()
print(second.fileno() != copy.fileno(), os.get_inheritable(second.fileno()))
for s in (copy, second, b):
    s.close()
show(b.recv, 1)
show(b.getsockname)

# Messages
a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
print(a.sendmsg([b"one ", bytearray(b"two ")]), b.recvmsg(100))
r, w = os.pipe()
socket.send_fds(a, [b"fd"], [w])
data, fds, flags, address = socket.recv_fds(b, 10, 2)
os.write(fds[0], b"through")
print(data, len(fds), flags, address, os.read(r, 20))
a.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [w]))])
data, control, flags, address = b.recvmsg(10, socket.CMSG_SPACE(4))
print(data, [(level, kind, len(item)) for level, kind, item in control], flags, address)
for fd in (r, w, fds[0], struct.unpack("i", control[0][2])[0]):
    os.close(fd)
a.send(b"12345678")
parts = [bytearray(3), bytearray(4)]
print(b.recvmsg_into(parts), parts)
for bad in (5, [5]):
    show(a.sendmsg, bad)
    show(b.recvmsg_into, bad)
show(a.sendmsg, [b"a"], [5])
show(a.sendmsg, [b"a"], [(1, 2)])
show(b.recvmsg, -1)
show(b.recvmsg, 1, -1)
a.close()
b.close()

# A server
server = socket.create_server(("127.0.0.1", 0))
print(server.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR) != 0)
host, port = server.getsockname()
client = socket.create_connection((host, port), timeout=5)
peer, address = server.accept()
print(address == client.getsockname(), client.getpeername() == (host, port), client.gettimeout())
print(peer.type == socket.SOCK_STREAM, peer.gettimeout())
client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
print(client.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0)
client.sendall(b"GET / HTTP/1.0\r\n\r\n")
print(peer.recv(1000))
linger = struct.pack("ii", 1, 3)
client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
print(client.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, 8) == linger)
server.settimeout(0.02)
show(server.accept)
for s in (client, peer, server):
    s.close()
refused = socket.socket()
show(refused.connect, (host, port))
show(refused.connect, (host, port))
print(refused.connect_ex((host, port)))
refused.close()

# Datagrams
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one, socket.socket(type=socket.SOCK_DGRAM) as two:
    one.bind(("localhost", 0))
    two.bind(("", 0))
    print(two.getsockname()[0], two.sendto(b"ping", one.getsockname()))
    data, (_, port) = one.recvfrom(100)
    print(data, port == two.getsockname()[1])
    show(one.sendto, b"a")
    show(one.sendto, b"a", "x")
with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as server:
    server.bind(folder + "/s")
    server.listen()
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(folder + "/s")
        peer, address = server.accept()
        print(repr(address), client.getpeername() == folder + "/s", repr(client.getsockname()))
        peer.close()
    show(server.bind, "x" * 200)
    show(server.bind, 5)

# Interrupts
def handler(number, frame):
    raise InterruptedError("the alarm")


signal.signal(signal.SIGALRM, handler)
a, b = socket.socketpair()
for call in (lambda: a.recv(1), lambda: a.sendall(bytes(10_000_000)), lambda: socket.create_server(("127.0.0.1", 0)).accept()):
    signal.setitimer(signal.ITIMER_REAL, 0.03)
    try:
        call()
    except InterruptedError as e:
        print(e)

# Errors
s = socket.socket()
for address in ("x", ("127.0.0.1",), ("127.0.0.1", 70000), (1, 2), (None, 2), ("127.0.0.1", "x"), ("\udc80", 1)):
    show(s.bind, address)
six = socket.socket(socket.AF_INET6)
for address in (5, ("::1",), ("::1", 0, -1), ("::1", 0, 0, 0, 0)):
    show(six.bind, address)
for bad in (-1, "x", 1e300, float("nan")):
    show(s.settimeout, bad)
    show(socket.setdefaulttimeout, bad)
show(s.setsockopt, 1, 2)
show(s.setsockopt, 1, 2, None)
show(s.getsockopt, 1, 2, 5000)
show(s.recv, -1)
show(s.recv_into, b"abc")
show(s.recv_into, bytearray(3), 5)
show(s.send, "x")
show(s.shutdown, 0)
show(socket.socket, 99)
show(socket.socket, fileno=-5)
print(repr(socket.socket(fileno=s.detach()))[:18])
six.close()
socket.setdefaulttimeout(2.5)
with socket.socket() as s:
    print(s.gettimeout(), socket.getdefaulttimeout())
socket.setdefaulttimeout(None)

# Names and numbers
for text in ("127.0.0.1", "1.2.3", "x"):
    show(socket.inet_aton, text)
show(socket.inet_ntoa, b"\x7f\0\0\1")
show(socket.inet_ntoa, b"abc")
show(socket.inet_pton, socket.AF_INET6, "fe80::1")
show(socket.inet_pton, socket.AF_INET, "x")
show(socket.inet_ntop, socket.AF_INET6, bytes(15) + b"\1")
show(socket.inet_ntop, 99, b"x")
show(socket.inet_ntop, socket.AF_INET, b"x")
for function in (socket.htons, socket.ntohs, socket.htonl, socket.ntohl):
    for number in (5, -1, 1 << 32, "x"):
        show(function, number)
print(socket.getaddrinfo("127.0.0.1", 80))
print(socket.getaddrinfo("::1", None, type=socket.SOCK_STREAM))
show(socket.getaddrinfo, 5, 5)
show(socket.getaddrinfo, "127.0.0.1", [])
show(socket.getaddrinfo, "127.0.0.1", 1, 99)
show(socket.getnameinfo, ("127.0.0.1", 80), 3)
show(socket.getnameinfo, 5, 3)
show(socket.gethostbyname, "127.0.0.1")
show(socket.gethostbyname, 5)
show(socket.getservbyport, -4)
show(socket.getprotobyname, "no such protocol")
print(socket.CMSG_LEN(4), socket.CMSG_SPACE(4))
show(socket.CMSG_LEN, -4)
print(socket.error is OSError, socket.timeout is TimeoutError, socket.gaierror.__mro__[1], socket.herror("x"))
print(socket.SocketKind.SOCK_DGRAM, repr(socket.AF_INET), socket.AddressInfo.AI_PASSIVE)
