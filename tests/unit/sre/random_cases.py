"""Random patterns and subjects in the format of cases.py: random_cases.py COUNT SEED > file.

The file is checked by the matcher's unit test when ORRERY_SRE_CASES names it.
"""
import random
import re
import signal
import sys

from cases import line

LETTERS = "ab"


class Generator:
    def __init__(self, rng):
        self.rng = rng

    def make(self):
        self.groups = 0
        self.closed = []
        self.budget = self.rng.randint(1, 14)
        wide = self.rng.random()
        self.alphabet = "ab" if wide < 0.5 else "abA_ \n1" if wide < 0.8 else "aAbB\xb5\u03bc\xdf\u0436\u0416k\u212a\u0130i\U00010400\U00010428\n "
        return self.alternatives(0)

    def subject(self):
        return "".join(self.rng.choice(self.alphabet) for _ in range(self.rng.choice([0, 1, 2, 3, 5, 8, 13, 20])))

    def alternatives(self, depth):
        count = self.rng.choice([1, 1, 1, 1, 2, 2, 3])
        return "|".join(self.sequence(depth) for _ in range(count))

    def sequence(self, depth):
        return "".join(self.item(depth) for _ in range(self.rng.choice([0, 1, 1, 2, 2, 3, 4])))

    def item(self, depth):
        if self.budget <= 0:
            return ""
        self.budget -= 1
        rng = self.rng
        kind = rng.random()
        if kind < 0.10:
            return rng.choice(["^", "$", r"\b", r"\B", r"\A", r"\Z", "(?m:^)", "(?m:$)"])
        if kind < 0.16 and self.closed:
            return r"\%d" % rng.choice(self.closed) + self.maybe_repeat()
        if kind < 0.22 and self.groups and depth < 4:
            group = rng.randint(1, self.groups)
            no = rng.choice(["", "|" + self.sequence(depth + 1)])
            return "(?(%d)%s%s)" % (group, self.sequence(depth + 1), no) + self.maybe_repeat()
        if kind < 0.55 and depth < 5:
            before = self.groups
            body = self.group(depth)
            # Groups inside possessive repeats come out wrong in 3.11 (gh-101955).
            return body + self.maybe_repeat(possessive=self.groups == before)
        return self.character() + self.maybe_repeat()

    def group(self, depth):
        rng = self.rng
        kind = rng.random()
        if kind < 0.5:
            self.groups += 1
            number = self.groups
            body = self.alternatives(depth + 1)
            self.closed.append(number)
            return "(%s)" % body
        if kind < 0.7:
            return "(?:%s)" % self.alternatives(depth + 1)
        if kind < 0.77:
            return "(?>%s)" % self.alternatives(depth + 1)
        if kind < 0.84:
            return "(?=%s)" % self.alternatives(depth + 1)
        if kind < 0.91:
            return "(?!%s)" % self.alternatives(depth + 1)
        if kind < 0.95:
            return "(?i:%s)" % self.alternatives(depth + 1)
        width = rng.randint(1, 2)
        body = "".join(self.character() for _ in range(width))
        return rng.choice(["(?<=%s)", "(?<!%s)"]) % body

    def character(self):
        rng = self.rng
        kind = rng.random()
        if kind < 0.5:
            return re.escape(rng.choice(self.alphabet))
        if kind < 0.6:
            return "."
        if kind < 0.7:
            return rng.choice([r"\w", r"\W", r"\s", r"\S", r"\d", r"\D"])
        negate = rng.choice(["", "", "^"])
        members = "".join(re.escape(c) for c in rng.sample(self.alphabet, rng.randint(1, min(4, len(self.alphabet)))))
        extra = rng.choice(["", "", r"\w", r"\s", "a-c", "\u0400-\u04ff", r"\D"])
        return "[%s%s%s]" % (negate, members, extra)

    def maybe_repeat(self, possessive=True):
        rng = self.rng
        if rng.random() < 0.55:
            return ""
        bounds = rng.choice(["*", "+", "?", "*", "+", "?", "{2}", "{0,2}", "{1,3}", "{2,}", "{0}"])
        return bounds + rng.choice(["", "", "", "?", "?", "+" if possessive else ""])


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    generator = Generator(random.Random(seed))
    rng = generator.rng

    def too_long(*_):
        raise TimeoutError

    signal.signal(signal.SIGALRM, too_long)
    written = 0
    while written < count:
        pattern = generator.make()
        flags = rng.choice([0, 0, 0, re.I, re.S, re.M, re.A, re.I | re.A, re.I | re.S | re.M])
        for _ in range(3):
            subject = generator.subject()
            mode = rng.choice("aaamf")
            pos = rng.choice([0, 0, 0, rng.randint(0, len(subject))])
            endpos = rng.choice([None, None, None, rng.randint(pos, len(subject))])
            args = pattern, flags, subject
            if rng.random() < 0.1 and pattern.isascii() and not flags & re.A:
                args = pattern.encode(), flags | rng.choice([0, re.L]), subject.encode("latin-1", "replace")
                endpos = None
                pos = 0
            signal.setitimer(signal.ITIMER_REAL, 0.5)
            try:
                text = line(*args, mode, pos, endpos)
            except TimeoutError:
                continue
            except (RuntimeError, SystemError) as error:
                print(error, ascii(args), file=sys.stderr)
                continue
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
            if text is None:
                break
            print(text)
            written += 1


main()
