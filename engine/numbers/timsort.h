// Python's list sort: Tim Peters' adaptive, stable merge sort with the merge policy of powersort
// (Munro and Wild 2018), and with the same sequence of comparisons as CPython 3.11's, which
// programs can observe.
//
// Elements move only within the array and its scratch space. The comparison may run any code and
// may fail; afterwards the array holds a permutation of what it held before. While a comparison
// runs, elements may be in the scratch space only, so a collected heap's caller passes scratch
// space that its collector scans.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <type_traits>

namespace orrery {

enum class SortStatus : uint8_t { ok, failed, no_memory };

// Scratch space from malloc. Any type with this call operator will do: it gives room for `count`
// keys and, when `values` is not null, as many values; `count` is at most half the array's length
// and the earlier room need not survive. False: no memory.
class MallocSortScratch {
public:
    MallocSortScratch() = default;
    ~MallocSortScratch() {
        std::free(keys_);
        std::free(values_);
    }
    MallocSortScratch(const MallocSortScratch&) = delete;
    MallocSortScratch& operator=(const MallocSortScratch&) = delete;

    template <typename Key, typename Value>
    bool operator()(size_t count, Key** keys, Value** values) {
        if (count > capacity_) {
            std::free(keys_);
            std::free(values_);
            keys_ = std::malloc(count * sizeof(Key));
            values_ = values != nullptr ? std::malloc(count * sizeof(Value)) : nullptr;
            capacity_ = count;
            if (keys_ == nullptr || (values != nullptr && values_ == nullptr)) {
                capacity_ = 0;
                return false;
            }
        }
        *keys = static_cast<Key*>(keys_);
        if (values != nullptr) {
            *values = static_cast<Value*>(values_);
        }
        return true;
    }

private:
    void* keys_ = nullptr;
    void* values_ = nullptr;
    size_t capacity_ = 0;
};

namespace timsort_detail {

inline constexpr ptrdiff_t kMinGallop = 7;
inline constexpr int kMaxPendingRuns = 85;  // powers on the stack strictly increase

// Shorter runs are extended to this length by insertion: 32..64, and such that count / minrun is
// a power of two or slightly less.
inline ptrdiff_t minimum_run(ptrdiff_t count) {
    ptrdiff_t dropped = 0;
    while (count >= 64) {
        dropped |= count & 1;
        count >>= 1;
    }
    return count + dropped;
}

// Depth in the nearly-optimal merge tree of the boundary between adjacent runs
// [start, start+n1) and [start+n1, start+n1+n2) of an array of `count`: the first bit in which
// the binary fractions midpoint1/count and midpoint2/count differ.
inline int boundary_power(ptrdiff_t start, ptrdiff_t n1, ptrdiff_t n2, ptrdiff_t count) {
    int power = 0;
    ptrdiff_t a = 2 * start + n1;
    ptrdiff_t b = a + n1 + n2;
    for (;;) {
        ++power;
        if (a >= count) {
            a -= count;
            b -= count;
        } else if (b >= count) {
            return power;
        }
        a <<= 1;
        b <<= 1;
    }
}

// A place in the keys and, if there are any, in the values.
template <typename Key, typename Value>
struct Cursor {
    Key* keys;
    Value* values;  // null: no values

    Cursor operator+(ptrdiff_t n) const {
        return {keys + n, values != nullptr ? values + n : nullptr};
    }
    Cursor operator-(ptrdiff_t n) const { return *this + -n; }
    void advance(ptrdiff_t n) { *this = *this + n; }
    void copy_from(const Cursor& from) const {
        *keys = *from.keys;
        if (values != nullptr) {
            *values = *from.values;
        }
    }
    void move_from(const Cursor& from, ptrdiff_t count) const {
        std::memmove(keys, from.keys, static_cast<size_t>(count) * sizeof(Key));
        if (values != nullptr) {
            std::memmove(values, from.values, static_cast<size_t>(count) * sizeof(Value));
        }
    }
    void reverse(ptrdiff_t count) const {
        std::reverse(keys, keys + count);
        if (values != nullptr) {
            std::reverse(values, values + count);
        }
    }
};

template <typename Key, typename Value, typename Less, typename Scratch>
class Sorter {
    static_assert(std::is_trivially_copyable_v<Key> && std::is_trivially_copyable_v<Value>);
    using Place = Cursor<Key, Value>;

public:
    Sorter(Place base, ptrdiff_t count, Less& less, Scratch& scratch)
        : base_(base), count_(count), less_(less), scratch_(scratch) {}

