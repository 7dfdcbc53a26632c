# ipaddress: addresses, networks, interfaces of both versions, arithmetic, subnetting, collapse, errors
import ipaddress as ip

for text in ("192.168.0.1", "0.0.0.0", "255.255.255.255", "127.0.0.1", "10.1.2.3", "224.0.0.1", "169.254.1.1", "::", "::1", "2001:db8::1", "fe80::1", "ff02::1", "::ffff:1.2.3.4", "2002:c000:204::", "fc00::1"):
    a = ip.ip_address(text)
    print(a, repr(a), int(a), a.version, a.packed.hex(), a.exploded, a.compressed, a.reverse_pointer, a.is_private, a.is_global, a.is_loopback, a.is_multicast, a.is_link_local, a.is_reserved, a.is_unspecified)
a = ip.IPv4Address("10.0.0.255")
print(a + 1, a - 256, a < ip.IPv4Address("10.0.1.0"), a == ip.IPv4Address(int(a)), hash(a) == hash(ip.ip_address("10.0.0.255")), sorted([a, a - 5, a + 5]), f"{a:b}", f"{a:x}", f"{a:_X}", f"{str(a):>20}", ip.ip_address(b"\x01\x02\x03\x04"), ip.ip_address(1), ip.ip_address(2**40), ip.v4_int_to_packed(258))
for text in ("192.168.1.0/24", "10.0.0.0/8", "192.168.1.0/255.255.255.0", "192.168.1.0/0.0.0.255", "0.0.0.0/0", "1.2.3.4/32", "1.2.3.4/31", "2001:db8::/32", "::/0", "fe80::/127"):
    n = ip.ip_network(text) if not text.startswith("1.2.3.4/31") else ip.ip_network(text)
    print(n, repr(n), n.network_address, n.broadcast_address, n.netmask, n.hostmask, n.prefixlen, n.num_addresses, n.with_netmask, n.with_hostmask, [str(h) for _, h in zip(range(3), n.hosts())], n[1] if n.num_addresses > 1 else n[0], n[-1])
n = ip.ip_network("192.168.0.0/22")
print(list(n.subnets()), [str(s) for s in n.subnets(new_prefix=24)], n.supernet(), n.supernet(prefixlen_diff=4), ip.ip_address("192.168.3.9") in n, n.overlaps(ip.ip_network("192.168.2.0/30")), n.subnet_of(ip.ip_network("192.168.0.0/16")), n.supernet_of(ip.ip_network("192.168.1.0/24")), len(list(n)), n < ip.ip_network("193.0.0.0/8"), n.compare_networks(ip.ip_network("192.168.0.0/23")))
print([str(x) for x in n.address_exclude(ip.ip_network("192.168.1.0/25"))], [str(x) for x in ip.collapse_addresses([ip.ip_network("10.0.0.0/25"), ip.ip_network("10.0.0.128/25"), ip.ip_network("10.0.2.0/24"), ip.ip_network("10.0.0.5")])], [str(x) for x in ip.summarize_address_range(a - 5, a + 3)])
i = ip.ip_interface("192.168.1.5/24")
print(i, repr(i), i.ip, i.network, i.with_prefixlen, i.with_netmask, i == ip.ip_interface("192.168.1.5/24"), i.hostmask, ip.ip_interface("::1/64").network, ip.ip_network("192.168.1.5/24", strict=False))
s = ip.IPv6Address("::ffff:1.2.3.4")
print(s.ipv4_mapped, ip.IPv6Address("2002:c000:204::").sixtofour, ip.IPv6Address("2001:0:4136:e378:8000:63bf:3fff:fdd2").teredo, ip.IPv6Address("fe80::1%eth0").scope_id, ip.IPv6Address("1:2:3:4:5:6:7:8"), ip.IPv6Address("1:0:0:2:0:0:0:3"), ip.get_mixed_type_key(a)[0])


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


for bad in ("", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.a", "1.2.3.-4", "1::2::3", ":::", "12345::", "1:2:3:4:5:6:7:8:9", "g::", "::1.2.3", "1.2.3.4/24", "1.2.3.1234", "fe80::1%"):
    attempt(ip.ip_address, bad)
    attempt(ip.IPv4Address if "." in bad else ip.IPv6Address, bad)
for bad in ("1.2.3.4/24", "1.2.3.0/33", "1.2.3.0/x", "1.2.3.0/255.0.255.0", "1.2.3.0/24/8", "::1/64", "::/129", "bad/8", ""):
    attempt(ip.ip_network, bad)
    attempt(ip.IPv4Network if "." in bad else ip.IPv6Network, bad)
attempt(lambda: a + 2**32)
attempt(lambda: ip.IPv4Address("0.0.0.0") - 1)
attempt(lambda: a < ip.ip_address("::1"))
attempt(lambda: a < n)
attempt(lambda: n[5000])
attempt(lambda: list(n.subnets(new_prefix=10)))
attempt(lambda: n.supernet(new_prefix=30))
attempt(lambda: list(n.address_exclude(ip.ip_network("10.0.0.0/8"))))
attempt(lambda: ip.IPv4Address(-1))
attempt(lambda: ip.IPv4Address(2**32))
attempt(lambda: ip.IPv4Address(b"abc"))
attempt(lambda: list(ip.summarize_address_range(a, a - 5)))
attempt(lambda: list(ip.summarize_address_range(a, ip.ip_address("::"))))
attempt(lambda: list(ip.collapse_addresses([a, ip.ip_address("::")])))
attempt(lambda: setattr(a, "x", 5))
