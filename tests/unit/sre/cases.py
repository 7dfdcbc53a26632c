"""Writes cases for the matcher: pattern code, subject, and what python3.11 finds.

One line per case, tab-separated:
    label  groups  mode  pos  endpos  code words  subject  expected
Code words and the subject's code points are hexadecimal, separated by blanks. The mode is m
(match), f (fullmatch) or a (all matches, as finditer). The expected matches are separated by
';', each being `lastindex start,end start,end ...` for the whole match and all groups (-1 where
there is none), or `-` when nothing matches.
"""
import re
import warnings

warnings.simplefilter("ignore")


def hexadecimal(numbers):
    return " ".join("%x" % n for n in numbers)


def spans(match):
    regs = " ".join("%d,%d" % span for span in match.regs)
    return "%d %s" % (-1 if match.lastindex is None else match.lastindex, regs)


def line(pattern, flags, subject, mode="a", pos=0, endpos=None):
    """The line of a case, or None where `re` rejects the pattern."""
    try:
        parsed = re._parser.parse(pattern, flags)
        code = re._compiler._code(parsed, flags)
        compiled = re._compiler.compile(pattern, flags)
    except (re.error, OverflowError, ValueError, RecursionError):
        return None
    endpos = len(subject) if endpos is None else endpos
    if mode == "a":
        found = list(compiled.finditer(subject, pos, endpos))
    else:
        method = compiled.match if mode == "m" else compiled.fullmatch
        match = method(subject, pos, endpos)
        found = [match] if match else []
    points = subject if isinstance(subject, bytes) else map(ord, subject)
    label = ascii((pattern, int(flags), subject)).replace("\t", "\\t")
    return "\t".join([label, str(compiled.groups), mode, str(pos), str(endpos),
                      hexadecimal(code), hexadecimal(points),
                      ";".join(map(spans, found)) or "-"])
