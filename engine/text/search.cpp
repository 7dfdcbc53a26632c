#include "engine/text/search.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace orrery {

namespace {

// --- one unit ---------------------------------------------------------------------------------

constexpr size_t kBlock = 16;

template <typename Unit>
bool block_has(const Unit* units, Unit wanted) {
    Unit any = 0;
    for (size_t i = 0; i < kBlock; ++i) {
        any |= static_cast<Unit>(units[i] == wanted);
    }
    return any != 0;
}

template <typename Unit>
size_t find_unit(const Unit* units, size_t start, size_t end, char32_t wanted) {
    if (wanted > std::numeric_limits<Unit>::max()) {
        return kNotFound;
    }
    const Unit unit = static_cast<Unit>(wanted);
    if constexpr (sizeof(Unit) == 1) {
        if (start >= end) {
            return kNotFound;
        }
        const void* found = std::memchr(units + start, unit, end - start);
        return found == nullptr ? kNotFound
                                : static_cast<size_t>(static_cast<const Unit*>(found) - units);
    } else {
        while (end - start >= kBlock && start < end && !block_has(units + start, unit)) {
            start += kBlock;
        }
        for (; start < end; ++start) {
            if (units[start] == unit) {
                return start;
            }
        }
        return kNotFound;
    }
}

template <typename Unit>
size_t rfind_unit(const Unit* units, size_t end, char32_t wanted) {
    if (wanted > std::numeric_limits<Unit>::max()) {
        return kNotFound;
    }
    const Unit unit = static_cast<Unit>(wanted);
    while (end >= kBlock && !block_has(units + end - kBlock, unit)) {
        end -= kBlock;
    }
    while (end > 0) {
        if (units[--end] == unit) {
            return end;
        }
    }
    return kNotFound;
}

// --- several units ----------------------------------------------------------------------------

// An array read from the front or, for rfind, from the back.
template <typename Unit, bool Reversed>
struct Sequence {
    const Unit* units;
    size_t length;

    Unit operator[](size_t i) const {
        if constexpr (Reversed) {
            return units[length - 1 - i];
        } else {
            return units[i];
        }
    }
};

// Bytes of units index the shift tables and filters.
template <typename Unit>
uint8_t low_byte(Unit unit) {
    return static_cast<uint8_t>(unit);
}

// Start of the needle's maximal suffix and its period, under < or, when `inverted`, under >.
template <typename Needle>
size_t maximal_suffix(const Needle& needle, bool inverted, size_t* period) {
    size_t suffix = 0;
    size_t candidate = 1;
    size_t matched = 0;
    *period = 1;
    while (candidate + matched < needle.length) {
        const auto a = needle[candidate + matched];
        const auto b = needle[suffix + matched];
        if (a == b) {
            if (matched + 1 == *period) {
                candidate += *period;
                matched = 0;
            } else {
                ++matched;
            }
        } else if ((a < b) != inverted) {
            candidate += matched + 1;
            matched = 0;
            *period = candidate - suffix;
        } else {
            suffix = candidate;
            candidate = suffix + 1;
            matched = 0;
            *period = 1;
        }
    }
    return suffix;
}

// The two-way algorithm with a table of shifts by the window's last unit, from `position` on.
template <typename Text, typename Needle>
size_t find_two_way(const Text& text, const Needle& needle, size_t position) {
    const size_t m = needle.length;
    size_t period;
    size_t other_period;
    size_t cut = maximal_suffix(needle, false, &period);
    const size_t other_cut = maximal_suffix(needle, true, &other_period);
    if (other_cut > cut) {
        cut = other_cut;
        period = other_period;
    }
    bool periodic = cut + period <= m;
    for (size_t i = 0; periodic && i < cut; ++i) {
        periodic = needle[i] == needle[i + period];
    }
    if (!periodic) {
        period = std::max(cut, m - cut) + 1;
    }

    // shift[b]: how far the window may move when its last unit's low byte is b.
    uint32_t shift[256];
    const uint32_t most = static_cast<uint32_t>(std::min<size_t>(m, UINT32_MAX));
    std::fill(shift, shift + 256, most);
    for (size_t i = m - most; i < m; ++i) {
        shift[low_byte(needle[i])] = static_cast<uint32_t>(m - 1 - i);
    }

    size_t memory = 0;  // leading units of the window known to match
    while (position + m <= text.length) {
        size_t step = shift[low_byte(text[position + m - 1])];
        if (step != 0) {
            if (periodic && memory != 0 && step < period) {
                step = m - period;  // the repeated part ends before this unit
            }
            memory = 0;
            position += std::max<size_t>(step, 1);
            continue;
        }
        size_t i = std::max(cut, memory);
        while (i < m && needle[i] == text[position + i]) {
            ++i;
        }
        if (i < m) {
            position += i - cut + 1;
            memory = 0;
            continue;
        }
        i = cut;
        while (i > memory && needle[i - 1] == text[position + i - 1]) {
            --i;
        }
        if (i <= memory) {
            return position;
        }
        position += period;
        memory = periodic ? m - period : 0;
    }
    return kNotFound;
}

// Compares the window's last unit first, and skips by whether the unit behind the window occurs in
// the needle at all (Sunday; Horspool). When that turns out to compare too much, goes over to the
// two-way algorithm.
template <typename Text, typename Needle>
size_t find_sequence(const Text& text, const Needle& needle) {
    const size_t m = needle.length;
    const size_t last = text.length - m;
    const auto final_unit = needle[m - 1];
    uint64_t occurs = 0;
    size_t skip = m - 1;  // to the previous occurrence of the last unit
    for (size_t i = 0; i < m - 1; ++i) {
        occurs |= uint64_t{1} << (needle[i] & 63);
        if (needle[i] == final_unit) {
            skip = m - 2 - i;
        }
    }
    occurs |= uint64_t{1} << (final_unit & 63);
    size_t compared = 0;
    for (size_t i = 0; i <= last; ++i) {
        if (text[i + m - 1] == final_unit) {
            size_t j = 0;
            while (j < m - 1 && text[i + j] == needle[j]) {
                ++j;
            }
            if (j == m - 1) {
                return i;
            }
            compared += j;
            if (compared > 4 * i + 500) {
                return find_two_way(text, needle, i + 1);
            }
            if (i < last && (occurs >> (text[i + m] & 63) & 1) == 0) {
                i += m;
            } else {
                i += skip;
            }
        } else if (i < last && (occurs >> (text[i + m] & 63) & 1) == 0) {
            i += m;
        }
    }
    return kNotFound;
}

template <typename T, typename N>
size_t find_in(const T* text, size_t n, const N* needle, size_t m) {
    if (m > n) {
        return kNotFound;
    }
    if (m == 0) {
        return 0;
    }
    if (m == 1) {
        return find_unit(text, 0, n, needle[0]);
    }
    if constexpr (sizeof(T) == 1 && sizeof(N) == 1) {
        // memchr for the first unit is fastest, while it does not stop at every other unit.
        size_t at = 0;
        size_t stops = 0;
        while (at + m <= n) {
            at = find_unit(text, at, n - m + 1, needle[0]);
            if (at == kNotFound) {
                return kNotFound;
            }
            if (text[at + m - 1] == needle[m - 1] && std::memcmp(text + at, needle, m) == 0) {
                return at;
            }
            ++at;
            if (++stops > 16 && stops * 16 > at) {
                break;
            }
        }
        if (at + m > n) {
            return kNotFound;
        }
        const size_t rest =
            find_sequence(Sequence<T, false>{text + at, n - at}, Sequence<N, false>{needle, m});
        return rest == kNotFound ? kNotFound : at + rest;
    } else {
        return find_sequence(Sequence<T, false>{text, n}, Sequence<N, false>{needle, m});
    }
}

}  // namespace

