// The operations on list, dict and set that natives and the interpreter use.

#define QT_NO_KEYWORDS
#include <QtTest/QtTest>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"

using namespace orrery;

namespace {

Value small(int64_t i) { return Value::small_int(i); }

}  // namespace

class ContainersTest : public QObject {
    Q_OBJECT

    Runtime runtime{RuntimeOptions{}};
    Context& ctx = runtime.main_context();

    Value text(const std::string& s) { return Value::object(make_string(ctx, s)); }

    std::vector<int64_t> keys_of(Dict* d) {
        std::vector<int64_t> out;
        uint64_t position = 0;
        Value key, value;
        while (dict_next(d, position, key, value))
            out.push_back(key.as_small_int());
        return out;
    }

private Q_SLOTS:
    void lists_grow_and_shrink() {
        List* l = make_list(ctx);
        QVERIFY(!l->items);
        for (int64_t i = 0; i < 1000; i++)
            QVERIFY(list_append(ctx, l, small(i)));
        QCOMPARE(l->size, uint64_t{1000});
        QVERIFY(l->items->capacity >= 1000);
        for (uint64_t i = l->size; i < l->items->capacity; i++)
            QVERIFY(!l->items->slots()[i]);
        List* part = list_part(ctx, l, 990, -10, 5);
        QCOMPARE(part->size, uint64_t{5});
        QVERIFY(part->at(4) == small(950));
        QVERIFY(list_extend(ctx, part, Value::object(part)));
        QCOMPARE(part->size, uint64_t{10});
        QVERIFY(part->at(9) == small(950));
    }

    void a_list_is_sorted_by_key() {
        List* l = make_list(ctx);
        for (int64_t i = 0; i < 100; i++)
            list_append(ctx, l, small(i * 37 % 101));
        QVERIFY(list_sort(ctx, l, Value(), false));
        for (uint64_t i = 1; i < l->size; i++) {
            QVERIFY(l->at(i - 1).as_small_int() < l->at(i).as_small_int());
        }
        QVERIFY(list_sort(ctx, l, dict_get(ctx, runtime.builtins, intern(ctx, "str")), true));
        QVERIFY(l->at(0) == small(99));
        QVERIFY(l->at(l->size - 1) == small(0));
        list_append(ctx, l, text("x"));
        QVERIFY(!list_sort(ctx, l, Value(), false));
        QVERIFY(exception_matches(ctx, TypeId::kTypeError));
        take_exception(ctx);
        QCOMPARE(l->size, uint64_t{101});
    }

    void dicts_keep_insertion_order() {
        Dict* d = make_dict(ctx);
        for (int64_t i = 0; i < 500; i++)
            QVERIFY(dict_set(ctx, d, small(i * 7), small(i)));
        for (int64_t i = 0; i < 500; i += 2) {
            QVERIFY(dict_delete(ctx, d, small(i * 7)) == Truth::kYes);
            QVERIFY(dict_delete(ctx, d, small(i * 7)) == Truth::kNo);
        }
        QCOMPARE(d->live, 250u);
        QVERIFY(dict_set(ctx, d, small(0), small(-1)));
        std::vector<int64_t> keys = keys_of(d);
        QCOMPARE(keys.size(), size_t{251});
        QCOMPARE(keys.front(), int64_t{7});
        QCOMPARE(keys.back(), int64_t{0});
        std::vector<int64_t> backward;
        uint64_t position = ~uint64_t{0};
        Value key, value;
        while (dict_previous(d, position, key, value))
            backward.push_back(key.as_small_int());
        std::reverse(backward.begin(), backward.end());
        QVERIFY(backward == keys);
        QVERIFY(keys_of(dict_copy(ctx, d)) == keys);
    }

    void equal_numbers_are_one_key() {
        Dict* d = make_dict(ctx);
        QVERIFY(dict_set(ctx, d, small(1), text("int")));
        QVERIFY(dict_set(ctx, d, Value::number(1.0), text("float")));
        QVERIFY(dict_set(ctx, d, Value::true_value(), text("bool")));
        QCOMPARE(d->live, 1u);
        uint64_t position = 0;
        Value key, value;
        QVERIFY(dict_next(d, position, key, value));
        QVERIFY(key == small(1));
        QCOMPARE(to_utf8(value.as<String>()), std::string("bool"));
    }

