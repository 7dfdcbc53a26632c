# getopt: short and long options, abbreviations, GNU mode, errors
import getopt

for argv, short, long in [
    (["-a", "-b", "val", "file"], "ab:", []), (["-ab", "val", "f"], "ab:", []), (["-bval"], "b:", []), (["--alpha", "--beta=5", "x"], "", ["alpha", "beta="]), (["--beta", "5", "y"], "", ["alpha", "beta="]),
    (["--al"], "", ["alpha", "beta="]), (["file", "-a"], "a", []), (["--", "-a"], "a", []), (["-"], "a", []), (["-a", "--", "x"], "a", []), ([], "a", []), (["--beta="], "", ["beta="]), (["-a", "-a"], "a", []), (["--x=1=2"], "", ["x="]),
]:
    print(argv, getopt.getopt(argv, short, long), getopt.gnu_getopt(argv, short, long))
print(getopt.gnu_getopt(["f1", "-a", "f2", "--long", "v", "--", "-b"], "ab", ["long="]), getopt.gnu_getopt(["f1", "-a"], "+a"), getopt.getopt(["--v"], "", ["v", "verbose"]), getopt.getopt(["--one"], "", "one"))
for argv, short, long in [(["-z"], "a", []), (["-b"], "b:", []), (["--nope"], "", ["alpha"]), (["--alpha=3"], "", ["alpha"]), (["--beta"], "", ["beta="]), (["--a"], "", ["alpha", "april"]), (["-a:"], "a", [])]:
    try:
        print(getopt.getopt(argv, short, long))
    except getopt.GetoptError as e:
        print(type(e).__name__, e, repr(e.opt), e.msg, getopt.error is getopt.GetoptError)


def main(argv):
    verbose, output, defines = 0, None, {}
    opts, args = getopt.gnu_getopt(argv, "vo:D:", ["verbose", "output=", "define="])
    for o, v in opts:
        if o in ("-v", "--verbose"):
            verbose += 1
        elif o in ("-o", "--output"):
            output = v
        else:
            k, _, value = v.partition("=")
            defines[k] = value
    return verbose, output, defines, args


print(main(["-vv", "in", "-o", "out", "-Da=1", "--def", "b=2", "--verb", "more"]))