size_t text_find_unit(TextRef text, char32_t unit) {
    return visit_units(text, [&](auto* units) { return find_unit(units, 0, text.length, unit); });
}

size_t text_rfind_unit(TextRef text, char32_t unit) {
    return visit_units(text, [&](auto* units) { return rfind_unit(units, text.length, unit); });
}

size_t text_find(TextRef text, TextRef needle) {
    if (needle.length == 1 && text.kind == 1 && needle.kind == 1) {
        const auto* units = static_cast<const uint8_t*>(text.data);
        const void* at =
            text.length ? std::memchr(units, static_cast<int>(needle[0]), text.length) : nullptr;
        return at ? static_cast<size_t>(static_cast<const uint8_t*>(at) - units) : kNotFound;
    }
    return visit_units(text, [&](auto* units) {
        return visit_units(needle, [&](auto* wanted) {
            return find_in(units, text.length, wanted, needle.length);
        });
    });
}

size_t text_rfind(TextRef text, TextRef needle) {
    if (needle.length > text.length) {
        return kNotFound;
    }
    if (needle.length == 0) {
        return text.length;
    }
    if (needle.length == 1) {
        return text_rfind_unit(text, needle[0]);
    }
    const size_t found = visit_units(text, [&]<typename T>(const T* units) {
        return visit_units(needle, [&]<typename N>(const N* wanted) {
            return find_sequence(Sequence<T, true>{units, text.length},
                                 Sequence<N, true>{wanted, needle.length});
        });
    });
    return found == kNotFound ? kNotFound : text.length - needle.length - found;
}

size_t text_count(TextRef text, TextRef needle, size_t limit) {
    if (needle.length == 0) {
        return std::min(text.length + 1, limit);
    }
    size_t count = 0;
    if (needle.length == 1) {
        const char32_t unit = needle[0];
        visit_units(text, [&]<typename T>(const T* units) {
            if (unit <= std::numeric_limits<T>::max()) {
                count = static_cast<size_t>(
                    std::count(units, units + text.length, static_cast<T>(unit)));
            }
        });
        return std::min(count, limit);
    }
    for (size_t start = 0; count < limit; ++count) {
        const size_t found = text_find(text.slice(start, text.length), needle);
        if (found == kNotFound) {
            break;
        }
        start += found + needle.length;
    }
    return count;
}

bool text_equal(TextRef a, TextRef b) {
    if (a.length != b.length) {
        return false;
    }
    if (a.kind == b.kind) {
        return a.length == 0 || std::memcmp(a.data, b.data, a.length * a.kind) == 0;
    }
    return visit_units(a, [&](auto* left) {
        return visit_units(b, [&](auto* right) {
            return std::equal(left, left + a.length, right,
                              [](char32_t x, char32_t y) { return x == y; });
        });
    });
}

int text_compare(TextRef a, TextRef b) {
    const size_t common = std::min(a.length, b.length);
    const int order = visit_units(a, [&](auto* left) {
        return visit_units(b, [&](auto* right) {
            for (size_t i = 0; i < common; ++i) {
                if (left[i] != right[i]) {
                    return left[i] < right[i] ? -1 : 1;
                }
            }
            return 0;
        });
    });
    if (order != 0) {
        return order;
    }
    return (a.length > b.length) - (a.length < b.length);
}

}  // namespace orrery
