// Module termios: settings of terminals.
#include <sys/ioctl.h>
#include <termios.h>

#include "engine/modules/module_support.h"
#include "engine/modules/posix/common.h"
#include "engine/objects/bytes.h"

namespace orrery {

namespace {

using namespace posix;

Value terminal_failure(Context& ctx) {
    const int code = errno;
    const Value cls = module_attribute(ctx, "termios", "error");
    const Value e =
        cls ? call(ctx, cls, {Value::small_int(code), or_error(make_string(ctx, strerror(code)))})
            : cls;
    return e ? raise_value(ctx, e) : e;
}
Value done_or_fail(Context& ctx, int result) {
    return result < 0 ? terminal_failure(ctx) : Value::none();
}

/// [iflag, oflag, cflag, lflag, ispeed, ospeed, cc]
Value termios_tcgetattr(Context& ctx, const Args& args) {
    int fd;
    termios t;
    if (!get_fd(ctx, args[0], fd)) return Value::error();
    if (::tcgetattr(fd, &t) < 0) return terminal_failure(ctx);
    List* cc = make_list(ctx);
    for (unsigned i = 0; cc && i < NCCS; i++) {
        const char c = static_cast<char>(t.c_cc[i]);
        // Without line editing VMIN and VTIME are counts.
        const Value v = (i == VMIN || i == VTIME) && !(t.c_lflag & ICANON)
                            ? Value::small_int(t.c_cc[i])
                            : or_error(make_bytes(ctx, std::string_view(&c, 1)));
        if (!v || !list_append(ctx, cc, v)) return Value::error();
    }
    if (!cc) return Value::error();
    const Value parts[] = {make_int_unsigned(ctx, t.c_iflag),
                           make_int_unsigned(ctx, t.c_oflag),
                           make_int_unsigned(ctx, t.c_cflag),
                           make_int_unsigned(ctx, t.c_lflag),
                           make_int_unsigned(ctx, ::cfgetispeed(&t)),
                           make_int_unsigned(ctx, ::cfgetospeed(&t)),
                           Value::object(cc)};
    return or_error(make_list(ctx, std::span<const Value>(parts)));
}

bool read_settings(Context& ctx, Value v, termios& t) {
    auto* list = v.as<List>();
    if (!v.is(Kind::kList) || list->size != 7) {
        raise(ctx, TypeId::kTypeError, "tcsetattr, arg 3: must be 7 element list");
        return false;
    }
    int64_t n[6];
    for (unsigned i = 0; i < 6; i++) {
        if (!to_int64(ctx, list->at(i), n[i])) return false;
    }
    t.c_iflag = static_cast<tcflag_t>(n[0]);
    t.c_oflag = static_cast<tcflag_t>(n[1]);
    t.c_cflag = static_cast<tcflag_t>(n[2]);
    t.c_lflag = static_cast<tcflag_t>(n[3]);
    const Value cc = list->at(6);
    if (!cc.is(Kind::kList) || cc.as<List>()->size != NCCS) {
        raise(ctx, TypeId::kTypeError, "tcsetattr: attributes[6] must be {} element list", NCCS);
        return false;
    }
    for (unsigned i = 0; i < NCCS; i++) {
        const Value c = cc.as<List>()->at(i);
        int32_t code;
        if (c.is(Kind::kBytes) && c.as<Bytes>()->length == 1) {
            t.c_cc[i] = c.as<Bytes>()->data()[0];
        } else if (is_int(c)) {
            if (!to_int32(ctx, c, code)) return false;
            t.c_cc[i] = static_cast<cc_t>(code);
        } else {
            raise(ctx, TypeId::kTypeError,
                  "tcsetattr: elements of attributes must be characters or integers");
            return false;
        }
    }
    return ::cfsetispeed(&t, static_cast<speed_t>(n[4])) >= 0 &&
                   ::cfsetospeed(&t, static_cast<speed_t>(n[5])) >= 0
               ? true
               : (terminal_failure(ctx), false);
}
Value termios_tcsetattr(Context& ctx, const Args& args) {
    int fd;
    int32_t when;
    termios t;
    if (!get_fd(ctx, args[0], fd) || !to_int32(ctx, args[1], when)) return Value::error();
    if (args[2].is(Kind::kList) && args[2].as<List>()->size == 7 && ::tcgetattr(fd, &t) < 0) {
        return terminal_failure(ctx);
    }
    if (!read_settings(ctx, args[2], t)) return Value::error();
    return done_or_fail(ctx, ::tcsetattr(fd, when, &t));
}

template <int (*function)(int fd, int argument)>
Value with_argument(Context& ctx, const Args& args) {
    int fd;
    int32_t argument;
    if (!get_fd(ctx, args[0], fd) || !to_int32(ctx, args[1], argument)) return Value::error();
    return done_or_fail(ctx, function(fd, argument));
}
int send_break(int fd, int duration) { return ::tcsendbreak(fd, duration); }
int flush(int fd, int queue) { return ::tcflush(fd, queue); }
int flow(int fd, int action) { return ::tcflow(fd, action); }

Value termios_tcdrain(Context& ctx, const Args& args) {
    int fd;
    if (!get_fd(ctx, args[0], fd)) return Value::error();
    return done_or_fail(ctx, repeat(ctx, [&] { return ::tcdrain(fd); }));
}
Value termios_tcgetwinsize(Context& ctx, const Args& args) {
    int fd;
    winsize size;
    if (!get_fd(ctx, args[0], fd)) return Value::error();
    if (::ioctl(fd, TIOCGWINSZ, &size) < 0) return terminal_failure(ctx);
    return tuple_of(ctx, {Value::small_int(size.ws_row), Value::small_int(size.ws_col)});
}
Value termios_tcsetwinsize(Context& ctx, const Args& args) {
    int fd;
    int64_t rows, columns;
    if (!get_fd(ctx, args[0], fd)) return Value::error();
    Tuple* pair = to_tuple(ctx, args[1]);
    if (!pair) return Value::error();
    if (pair->length != 2) {
        return raise(ctx, TypeId::kTypeError, "tcsetwinsize, arg 2: must be a two-item sequence");
    }
    if (!to_int64(ctx, pair->at(0), rows) || !to_int64(ctx, pair->at(1), columns)) {
        return Value::error();
    }
    winsize size = {};
    if (::ioctl(fd, TIOCGWINSZ, &size) < 0) return terminal_failure(ctx);
    size.ws_row = static_cast<unsigned short>(rows);
    size.ws_col = static_cast<unsigned short>(columns);
    if (size.ws_row != rows || size.ws_col != columns) {
        return raise(ctx, TypeId::kOverflowError, "winsize value(s) out of range.");
    }
    return done_or_fail(ctx, ::ioctl(fd, TIOCSWINSZ, &size));
}

constexpr NativeMethod kFunctions[] = {
    {"tcgetattr(fd, /)", termios_tcgetattr},
    {"tcsetattr(fd, when, attributes, /)", termios_tcsetattr},
    {"tcsendbreak(fd, duration, /)", with_argument<send_break>},
    {"tcdrain(fd, /)", termios_tcdrain},
    {"tcflush(fd, queue, /)", with_argument<flush>},
    {"tcflow(fd, action, /)", with_argument<flow>},
    {"tcgetwinsize(fd, /)", termios_tcgetwinsize},
    {"tcsetwinsize(fd, winsize, /)", termios_tcsetwinsize},
};

struct Constant {
    const char* name;
    int64_t value;
};
#define C(name) {#name, name}
constexpr Constant kConstants[] = {
    C(B0),         C(B50),       C(B75),       C(B110),      C(B134),      C(B150),
    C(B200),       C(B300),      C(B600),      C(B1200),     C(B1800),     C(B2400),
    C(B4800),      C(B9600),     C(B19200),    C(B38400),    C(B57600),    C(B115200),
    C(B230400),    C(B460800),   C(B500000),   C(B576000),   C(B921600),   C(B1000000),
    C(CSIZE),      C(CSTOPB),    C(CREAD),     C(PARENB),    C(PARODD),    C(HUPCL),
    C(CLOCAL),     C(CRTSCTS),   C(CS5),       C(CS6),       C(CS7),       C(CS8),
    C(IGNBRK),     C(BRKINT),    C(IGNPAR),    C(PARMRK),    C(INPCK),     C(ISTRIP),
    C(INLCR),      C(IGNCR),     C(ICRNL),     C(IUCLC),     C(IXON),      C(IXANY),
    C(IXOFF),      C(IMAXBEL),   C(OPOST),     C(OLCUC),     C(ONLCR),     C(OCRNL),
    C(ONOCR),      C(ONLRET),    C(OFILL),     C(OFDEL),     C(NLDLY),     C(CRDLY),
    C(TABDLY),     C(BSDLY),     C(VTDLY),     C(FFDLY),     C(ISIG),      C(ICANON),
    C(XCASE),      C(ECHO),      C(ECHOE),     C(ECHOK),     C(ECHONL),    C(ECHOCTL),
    C(ECHOPRT),    C(ECHOKE),    C(FLUSHO),    C(NOFLSH),    C(TOSTOP),    C(PENDIN),
    C(IEXTEN),     C(VINTR),     C(VQUIT),     C(VERASE),    C(VKILL),     C(VEOF),
    C(VTIME),      C(VMIN),      C(VSWTC),     C(VSTART),    C(VSTOP),     C(VSUSP),
    C(VEOL),       C(VREPRINT),  C(VDISCARD),  C(VWERASE),   C(VLNEXT),    C(VEOL2),
    C(NCCS),       C(TCSANOW),   C(TCSADRAIN), C(TCSAFLUSH), C(TCIFLUSH),  C(TCOFLUSH),
    C(TCIOFLUSH),  C(TCOOFF),    C(TCOON),     C(TCIOFF),    C(TCION),     C(TIOCGWINSZ),
    C(TIOCSWINSZ), C(TIOCGPGRP), C(TIOCSPGRP), C(TIOCSCTTY), C(TIOCNOTTY), C(TIOCEXCL),
    C(TIOCNXCL),   C(TIOCOUTQ),  C(TIOCINQ),   C(TIOCSTI),   C(TIOCMGET),  C(TIOCMSET),
    C(TIOCMBIS),   C(TIOCMBIC),  C(TIOCGSID),  C(FIONREAD),  C(FIONBIO),   C(FIOASYNC),
    C(FIOCLEX),    C(FIONCLEX),  C(TCGETS),    C(TCSETS),    C(TCSETSW),   C(TCSETSF),
    C(TCSBRK),     C(TCXONC),    C(TCFLSH),    C(EXTA),      C(EXTB),      C(CIBAUD),
    C(CBAUD),      C(CBAUDEX),
};
#undef C

bool populate(Context& ctx, Module* module) {
    for (const Constant& c : kConstants) {
        if (!add_to_module(ctx, module, c.name, make_int(ctx, c.value))) return false;
    }
    return add_exception_class(ctx, module, "termios", "error", TypeId::kException);
}

}  // namespace

extern const NativeModuleSpec kTermiosModule;
const NativeModuleSpec kTermiosModule = {
    .name = "termios",
    .functions = kFunctions,
    .populate = populate,
    .doc = "This module provides an interface to the Posix calls for tty I/O control.",
};

}  // namespace orrery