    SortStatus sort() {
        if (count_ < 2) {
            return SortStatus::ok;
        }
        const ptrdiff_t min_run = minimum_run(count_);
        ptrdiff_t start = 0;
        while (start < count_) {
            const Place place = base_ + start;
            bool descending = false;
            ptrdiff_t length = count_run(place.keys, count_ - start, &descending);
            if (length < 0) {
                return status_;
            }
            if (descending) {
                place.reverse(length);
            }
            if (length < min_run) {
                const ptrdiff_t forced = std::min(min_run, count_ - start);
                if (!insertion_sort(place, forced, length)) {
                    return status_;
                }
                length = forced;
            }
            if (!push_run(start, length)) {
                return status_;
            }
            start += length;
        }
        while (run_count_ > 1) {
            int i = run_count_ - 2;
            if (i > 0 && runs_[i - 1].length < runs_[i + 1].length) {
                --i;
            }
            if (!merge_at(i)) {
                return status_;
            }
        }
        return SortStatus::ok;
    }

private:
    struct Run {
        ptrdiff_t start;
        ptrdiff_t length;
        int power;  // of the boundary with the next run
    };
    enum class Merge : uint8_t { finished, one_left, failed };

    // 1 or 0, or -1 with status_ set.
    int less(Key a, Key b) {
        const int result = less_(a, b);
        if (result < 0) {
            status_ = SortStatus::failed;
        }
        return result;
    }

    // Length of the run at the start: ascending (a <= b <= ...) or strictly descending. -1: failed.
    ptrdiff_t count_run(Key* keys, ptrdiff_t count, bool* descending) {
        if (count == 1) {
            return 1;
        }
        const int first = less(keys[1], keys[0]);
        if (first < 0) {
            return -1;
        }
        *descending = first != 0;
        ptrdiff_t length = 2;
        for (; length < count; ++length) {
            const int k = less(keys[length], keys[length - 1]);
            if (k < 0) {
                return -1;
            }
            if (k != first) {
                break;
            }
        }
        return length;
    }

    // Binary insertion of the elements from `sorted` on; the ones before are in order.
    bool insertion_sort(Place place, ptrdiff_t count, ptrdiff_t sorted) {
        for (ptrdiff_t i = sorted; i < count; ++i) {
            const Key pivot = place.keys[i];
            ptrdiff_t left = 0;
            ptrdiff_t right = i;
            do {
                const ptrdiff_t middle = left + ((right - left) >> 1);
                const int k = less(pivot, place.keys[middle]);
                if (k < 0) {
                    return false;
                }
                if (k != 0) {
                    right = middle;
                } else {
                    left = middle + 1;
                }
            } while (left < right);
            std::memmove(place.keys + left + 1, place.keys + left,
                         static_cast<size_t>(i - left) * sizeof(Key));
            place.keys[left] = pivot;
            if (place.values != nullptr) {
                const Value value = place.values[i];
                std::memmove(place.values + left + 1, place.values + left,
                             static_cast<size_t>(i - left) * sizeof(Value));
                place.values[left] = value;
            }
        }
        return true;
    }

    bool push_run(ptrdiff_t start, ptrdiff_t length) {
        if (run_count_ > 0) {
            const Run& last = runs_[run_count_ - 1];
            const int power = boundary_power(last.start, last.length, length, count_);
            while (run_count_ > 1 && runs_[run_count_ - 2].power > power) {
                if (!merge_at(run_count_ - 2)) {
                    return false;
                }
            }
            runs_[run_count_ - 1].power = power;
        }
        runs_[run_count_++] = {start, length, 0};
        return true;
    }

