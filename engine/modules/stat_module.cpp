// Module _stat: what the bits of a file's mode mean, for the library's module stat.
#include "engine/modules/module_support.h"
#include "engine/modules/modules.h"

namespace orrery {

namespace {

// The values are those of Linux, and the same as Windows' where that has them.
struct Constant {
    const char* name;
    int32_t value;
};
const Constant kConstants[] = {
    {"S_IFDIR", 040000},
    {"S_IFCHR", 020000},
    {"S_IFBLK", 060000},
    {"S_IFREG", 0100000},
    {"S_IFIFO", 010000},
    {"S_IFLNK", 0120000},
    {"S_IFSOCK", 0140000},
    {"S_IFDOOR", 0},
    {"S_IFPORT", 0},
    {"S_IFWHT", 0},
    {"S_ISUID", 04000},
    {"S_ISGID", 02000},
    {"S_ISVTX", 01000},
    {"S_ENFMT", 02000},
    {"S_IREAD", 0400},
    {"S_IWRITE", 0200},
    {"S_IEXEC", 0100},
    {"S_IRWXU", 0700},
    {"S_IRUSR", 0400},
    {"S_IWUSR", 0200},
    {"S_IXUSR", 0100},
    {"S_IRWXG", 070},
    {"S_IRGRP", 040},
    {"S_IWGRP", 020},
    {"S_IXGRP", 010},
    {"S_IRWXO", 07},
    {"S_IROTH", 04},
    {"S_IWOTH", 02},
    {"S_IXOTH", 01},
    {"UF_NODUMP", 0x1},
    {"UF_IMMUTABLE", 0x2},
    {"UF_APPEND", 0x4},
    {"UF_OPAQUE", 0x8},
    {"UF_NOUNLINK", 0x10},
    {"UF_COMPRESSED", 0x20},
    {"UF_HIDDEN", 0x8000},
    {"SF_ARCHIVED", 0x10000},
    {"SF_IMMUTABLE", 0x20000},
    {"SF_APPEND", 0x40000},
    {"SF_NOUNLINK", 0x100000},
    {"SF_SNAPSHOT", 0x200000},
    {"ST_MODE", 0},
    {"ST_INO", 1},
    {"ST_DEV", 2},
    {"ST_NLINK", 3},
    {"ST_UID", 4},
    {"ST_GID", 5},
    {"ST_SIZE", 6},
    {"ST_ATIME", 7},
    {"ST_MTIME", 8},
    {"ST_CTIME", 9},
};

constexpr uint32_t kTypeBits = 0170000, kModeBits = 07777;

struct FileType {
    uint32_t bits;
    char letter;
};
constexpr FileType kFileTypes[] = {{0100000, '-'}, {0040000, 'd'}, {0120000, 'l'}, {0060000, 'b'},
                                   {0020000, 'c'}, {0010000, 'p'}, {0140000, 's'}};

/// A mode: an int of 32 bits. False after an exception.
bool get_mode(Context& ctx, Value v, uint32_t& out) {
    if (!is_int(v)) {
        raise(ctx, TypeId::kTypeError, "an integer is required");
        return false;
    }
    int64_t mode;
    if (!int_to_int64(v, mode)) {
        const Truth negative = compare_truth(ctx, CompareOp::kLt, v, Value::small_int(0));
        if (negative == Truth::kError) return false;
        if (negative == Truth::kNo) {
            raise(ctx, TypeId::kOverflowError,
                  "Python int too large to convert to C unsigned long");
            return false;
        }
        mode = -1;
    }
    if (mode < 0 || mode > UINT32_MAX) {
        raise(ctx, TypeId::kOverflowError, "{}",
              mode < 0 ? "can't convert negative value to unsigned int" : "mode out of range");
        return false;
    }
    out = static_cast<uint32_t>(mode);
    return true;
}

/// S_ISREG() and its kin. Types that the system does not have are those of no file.
template <uint32_t kType>
Value is_type(Context& ctx, const Args& args) {
    uint32_t mode;
    if (!get_mode(ctx, args[0], mode)) return Value::error();
    return Value::boolean(kType && (mode & kTypeBits) == kType);
}

template <uint32_t kMask>
Value masked(Context& ctx, const Args& args) {
    uint32_t mode;
    if (!get_mode(ctx, args[0], mode)) return Value::error();
    return Value::small_int(mode & kMask);
}

Value stat_filemode(Context& ctx, const Args& args) {
    uint32_t mode;
    if (!get_mode(ctx, args[0], mode)) return Value::error();
    std::string text = "?";
    for (const FileType& t : kFileTypes) {
        if ((mode & kTypeBits) == t.bits) text[0] = t.letter;
    }
    // Owner, group, others; each with a special bit that shows in the place of x.
    const char* special = "sst";
    for (int i = 0; i < 3; i++) {
        const uint32_t bits = mode >> (6 - 3 * i);
        const bool executes = bits & 1;
        text += bits & 4 ? 'r' : '-';
        text += bits & 2 ? 'w' : '-';
        if (mode & (04000u >> i)) {
            text += static_cast<char>(executes ? special[i] : special[i] - 'a' + 'A');
        } else {
            text += executes ? 'x' : '-';
        }
    }
    return or_error(make_string(ctx, text));
}

bool populate(Context& ctx, Module* module) {
    for (const Constant& c : kConstants) {
        if (!add_to_module(ctx, module, c.name, Value::small_int(c.value))) return false;
    }
    return true;
}

#define IS(name, type, what) \
    {"S_IS" name "(mode, /)", is_type<type>, \
     "S_IS" name "(mode) -> bool\n\nReturn True if mode is from " what "."}
const NativeMethod kFunctions[] = {
    IS("DIR", 0040000, "a directory"),
    IS("CHR", 0020000, "a character special device file"),
    IS("BLK", 0060000, "a block special device file"),
    IS("REG", 0100000, "a regular file"),
    IS("FIFO", 0010000, "a FIFO (named pipe)"),
    IS("LNK", 0120000, "a symbolic link"),
    IS("SOCK", 0140000, "a socket"),
    IS("DOOR", 0, "a door"),
    IS("PORT", 0, "an event port"),
    IS("WHT", 0, "a whiteout"),
    {"S_IMODE(mode, /)", masked<kModeBits>,
     "Return the portion of the file's mode that can be set by os.chmod()."},
    {"S_IFMT(mode, /)", masked<kTypeBits>,
     "Return the portion of the file's mode that describes the file type."},
    {"filemode(mode, /)", stat_filemode,
     "Convert a file's mode to a string of the form '-rwxrwxrwx'"},
};
#undef IS

}  // namespace

extern const NativeModuleSpec kStatModule = {
    .name = "_stat",
    .functions = kFunctions,
    .populate = populate,
    .doc = "The bits of a file's mode: constants, and functions that test them."};

}  // namespace orrery
