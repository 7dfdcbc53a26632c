#include <cstdio>
#include <cstring>

namespace {

constexpr const char* kUsage =
    "usage: orrery --version | --help\n"
    "Orrery runs Python 3.11 programs.\n";

}  // namespace

int main(int argc, char** argv) {
    if (argc == 2 && (std::strcmp(argv[1], "--version") == 0 || std::strcmp(argv[1], "-V") == 0)) {
        std::printf("Orrery %s\n", ORRERY_VERSION);
        return 0;
    }
    if (argc == 1 || (argc == 2 && std::strcmp(argv[1], "--help") == 0)) {
        std::fputs(kUsage, stdout);
        return 0;
    }
    std::fprintf(stderr, "orrery: unknown argument '%s'\n", argv[1]);
    return 2;
}
