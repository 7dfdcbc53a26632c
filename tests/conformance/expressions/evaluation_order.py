# Operands are evaluated left to right; assignment right side first.
def t(tag, value=None):
    print(tag, end=" ")
    return value


class Rec:
    def __getitem__(self, k):
        print("get[%s]" % k, end=" ")
        return 1

    def __setitem__(self, k, v):
        print("set[%s]=%s" % (k, v), end=" ")

    def __delitem__(self, k):
        print("del[%s]" % k, end=" ")

    def __setattr__(self, k, v):
        print("setattr %s=%s" % (k, v), end=" ")

    def __getattr__(self, k):
        print("getattr %s" % k, end=" ")
        return 10


def show(label):
    print("|", label)


r = Rec()
t("a", 1) + t("b", 2) * t("c", 3)
show("binary")
t("a", 1) ** t("b", 2) ** t("c", 2)
show("power")
[t("a"), t("b"), t("c")]
show("list")
{t("k1", 1): t("v1"), t("k2", 2): t("v2")}
show("dict")
{t("a", 1), t("b", 2)}
show("set")
t("f", lambda *a, **k: None)(t("x"), *t("args", []), y=t("y"), **t("kw", {}))
show("call")
t("obj", r)[t("key", "k")] = t("value", 5)
show("setitem")
t("obj", r).attr = t("value", 5)
show("setattr")
t("obj", r)[t("key", "k")] += t("value", 5)
show("augmented item")
t("obj", r).attr += t("value", 5)
show("augmented attribute")
del t("obj", r)[t("key", "k")]
show("delitem")
t("a", r)[t("i", 0)], t("b", r)[t("j", 1)] = t("v1", 1), t("v2", 2)
show("tuple targets")
t("a", r)[t("i", 0)] = t("b", r)[t("j", 1)] = t("v", 3)
show("chained targets")
t("then", 1) if t("cond", True) else t("else", 2)
show("conditional")
t("then", 1) if t("cond", False) else t("else", 2)
show("conditional")
t("a", 1) < t("b", 2) < t("c", 0) < t("d", 9)
show("chain")
[1, 2, 3, 4, 5][t("lo", 1) : t("hi", 4) : t("step", 1)]
show("slice")
f"{t('one', 1)}{t('two', 2):{t('width', 3)}}"
show("fstring")


def deco(tag):
    print("make", tag, end=" ")

    def apply(f):
        print("apply", tag, end=" ")
        return f

    return apply


@deco("d1")
@deco("d2")
def fn(a: t("annot", int) = t("default", 1), *, b=t("kwdefault", 2)) -> t("ret", int):
    pass


show("def")


class C(t("base", object), metaclass=t("meta", type)):
    t("body")


show("class")
lambda x=t("lambda default"): t("never")
show("lambda")
(w := t("walrus", 3)) + t("after", w if "w" in dir() else 0)
show("walrus")
i = 0
lst = [0, 0, 0]
i, lst[i] = 1, 9
print(lst, i)
x = [1, 2, 3]
x[x.pop(0) - 1] = x.pop()
print(x)
a = b = c = []
print(a is b is c)