    // First index where `key` could go to keep a[0, n) sorted, left of equal elements. The search
    // gallops outward from `hint`. -1: failed.
    ptrdiff_t gallop_left(Key key, const Key* a, ptrdiff_t n, ptrdiff_t hint) {
        ptrdiff_t last = 0;
        ptrdiff_t offset = 1;
        int k = less(a[hint], key);
        if (k < 0) {
            return -1;
        }
        if (k != 0) {
            const ptrdiff_t limit = n - hint;
            while (offset < limit) {
                k = less(a[hint + offset], key);
                if (k < 0) {
                    return -1;
                }
                if (k == 0) {
                    break;
                }
                last = offset;
                offset = (offset << 1) + 1;
            }
            offset = std::min(offset, limit);
            last += hint;
            offset += hint;
        } else {
            const ptrdiff_t limit = hint + 1;
            while (offset < limit) {
                k = less(a[hint - offset], key);
                if (k < 0) {
                    return -1;
                }
                if (k != 0) {
                    break;
                }
                last = offset;
                offset = (offset << 1) + 1;
            }
            offset = std::min(offset, limit);
            const ptrdiff_t nearest = last;
            last = hint - offset;
            offset = hint - nearest;
        }
        for (++last; last < offset;) {
            const ptrdiff_t middle = last + ((offset - last) >> 1);
            k = less(a[middle], key);
            if (k < 0) {
                return -1;
            }
            if (k != 0) {
                last = middle + 1;
            } else {
                offset = middle;
            }
        }
        return offset;
    }

    // The same, right of equal elements.
    ptrdiff_t gallop_right(Key key, const Key* a, ptrdiff_t n, ptrdiff_t hint) {
        ptrdiff_t last = 0;
        ptrdiff_t offset = 1;
        int k = less(key, a[hint]);
        if (k < 0) {
            return -1;
        }
        if (k != 0) {
            const ptrdiff_t limit = hint + 1;
            while (offset < limit) {
                k = less(key, a[hint - offset]);
                if (k < 0) {
                    return -1;
                }
                if (k == 0) {
                    break;
                }
                last = offset;
                offset = (offset << 1) + 1;
            }
            offset = std::min(offset, limit);
            const ptrdiff_t nearest = last;
            last = hint - offset;
            offset = hint - nearest;
        } else {
            const ptrdiff_t limit = n - hint;
            while (offset < limit) {
                k = less(key, a[hint + offset]);
                if (k < 0) {
                    return -1;
                }
                if (k != 0) {
                    break;
                }
                last = offset;
                offset = (offset << 1) + 1;
            }
            offset = std::min(offset, limit);
            last += hint;
            offset += hint;
        }
        for (++last; last < offset;) {
            const ptrdiff_t middle = last + ((offset - last) >> 1);
            k = less(key, a[middle]);
            if (k < 0) {
                return -1;
            }
            if (k != 0) {
                offset = middle;
            } else {
                last = middle + 1;
            }
        }
        return offset;
    }

    bool merge_at(int i) {
        Place a = base_ + runs_[i].start;
        Place b = base_ + runs_[i + 1].start;
        ptrdiff_t na = runs_[i].length;
        ptrdiff_t nb = runs_[i + 1].length;
        runs_[i].length = na + nb;
        if (i == run_count_ - 3) {
            runs_[i + 1] = runs_[i + 2];
        }
        --run_count_;

        // The head of A and the tail of B that are in place already.
        const ptrdiff_t head = gallop_right(b.keys[0], a.keys, na, 0);
        if (head < 0) {
            return false;
        }
        a.advance(head);
        na -= head;
        if (na == 0) {
            return true;
        }
        nb = gallop_left(a.keys[na - 1], b.keys, nb, nb - 1);
        if (nb <= 0) {
            return nb == 0;
        }
        return na <= nb ? merge_low(a, na, b, nb) : merge_high(a, na, b, nb);
    }

