// Cutting text into parts: white space, separators, lines. Shared by str and the bytes types.
//
// Each function calls `emit(start, stop)` for every part, in order (the r-variants from the end);
// a false answer stops and is returned. `max_splits` is the greatest number of cuts.
#pragma once

#include "engine/text/search.h"
#include "engine/text/text_ref.h"

namespace orrery {

template <typename IsSpace, typename Emit>
bool split_space(TextRef text, uint64_t max_splits, IsSpace&& is_space, Emit&& emit) {
    return visit_units(text, [&](const auto* chars) {
        const size_t n = text.length;
        size_t i = 0;
        for (;;) {
            while (i < n && is_space(chars[i]))
                i++;
            if (i == n) return true;
            if (max_splits-- == 0) return emit(i, n);
            const size_t start = i;
            while (i < n && !is_space(chars[i]))
                i++;
            if (!emit(start, i)) return false;
        }
    });
}

template <typename IsSpace, typename Emit>
bool rsplit_space(TextRef text, uint64_t max_splits, IsSpace&& is_space, Emit&& emit) {
    return visit_units(text, [&](const auto* chars) {
        size_t i = text.length;
        for (;;) {
            while (i > 0 && is_space(chars[i - 1]))
                i--;
            if (i == 0) return true;
            if (max_splits-- == 0) return emit(size_t{0}, i);
            const size_t stop = i;
            while (i > 0 && !is_space(chars[i - 1]))
                i--;
            if (!emit(i, stop)) return false;
        }
    });
}

/// The separator is not empty.
template <typename Emit>
bool split_on(TextRef text, TextRef separator, uint64_t max_splits, Emit&& emit) {
    size_t start = 0;
    while (max_splits-- > 0) {
        const size_t found = text_find(text.slice(start, text.length), separator);
        if (found == kNotFound) break;
        if (!emit(start, start + found)) return false;
        start += found + separator.length;
    }
    return emit(start, text.length);
}

template <typename Emit>
bool rsplit_on(TextRef text, TextRef separator, uint64_t max_splits, Emit&& emit) {
    size_t stop = text.length;
    while (max_splits-- > 0) {
        const size_t found = text_rfind(text.slice(0, stop), separator);
        if (found == kNotFound) break;
        if (!emit(found + separator.length, stop)) return false;
        stop = found;
    }
    return emit(size_t{0}, stop);
}

/// "\r\n" counts as one break.
template <typename IsBreak, typename Emit>
bool split_lines(TextRef text, bool keep_ends, IsBreak&& is_break, Emit&& emit) {
    return visit_units(text, [&](const auto* chars) {
        const size_t n = text.length;
        size_t i = 0;
        while (i < n) {
            const size_t start = i;
            while (i < n && !is_break(chars[i]))
                i++;
            size_t stop = i;
            if (i < n) {
                i += chars[i] == '\r' && i + 1 < n && chars[i + 1] == '\n' ? 2 : 1;
                if (keep_ends) stop = i;
            }
            if (!emit(start, stop)) return false;
        }
        return true;
    });
}

}  // namespace orrery
