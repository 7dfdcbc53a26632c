// Names the engine's own code uses, interned once per engine: ctx.name(Name::k__dict__).
// One a line, in alphabetical order.
#pragma once

#include <cstdint>

namespace orrery {

#define ORRERY_NAMES(NAME) \
    NAME(__abstractmethods__) \
    NAME(__all__) \
    NAME(__annotations__) \
    NAME(__bases__) \
    NAME(__build_class__) \
    NAME(__builtins__) \
    NAME(__cached__) \
    NAME(__cause__) \
    NAME(__class__) \
    NAME(__classcell__) \
    NAME(__context__) \
    NAME(__debug__) \
    NAME(__dict__) \
    NAME(__doc__) \
    NAME(__file__) \
    NAME(__import__) \
    NAME(__loader__) \
    NAME(__main__) \
    NAME(__match_args__) \
    NAME(__module__) \
    NAME(__mro__) \
    NAME(__name__) \
    NAME(__notes__) \
    NAME(__objclass__) \
    NAME(__package__) \
    NAME(__path__) \
    NAME(__qualname__) \
    NAME(__self__) \
    NAME(__slots__) \
    NAME(__spec__) \
    NAME(__weakref__) \
    NAME(builtins) \
    NAME(close) \
    NAME(copy) \
    NAME(decode) \
    NAME(encode) \
    NAME(encoding) \
    NAME(end) \
    NAME(errors) \
    NAME(exceptions) \
    NAME(file) \
    NAME(fileno) \
    NAME(filename) \
    NAME(flush) \
    NAME(get) \
    NAME(items) \
    NAME(key) \
    NAME(keys) \
    NAME(lineno) \
    NAME(main) \
    NAME(metaclass) \
    NAME(modules) \
    NAME(mro) \
    NAME(msg) \
    NAME(name) \
    NAME(offset) \
    NAME(path) \
    NAME(print_file_and_line) \
    NAME(read) \
    NAME(readline) \
    NAME(send) \
    NAME(stderr) \
    NAME(stdin) \
    NAME(stdout) \
    NAME(strict) \
    NAME(sys) \
    NAME(text) \
    NAME(throw) \
    NAME(update) \
    NAME(utf_8) \
    NAME(value) \
    NAME(values) \
    NAME(warnings) \
    NAME(write)

enum class Name : uint16_t {
#define NAME(n) k##n,
    ORRERY_NAMES(NAME)
#undef NAME
        kCount
};

}  // namespace orrery
