# uuid: parsing, fields, name-based UUIDs, comparison, variants and versions, errors
import uuid

u = uuid.UUID("12345678-1234-5678-1234-567812345678")
print(u, repr(u), u.hex, u.int, u.bytes.hex(), u.bytes_le.hex(), u.fields, u.urn, u.variant, u.version, u.time, u.clock_seq, u.node, u.time_low, u.time_mid, u.time_hi_version)
forms = ["{12345678-1234-5678-1234-567812345678}", "12345678123456781234567812345678", "urn:uuid:12345678-1234-5678-1234-567812345678", "1234-5678123456781234567812345678"]
print([uuid.UUID(f) == u for f in forms], uuid.UUID(bytes=u.bytes) == u, uuid.UUID(bytes_le=u.bytes_le) == u, uuid.UUID(int=u.int) == u, uuid.UUID(fields=u.fields) == u, uuid.UUID(int=0))
for ns in ("DNS", "URL", "OID", "X500"):
    space = getattr(uuid, "NAMESPACE_" + ns)
    print(ns, space, uuid.uuid3(space, "python.org"), uuid.uuid5(space, "python.org"), uuid.uuid5(space, "").version)
print(uuid.UUID(int=5, version=4), uuid.UUID(int=2**128 - 1, version=3), uuid.UUID(hex="f" * 32, version=1).variant, uuid.UUID(int=2**128 - 1).variant, uuid.UUID(int=0).variant, uuid.UUID(int=6 << 125).variant)
a, b = uuid.UUID(int=1), uuid.UUID(int=2)
print(a < b, a <= a, a > b, sorted([b, a]) == [a, b], a == 1, hash(a) == hash(uuid.UUID(int=1)), int(a), str(b), {a: 1}[uuid.UUID(int=1)], a.is_safe)
r = uuid.uuid4()
print(r.version, r.variant, r != uuid.uuid4(), len(str(r)), uuid.uuid1(node=0x010203040506, clock_seq=0x1234).node == 0x010203040506, uuid.uuid1(1, 2).version, uuid.uuid1(clock_seq=0x3FFF).clock_seq)


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: uuid.UUID("bad"))
attempt(lambda: uuid.UUID("g" * 32))
attempt(lambda: uuid.UUID())
attempt(lambda: uuid.UUID(int=-1))
attempt(lambda: uuid.UUID(int=2**128))
attempt(lambda: uuid.UUID(bytes=b"short"))
attempt(lambda: uuid.UUID(bytes_le=b"short"))
attempt(lambda: uuid.UUID(fields=(1, 2, 3)))
attempt(lambda: uuid.UUID(fields=(2**40, 0, 0, 0, 0, 0)))
attempt(lambda: uuid.UUID(fields=(0, 2**20, 0, 0, 0, 0)))
attempt(lambda: uuid.UUID(int=5, version=9))
attempt(lambda: uuid.UUID("0" * 32, int=5))
attempt(lambda: uuid.UUID(5))
attempt(lambda: a < 5)
attempt(lambda: setattr(a, "int", 5))
attempt(lambda: uuid.uuid3("x", "y"))
attempt(lambda: uuid.uuid5(uuid.NAMESPACE_DNS, 5))
print(uuid.RFC_4122, uuid.RESERVED_NCS, uuid.SafeUUID.unknown, uuid.UUID("0" * 31 + "1").hex)
import copy
import pickle
print(pickle.loads(pickle.dumps(u)) == u, copy.deepcopy(u) == u)