    bool take_scratch(Place from, ptrdiff_t count, Place* scratch) {
        scratch->values = nullptr;
        if (!scratch_(static_cast<size_t>(count), &scratch->keys,
                      from.values != nullptr ? &scratch->values : nullptr)) {
            status_ = SortStatus::no_memory;
            return false;
        }
        scratch->move_from(from, count);
        return true;
    }

    // Merges adjacent runs, A (the shorter) from scratch space, left to right.
    bool merge_low(Place a, ptrdiff_t na, Place b, ptrdiff_t nb) {
        Place out = a;
        if (!take_scratch(a, na, &a)) {
            return false;
        }
        const Merge result = merge_low_loop(out, a, na, b, nb);
        if (result == Merge::one_left) {
            // A's last element is above all that is left of B.
            out.move_from(b, nb);
            (out + nb).copy_from(a);
        } else {
            out.move_from(a, na);
        }
        return result != Merge::failed;
    }

    Merge merge_low_loop(Place& out, Place& a, ptrdiff_t& na, Place& b, ptrdiff_t& nb) {
        const auto take = [&out](Place& from, ptrdiff_t& left) {
            out.copy_from(from);
            out.advance(1);
            from.advance(1);
            --left;
        };
        const auto take_many = [&out](Place& from, ptrdiff_t& left, ptrdiff_t count) {
            out.move_from(from, count);
            out.advance(count);
            from.advance(count);
            left -= count;
        };
        take(b, nb);
        if (nb == 0) {
            return Merge::finished;
        }
        if (na == 1) {
            return Merge::one_left;
        }
        ptrdiff_t min_gallop = min_gallop_;
        for (;;) {
            ptrdiff_t a_wins = 0;
            ptrdiff_t b_wins = 0;
            do {
                const int k = less(b.keys[0], a.keys[0]);
                if (k < 0) {
                    return Merge::failed;
                }
                if (k != 0) {
                    take(b, nb);
                    ++b_wins;
                    a_wins = 0;
                    if (nb == 0) {
                        return Merge::finished;
                    }
                } else {
                    take(a, na);
                    ++a_wins;
                    b_wins = 0;
                    if (na == 1) {
                        return Merge::one_left;
                    }
                }
            } while (a_wins < min_gallop && b_wins < min_gallop);

            // One run wins often: look for where the other one interrupts it.
            ++min_gallop;
            do {
                min_gallop -= min_gallop > 1;
                min_gallop_ = min_gallop;
                a_wins = gallop_right(b.keys[0], a.keys, na, 0);
                if (a_wins < 0) {
                    return Merge::failed;
                }
                if (a_wins > 0) {
                    take_many(a, na, a_wins);
                    if (na == 1) {
                        return Merge::one_left;
                    }
                    if (na == 0) {  // possible only if the comparison is inconsistent
                        return Merge::finished;
                    }
                }
                take(b, nb);
                if (nb == 0) {
                    return Merge::finished;
                }
                b_wins = gallop_left(a.keys[0], b.keys, nb, 0);
                if (b_wins < 0) {
                    return Merge::failed;
                }
                if (b_wins > 0) {
                    take_many(b, nb, b_wins);
                    if (nb == 0) {
                        return Merge::finished;
                    }
                }
                take(a, na);
                if (na == 1) {
                    return Merge::one_left;
                }
            } while (a_wins >= kMinGallop || b_wins >= kMinGallop);
            ++min_gallop;  // a penalty for leaving galloping mode
            min_gallop_ = min_gallop;
        }
    }

    // Merges adjacent runs, B (the shorter) from scratch space, right to left. `out`, `a` and `b`
    // point just past the elements that are left.
    bool merge_high(Place a, ptrdiff_t na, Place b, ptrdiff_t nb) {
        Place out = b + nb;
        if (!take_scratch(b, nb, &b)) {
            return false;
        }
        a.advance(na);
        b.advance(nb);
        const Merge result = merge_high_loop(out, a, na, b, nb);
        if (result == Merge::one_left) {
            // B's first element is below all that is left of A.
            (out - na).move_from(a - na, na);
            (out - na - 1).copy_from(b - 1);
        } else {
            (out - nb).move_from(b - nb, nb);
        }
        return result != Merge::failed;
    }

