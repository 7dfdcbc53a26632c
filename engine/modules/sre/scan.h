// Tight loops over characters: runs of a class, the next character of a class, literal strings.
//
// All of them are selected by the kind of the class outside the loop. Positions are indices into
// `text`; a search that finds nothing returns `stop` when it looks forward, kNowhere otherwise.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <type_traits>

#include "engine/modules/sre/program.h"

namespace orrery::sre {

inline constexpr size_t kNowhere = SIZE_MAX;

// Calls f with a predicate over characters that equals the class.
template <typename Char, typename F>
inline auto with_predicate(const Program& program, CharClass which, F f) {
    uint32_t c = which.argument;
    switch (which.kind) {
    case CharKind::kLiteral: return f([c](Char each) { return each == c; });
    case CharKind::kNotLiteral: return f([c](Char each) { return each != c; });
    case CharKind::kAny: return f([](Char each) { return each != '\n'; });
    case CharKind::kSet: {
        const CharSet& set = program.set(c);
        const uint8_t* table = set.table();
        if constexpr (sizeof(Char) == 1) {
            return f([table](Char each) { return table[each] != 0; });
        } else {
            return f([table, &set](Char each) {
                return each < 256 ? table[each] != 0 : set.contains(each);
            });
        }
    }
    default: return f([](Char) { return true; });
    }
}

inline bool class_holds(const Program& program, CharClass which, uint32_t c) {
    switch (which.kind) {
    case CharKind::kLiteral: return c == which.argument;
    case CharKind::kNotLiteral: return c != which.argument;
    case CharKind::kAny: return c != '\n';
    case CharKind::kSet: return program.set(which.argument).contains(c);
    default: return true;
    }
}

// The first position in [at, stop) that holds `c`, or stop.
template <typename Char>
inline size_t find_char(uint32_t c, const Char* text, size_t at, size_t stop) {
    if constexpr (sizeof(Char) == 1) {
        if (c > 0xFF) return stop;
        // A call only pays when the character is not close by.
        size_t near = stop - at > 8 ? at + 8 : stop;
        for (; at < near; ++at) {
            if (text[at] == c) return at;
        }
        if (at == stop) return stop;
        const void* found = std::memchr(text + at, static_cast<int>(c), stop - at);
        return found == nullptr ? stop
                                : static_cast<size_t>(static_cast<const Char*>(found) - text);
    } else {
        while (at < stop && text[at] != c)
            ++at;
        return at;
    }
}

// The first position in [at, stop) whose character is not in the class, or stop.
template <typename Char>
inline size_t skip_class(const Program& program, CharClass which, const Char* text, size_t at,
                         size_t stop) {
    switch (which.kind) {
    case CharKind::kAnyAll: return stop;
    case CharKind::kAny: return find_char<Char>('\n', text, at, stop);
    case CharKind::kNotLiteral: return find_char<Char>(which.argument, text, at, stop);
    default:
        return with_predicate<Char>(program, which, [&](auto in_class) {
            while (at < stop && in_class(text[at]))
                ++at;
            return at;
        });
    }
}

// The first position in [at, stop) whose character is in the class, or stop.
template <typename Char>
inline size_t find_class(const Program& program, CharClass which, const Char* text, size_t at,
                         size_t stop) {
    if (which.kind == CharKind::kLiteral) return find_char(which.argument, text, at, stop);
    return with_predicate<Char>(program, which, [&](auto in_class) {
        while (at < stop && !in_class(text[at]))
            ++at;
        return at;
    });
}

// The last position in [least, stop) whose character is in the class, or kNowhere.
template <typename Char>
inline size_t rfind_class(const Program& program, CharClass which, const Char* text, size_t least,
                          size_t stop) {
    return with_predicate<Char>(program, which, [&](auto in_class) {
        size_t at = stop;
        while (at > least) {
            --at;
            if (in_class(text[at])) return at;
        }
        return kNowhere;
    });
}

// The first position in [at, last] where `string` is, or kNowhere; it fits at every one of them.
template <typename Char>
inline size_t find_string(std::span<const uint32_t> string, const Char* text, size_t at,
                          size_t last) {
    for (;; ++at) {
        at = find_char(string[0], text, at, last + 1);
        if (at > last) return kNowhere;
        size_t same = 1;
        while (same < string.size() && text[at + same] == string[same])
            ++same;
        if (same == string.size()) return at;
        if (at == last) return kNowhere;
    }
}

}  // namespace orrery::sre