    void taking_the_newest_entry_leaves_no_trace() {
        // Entries appended and popped over and over must not fill the index with deleted words.
        Dict* d = make_dict(ctx);
        for (int64_t i = 0; i < 10; i++)
            dict_set(ctx, d, small(i), Value::none());
        Value key, value;
        for (int64_t i = 100; i < 100'000; i++) {
            QVERIFY(dict_set(ctx, d, small(i), small(i)));
            QVERIFY(dict_pop_last(ctx, d, key, value) == Truth::kYes);
            QVERIFY(key == small(i));
        }
        QVERIFY(d->table->capacity < 100);
        for (int64_t i = 9; i >= 0; i--) {
            QVERIFY(dict_pop_last(ctx, d, key, value) == Truth::kYes);
            QVERIFY(key == small(i));
        }
        QVERIFY(dict_pop_last(ctx, d, key, value) == Truth::kNo);
    }

    void keys_versions_follow_keys_not_values() {
        Dict* d = make_dict(ctx);
        String* name = intern(ctx, "name");
        QVERIFY(dict_set(ctx, d, name, small(1)));
        const uint32_t version = dict_keys_version(ctx, d);
        QVERIFY(version != 0);
        QVERIFY(dict_set(ctx, d, name, small(2)));
        QCOMPARE(dict_keys_version(ctx, d), version);
        const int64_t entry = dict_find(ctx, d, name);
        QVERIFY(entry >= 0);
        QVERIFY(d->table->entries()[entry].value.get() == small(2));
        QVERIFY(dict_set(ctx, d, intern(ctx, "other"), small(3)));
        QCOMPARE(d->keys_version, 0u);
        QVERIFY(dict_keys_version(ctx, d) != version);
        QVERIFY(dict_delete(ctx, d, name));
        QCOMPARE(d->keys_version, 0u);
        QVERIFY(!dict_delete(ctx, d, name));
    }

    void string_keys_are_noticed() {
        Dict* d = make_dict(ctx);
        QVERIFY(d->flags & Dict::kStringKeys);
        dict_set(ctx, d, intern(ctx, "a"), small(1));
        QVERIFY(d->flags & Dict::kStringKeys);
        dict_set(ctx, d, small(2), small(2));
        QVERIFY(!(d->flags & Dict::kStringKeys));
        Value out;
        QVERIFY(dict_get(ctx, d, text("a"), out) == Truth::kYes);
        QVERIFY(dict_get(ctx, d, text("b"), out) == Truth::kNo);
        QVERIFY(dict_get(ctx, d, small(2), out) == Truth::kYes);
        dict_clear(ctx, d);
        QVERIFY(d->flags & Dict::kStringKeys);
    }

    void unhashable_keys_are_refused() {
        Dict* d = make_dict(ctx);
        QVERIFY(!dict_set(ctx, d, Value::object(make_list(ctx)), small(1)));
        QVERIFY(exception_matches(ctx, TypeId::kTypeError));
        take_exception(ctx);
        QCOMPARE(d->live, 0u);
    }

    void sets_have_cpythons_order() {
        // What list({...}) shows there.
        Set* s = make_set(ctx);
        for (int64_t i : {64, 8, 16, 0, 5, 13, 21})
            QVERIFY(set_add(ctx, s, small(i)));
        std::vector<int64_t> got;
        uint64_t position = 0;
        Value key;
        while (set_next(s, position, key))
            got.push_back(key.as_small_int());
        const std::vector<int64_t> expected{64, 0, 5, 8, 13, 16, 21};
        QVERIFY(got == expected);
    }

    void slices_become_indices() {
        auto indices = [&](Value a, Value b, Value c, int64_t length) {
            const Value s = make_slice(ctx, a, b, c);
            int64_t start, stop, step, count;
            if (!slice_indices(ctx, s.as<Slice>(), length, start, stop, step, count)) {
                take_exception(ctx);
                return std::vector<int64_t>{-99};
            }
            return std::vector<int64_t>{start, stop, step, count};
        };
        const Value none = Value::none();
        using Indices = std::vector<int64_t>;
        QVERIFY(indices(none, none, none, 10) == (Indices{0, 10, 1, 10}));
        QVERIFY(indices(none, none, small(-1), 10) == (Indices{9, -1, -1, 10}));
        QVERIFY(indices(small(-3), none, none, 10) == (Indices{7, 10, 1, 3}));
        QVERIFY(indices(small(8), small(2), small(-3), 10) == (Indices{8, 2, -3, 2}));
        QVERIFY(indices(small(100), none, small(2), 10) == (Indices{10, 10, 2, 0}));
        QVERIFY(indices(none, none, small(0), 10) == (Indices{-99}));
    }
};

QTEST_APPLESS_MAIN(ContainersTest)
#include "containers_test.moc"