    Merge merge_high_loop(Place& out, Place& a, ptrdiff_t& na, Place& b, ptrdiff_t& nb) {
        const auto take = [&out](Place& from, ptrdiff_t& left) {
            out.advance(-1);
            from.advance(-1);
            out.copy_from(from);
            --left;
        };
        const auto take_many = [&out](Place& from, ptrdiff_t& left, ptrdiff_t count) {
            out.advance(-count);
            from.advance(-count);
            out.move_from(from, count);
            left -= count;
        };
        take(a, na);
        if (na == 0) {
            return Merge::finished;
        }
        if (nb == 1) {
            return Merge::one_left;
        }
        ptrdiff_t min_gallop = min_gallop_;
        for (;;) {
            ptrdiff_t a_wins = 0;
            ptrdiff_t b_wins = 0;
            do {
                const int k = less(b.keys[-1], a.keys[-1]);
                if (k < 0) {
                    return Merge::failed;
                }
                if (k != 0) {
                    take(a, na);
                    ++a_wins;
                    b_wins = 0;
                    if (na == 0) {
                        return Merge::finished;
                    }
                } else {
                    take(b, nb);
                    ++b_wins;
                    a_wins = 0;
                    if (nb == 1) {
                        return Merge::one_left;
                    }
                }
            } while (a_wins < min_gallop && b_wins < min_gallop);

            ++min_gallop;
            do {
                min_gallop -= min_gallop > 1;
                min_gallop_ = min_gallop;
                const ptrdiff_t a_stays = gallop_right(b.keys[-1], a.keys - na, na, na - 1);
                if (a_stays < 0) {
                    return Merge::failed;
                }
                a_wins = na - a_stays;
                if (a_wins > 0) {
                    take_many(a, na, a_wins);
                    if (na == 0) {
                        return Merge::finished;
                    }
                }
                take(b, nb);
                if (nb == 1) {
                    return Merge::one_left;
                }
                const ptrdiff_t b_stays = gallop_left(a.keys[-1], b.keys - nb, nb, nb - 1);
                if (b_stays < 0) {
                    return Merge::failed;
                }
                b_wins = nb - b_stays;
                if (b_wins > 0) {
                    take_many(b, nb, b_wins);
                    if (nb == 1) {
                        return Merge::one_left;
                    }
                    if (nb == 0) {  // possible only if the comparison is inconsistent
                        return Merge::finished;
                    }
                }
                take(a, na);
                if (na == 0) {
                    return Merge::finished;
                }
            } while (a_wins >= kMinGallop || b_wins >= kMinGallop);
            ++min_gallop;
            min_gallop_ = min_gallop;
        }
    }

    Place base_;
    ptrdiff_t count_;
    Less& less_;
    Scratch& scratch_;
    ptrdiff_t min_gallop_ = kMinGallop;
    SortStatus status_ = SortStatus::ok;
    int run_count_ = 0;
    Run runs_[kMaxPendingRuns];
};

}  // namespace timsort_detail

// Sorts keys[0, count) ascending and, when `values` is not null, values alongside. less(a, b)
// returns 1 or 0, or a negative number when the comparison failed. `scratch` gives temporary
// space: see MallocSortScratch. For a descending sort that stays stable, reverse the arrays
// before and after.
template <typename Key, typename Value, typename Less, typename Scratch>
SortStatus timsort(Key* keys, Value* values, size_t count, Less&& less, Scratch&& scratch) {
    using LessType = std::remove_reference_t<Less>;
    using ScratchType = std::remove_reference_t<Scratch>;
    timsort_detail::Sorter<Key, Value, LessType, ScratchType> sorter(
        {keys, values}, static_cast<ptrdiff_t>(count), less, scratch);
    return sorter.sort();
}

template <typename Key, typename Less>
SortStatus timsort(Key* keys, size_t count, Less&& less) {
    return timsort<Key, Key>(keys, static_cast<Key*>(nullptr), count, less, MallocSortScratch());
}

}  // namespace orrery
