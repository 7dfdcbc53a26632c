// scandir() and its entries, which know a file's type from the directory alone.
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/posix/common.h"
#include "engine/objects/bytes.h"
#include "engine/objects/function.h"
#include "engine/objects/numbers.h"

namespace orrery::posix {

namespace {

struct DirEntry : NativeObject {
    Slot name, path;
    Slot stat, lstat;   // cached; empty: not asked for yet
    Slot system_path;   // bytes: what the system is asked about
    uint64_t inode;
    int dir_fd;         // of scandir(fd), else AT_FDCWD
    unsigned char type; // DT_*
};
struct Scandir : NativeObject {
    DIR* dir;          // null once exhausted or closed
    Slot prefix;       // bytes: "dir/" before each name; empty for a descriptor
    Ref<Type> entry_type;
    int dir_fd;
    bool as_bytes;
    bool owns_fd;
};

DirEntry* self_of(const Args& args) { return args[0].as<DirEntry>(); }

std::string system_path(DirEntry* e) {
    return std::string(e->system_path.get().as<Bytes>()->view());
}

bool entry_stat(DirEntry* e, bool follow, struct stat& s) {
    return ::fstatat(e->dir_fd, system_path(e).c_str(), &s, follow ? 0 : AT_SYMLINK_NOFOLLOW) == 0;
}

/// The stat_result, cached.
Value stat_value(Context& ctx, DirEntry* e, bool follow) {
    if (follow && e->type != DT_LNK && e->type != DT_UNKNOWN) follow = false;
    Slot& cache = follow ? e->stat : e->lstat;
    if (!cache) {
        struct stat s;
        if (!entry_stat(e, follow, s)) return fail(ctx, e->path.get());
        Value v = make_stat(ctx, s);
        if (!v) return v;
        cache.set(ctx, e, v);
    }
    return cache.get();
}

Value entry_stat_method(Context& ctx, const Args& args) {
    bool follow = true;
    return get_flag(ctx, args[1], follow) ? stat_value(ctx, self_of(args), follow) : Value::error();
}

Truth has_type(Context& ctx, DirEntry* e, bool follow, unsigned wanted) {
    const bool is_link = e->type == DT_LNK;
    if (e->type == DT_UNKNOWN || (follow && is_link)) {
        Value v = stat_value(ctx, e, follow);
        if (!v) {
            if (!exception_matches(ctx, TypeId::kFileNotFoundError)) return Truth::kError;
            take_exception(ctx);
            return Truth::kNo;
        }
        return truth((static_cast<unsigned>(v.as<Tuple>()->at(0).as_small_int()) & S_IFMT) ==
                     wanted);
    }
    if (is_link) return Truth::kNo;
    return truth(e->type == (wanted == S_IFDIR ? DT_DIR : DT_REG));
}
template <unsigned wanted>
Value entry_is(Context& ctx, const Args& args) {
    bool follow = true;
    if (!get_flag(ctx, args[1], follow)) return Value::error();
    const Truth t = has_type(ctx, self_of(args), follow, wanted);
    return t == Truth::kError ? Value::error() : Value::boolean(t == Truth::kYes);
}
Value entry_is_symlink(Context& ctx, const Args& args) {
    DirEntry* e = self_of(args);
    if (e->type != DT_UNKNOWN) return Value::boolean(e->type == DT_LNK);
    Value v = stat_value(ctx, e, false);
    if (v) {
        const auto mode = static_cast<unsigned>(v.as<Tuple>()->at(0).as_small_int());
        return Value::boolean((mode & S_IFMT) == S_IFLNK);
    }
    if (!exception_matches(ctx, TypeId::kFileNotFoundError)) return v;
    take_exception(ctx);
    return Value::false_value();
}
Value entry_inode(Context& ctx, const Args& args) {
    return make_int_unsigned(ctx, self_of(args)->inode);
}
Value entry_fspath(Context&, const Args& args) { return self_of(args)->path.get(); }
Value entry_repr(Context& ctx, const Args& args) {
    const MessageArg name[] = {MessageArg::repr(self_of(args)->name.get())};
    String* s = format_message(ctx, "<DirEntry {}>", name);
    return s ? Value::object(s) : Value::error();
}
Value entry_class_getitem(Context& ctx, const Args& args) {
    return make_generic_alias(ctx, args[0], args[1]);
}
Value get_name(Context&, Value self) { return self.as<DirEntry>()->name.get(); }
Value get_path_property(Context&, Value self) { return self.as<DirEntry>()->path.get(); }

constexpr NativeMethod kEntryMethods[] = {
    {"is_dir(self, *, follow_symlinks=True)", entry_is<S_IFDIR>},
    {"is_file(self, *, follow_symlinks=True)", entry_is<S_IFREG>},
    {"is_symlink(self, /)", entry_is_symlink},
    {"stat(self, *, follow_symlinks=True)", entry_stat_method},
    {"inode(self, /)", entry_inode},
    {"__fspath__(self, /)", entry_fspath},
    {"__repr__(self, /)", entry_repr},
    {"__class_getitem__(cls, item, /)", entry_class_getitem, nullptr, NativeMethod::kClassMethod},
};
constexpr NativeProperty kEntryProperties[] = {
    {"name", get_name},
    {"path", get_path_property},
};
void trace_entry(Marker& marker, Object* self) {
    auto* e = static_cast<DirEntry*>(self);
    for (Slot* s : {&e->name, &e->path, &e->stat, &e->lstat, &e->system_path})
        marker.mark(*s);
}

void close(Scandir* s) {
    if (!s->dir) return;
    if (s->owns_fd) ::rewinddir(s->dir);
    ::closedir(s->dir);
    s->dir = nullptr;
}

Value scandir_next(Context& ctx, Value self) {
    auto* s = self.as<Scandir>();
    while (s->dir) {
        errno = 0;
        const dirent* d = ::readdir(s->dir);
        if (!d) {
            const int error = errno;
            close(s);
            if (error) return raise_os_error(ctx, error);
            break;
        }
        const std::string name = d->d_name;
        if (name == "." || name == "..") continue;
        const uint64_t inode = d->d_ino;
        const unsigned char type = d->d_type;
        auto* e = allocate<DirEntry>(ctx, s->entry_type.get());
        if (!e) return Value::error();
        e->inode = inode;
        e->type = type;
        e->dir_fd = s->dir_fd;
        const std::string full =
            s->prefix ? std::string(s->prefix.get().as<Bytes>()->view()) + name : name;
        Bytes* bytes = make_bytes(ctx, full);
        if (!bytes) return Value::error();
        e->system_path.set(ctx, e, Value::object(bytes));
        Value name_object = name_value(ctx, name, s->as_bytes);
        Value path = name_object ? name_value(ctx, full, s->as_bytes) : name_object;
        if (!path) return path;
        e->name.set(ctx, e, name_object);
        e->path.set(ctx, e, path);
        return Value::object(e);
    }
    return Value::stop();
}

Value scandir_close(Context&, const Args& args) {
    close(args[0].as<Scandir>());
    return Value::none();
}
Value scandir_enter(Context&, const Args& args) { return args[0]; }
constexpr NativeMethod kScandirMethods[] = {
    {"close(self, /)", scandir_close},
    {"__enter__(self, /)", scandir_enter},
    {"__exit__(self, *args)", scandir_close},
};
void trace_scandir(Marker& marker, Object* self) {
    marker.mark(static_cast<Scandir*>(self)->prefix);
    marker.mark(static_cast<Scandir*>(self)->entry_type);
}
void finalize_scandir(Object* self) { close(static_cast<Scandir*>(self)); }

}  // namespace

Value posix_scandir(Context& ctx, const Args& args) {
    Path path;
    if (!get_path(ctx, args[0], "scandir", "path", path, kAllowFd | kAllowNone))
        return Value::error();
    Value module = import_module(ctx, "posix");
    if (!module) return module;
    auto* types = module.as<Module>()->state.get().as<Tuple>();
    auto* s = allocate<Scandir>(ctx, types->at(1).as<Type>());
    if (!s) return Value::error();
    s->entry_type.init(types->at(0).as<Type>());
    s->as_bytes = path.is_bytes;
    s->dir_fd = AT_FDCWD;
    if (path.fd != -1) {
        const int fd = ::fcntl(path.fd, F_DUPFD_CLOEXEC, 0);
        if (fd < 0) return fail(ctx, path.object);
        s->dir = ::fdopendir(fd);
        if (!s->dir) ::close(fd);
        s->dir_fd = path.fd;
        s->owns_fd = true;
    } else {
        s->dir = ::opendir(path.c_str());
        std::string prefix = path.bytes;
        if (!prefix.empty() && prefix.back() != '/') prefix += '/';
        Bytes* bytes = make_bytes(ctx, prefix);
        if (!bytes) return Value::error();
        s->prefix.set(ctx, s, Value::object(bytes));
    }
    return s->dir ? Value::object(s) : fail(ctx, path.object);
}

const NativeTypeSpec kDirEntrySpec = {
    .name = "posix.DirEntry",
    .size = sizeof(DirEntry),
    .subclassable = false,
    .methods = kEntryMethods,
    .properties = kEntryProperties,
    .trace = trace_entry,
};
const NativeTypeSpec kScandirIteratorSpec = {
    .name = "posix.ScandirIterator",
    .size = sizeof(Scandir),
    .subclassable = false,
    .methods = kScandirMethods,
    .next = scandir_next,
    .trace = trace_scandir,
    .finalize = finalize_scandir,
};

}  // namespace orrery::posix
