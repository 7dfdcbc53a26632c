// The allocator and the collector: what is reachable stays, what is not goes, and memory returns.

#define QT_NO_KEYWORDS
#include <QtTest/QtTest>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/weakref.h"

using namespace orrery;

namespace {

RuntimeOptions options_with(uint64_t heap_limit) {
    RuntimeOptions o;
    o.heap_limit = heap_limit;
    return o;
}

struct Engine {
    explicit Engine(uint64_t heap_limit = 0) : runtime(options_with(heap_limit)) {}

    Runtime runtime;
    Context& ctx = runtime.main_context();
    Heap& heap = *runtime.heap;
};

/// Runs `f` deep enough on the stack that what it leaves there is overwritten afterwards.
template <typename F>
[[gnu::noinline]] void apart(F&& f) {
    f();
}
[[gnu::noinline]] void overwrite_stack() {
    volatile uint64_t words[4096];
    for (volatile uint64_t& w : words)
        w = 0;
}

Value pair(Context& ctx, Value a, Value b) {
    const Value parts[] = {a, b};
    return Value::object(make_tuple(ctx, parts));
}

uint64_t live_objects(Heap& heap) {
    uint64_t n = 0;
    heap.for_each_object([&](Object*) { n++; });
    return n;
}

int freed_natives = 0;
void count_freed(Object*) { freed_natives++; }
const NativeTypeSpec kCountedSpec = {
    .name = "counted", .size = sizeof(NativeObject), .finalize = count_freed};

}  // namespace

class HeapTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void garbage_goes_and_the_rest_stays() {
        Engine e;
        ValueVector kept(e.ctx);
        e.heap.collect(Heap::Collect::kMajor);
        const uint64_t before = live_objects(e.heap);
        apart([&] {
            for (int64_t i = 0; i < 20000; i++) {
                const Value v = pair(e.ctx, Value::small_int(i), Value::none());
                if (i % 100 == 0) kept.values.push_back(v);
            }
        });
        overwrite_stack();
        const uint64_t freed = e.heap.collect(Heap::Collect::kMajor);
        QVERIFY(freed >= 19000);
        const uint64_t after = live_objects(e.heap);
        QVERIFY(after >= before + 200);
        QVERIFY(after < before + 400);
        for (size_t i = 0; i < kept.values.size(); i++) {
            QVERIFY(kept.values[i].as<Tuple>()->at(0) ==
                    Value::small_int(static_cast<int64_t>(i) * 100));
        }
    }

    void a_pointer_into_an_object_keeps_it() {
        Engine e;
        Tuple* t = new_tuple(e.ctx, 100);
        Slot* volatile inside = t->slots() + 50;
        inside->init(Value::small_int(77));
        t = nullptr;
        apart([&] {
            for (int i = 0; i < 1000; i++)
                new_tuple(e.ctx, 100);
        });
        e.heap.collect(Heap::Collect::kMajor);
        QVERIFY(e.heap.find_object(reinterpret_cast<uint64_t>(inside)) != nullptr);
        QVERIFY(inside->get() == Value::small_int(77));
    }

    void old_objects_keep_young_ones() {
        Engine e;
        ValueVector root(e.ctx);
        List* list = make_list(e.ctx);
        root.values.push_back(Value::object(list));
        for (int i = 0; i < 100; i++)
            list_append(e.ctx, list, Value::none());
        e.heap.collect(Heap::Collect::kMajor);
        apart([&] {
            list->items->slots()[40].set(e.ctx, list->items.get(),
                                         pair(e.ctx, Value::small_int(1), Value::small_int(2)));
        });
        for (int round = 0; round < 3; round++) {
            e.heap.collect(Heap::Collect::kMinor);
            apart([&] {
                for (int i = 0; i < 1000; i++)
                    pair(e.ctx, Value::none(), Value::none());
            });
            QVERIFY(list->at(40).is(Kind::kTuple));
            QVERIFY(list->at(40).as<Tuple>()->at(1) == Value::small_int(2));
        }
    }

    void large_arrays_are_remembered_by_card() {
        Engine e;
        ValueVector root(e.ctx);
        List* list = make_list(e.ctx);
        root.values.push_back(Value::object(list));
        constexpr int64_t kCount = 200000;
        for (int64_t i = 0; i < kCount; i++)
            list_append(e.ctx, list, Value::small_int(i));
        e.heap.collect(Heap::Collect::kMajor);
        const uint64_t places[] = {0, 1, 511, 512, 99999, kCount - 1};
        for (int round = 0; round < 3; round++) {
            for (uint64_t at : places) {
                const Value v = pair(e.ctx, Value::small_int(static_cast<int64_t>(at)),
                                     Value::small_int(round));
                list->items->slots()[at].set(e.ctx, list->items.get(), v);
            }
            overwrite_stack();
            e.heap.collect(Heap::Collect::kMinor);
            apart([&] {
                for (int i = 0; i < 10000; i++)
                    pair(e.ctx, Value::none(), Value::none());
            });
            for (uint64_t at : places) {
                QVERIFY(list->at(at).is(Kind::kTuple));
                QVERIFY(list->at(at).as<Tuple>()->at(0) ==
                        Value::small_int(static_cast<int64_t>(at)));
                QVERIFY(list->at(at).as<Tuple>()->at(1) == Value::small_int(round));
            }
            // Growing moves the array; what it remembers must follow.
            for (int i = 0; i < 60000; i++) {
                list_append(e.ctx, list, pair(e.ctx, Value::small_int(i), Value::none()));
            }
        }
        e.heap.collect(Heap::Collect::kMinor);
        for (uint64_t i = kCount; i < list->size; i++) {
            QVERIFY(list->at(i).is(Kind::kTuple));
            QVERIFY(list->at(i).as<Tuple>()->at(0) ==
                    Value::small_int(static_cast<int64_t>((i - kCount) % 60000)));
        }
    }

    void buffers_grow_in_place_or_move() {
        Engine e;
        Buffer* b = e.heap.allocate_buffer(10);
        for (uint64_t size = 10; size < 3'000'000; size = size * 3 / 2) {
            memset(b->bytes() + size / 2, static_cast<int>(size % 251), size - size / 2);
            const uint8_t middle = b->bytes()[size / 2];
            b = e.heap.grow_buffer(b, size * 2);
            QVERIFY(b->capacity >= size * 2);
            QCOMPARE(b->bytes()[size / 2], middle);
            QCOMPARE(b->bytes()[size - 1], static_cast<uint8_t>(size % 251));
            QCOMPARE(b->bytes()[size * 2 - 1], uint8_t{0});
        }
    }

    void deep_structures_do_not_recurse() {
        Engine e;
        ValueVector root(e.ctx);
        root.values.push_back(Value::none());
        for (int i = 0; i < 1'000'000; i++) {
            root.values[0] = Value::object(make_tuple(e.ctx, {root.values.data(), 1}));
        }
        e.heap.collect(Heap::Collect::kMajor);
        int depth = 0;
        for (Value v = root.values[0]; !v.is_none(); v = v.as<Tuple>()->at(0))
            depth++;
        QCOMPARE(depth, 1'000'000);
    }

    void weak_references_are_cleared() {
        Engine e;
        ValueVector root(e.ctx);
        Set* kept = make_set(e.ctx);
        root.values.push_back(Value::object(kept));
        root.values.push_back(make_weakref(e.ctx, Value::object(kept)));
        apart([&] {
            for (int i = 0; i < 10; i++) {
                root.values.push_back(make_weakref(e.ctx, Value::object(make_set(e.ctx))));
            }
        });
        overwrite_stack();
        QVERIFY(make_weakref(e.ctx, Value::object(kept)) == root.values[1]);
        e.heap.collect(Heap::Collect::kMinor);
        QVERIFY(weakref_target(root.values[1].as<WeakRef>()) == Value::object(kept));
        int alive = 0;
        for (size_t i = 2; i < root.values.size(); i++) {
            alive += !weakref_target(root.values[i].as<WeakRef>()).is_empty();
        }
        QVERIFY(alive <= 1);  // a stale word on the stack may keep one
        QVERIFY(e.heap.first_weakref(kept) == root.values[1].as<WeakRef>());
    }

    void natives_are_finalized_once() {
        freed_natives = 0;
        {
            Engine e;
            ValueVector root(e.ctx);
            Type* type = make_native_type(e.ctx, kCountedSpec);
            root.values.push_back(Value::object(type));
            apart([&] {
                for (int i = 0; i < 1000; i++)
                    allocate<NativeObject>(e.ctx, type);
                root.values.push_back(Value::object(allocate<NativeObject>(e.ctx, type)));
            });
            overwrite_stack();
            e.heap.collect(Heap::Collect::kMinor);
            QVERIFY(freed_natives >= 990);
            QVERIFY(freed_natives <= 1000);
            e.heap.collect(Heap::Collect::kMajor);
            QVERIFY(freed_natives <= 1000);
        }
        QCOMPARE(freed_natives, 1001);
    }

    void the_limit_raises_and_recovers() {
        Engine e(48 << 20);
        ValueVector root(e.ctx);
        root.values.push_back(Value::none());
        bool raised = false;
        for (int i = 0; i < 3'000'000 && !raised; i++) {
            Tuple* t = make_tuple(e.ctx, {root.values.data(), 1});
            raised = t == nullptr;
            if (t) root.values[0] = Value::object(t);
        }
        QVERIFY(raised);
        QVERIFY(exception_matches(e.ctx, TypeId::kMemoryError));
        take_exception(e.ctx);
        // The reserve serves the handling.
        QVERIFY(make_string(e.ctx, "something to say about it") != nullptr);
        // A large request fails by itself, however much is free.
        root.values[0] = Value::none();
        e.heap.collect(Heap::Collect::kMajor);
        QVERIFY(e.heap.allocate_buffer(100 << 20) == nullptr);
        take_exception(e.ctx);
        QVERIFY(e.heap.allocate_buffer(10 << 20) != nullptr);
        for (int i = 0; i < 500'000; i++) {
            QVERIFY(make_tuple(e.ctx, {root.values.data(), 1}) != nullptr);
        }
    }

    void fragmented_blocks_are_used_again() {
        // One object of three survives in each block; what is allocated then fits between them.
        Engine e;
        e.heap.set_enabled(false);
        ValueVector root(e.ctx);
        apart([&] {
            for (int64_t i = 0; i < 300'000; i++) {
                const Value v = pair(e.ctx, Value::small_int(i), Value::none());
                if (i % 3 == 0) root.values.push_back(v);
            }
        });
        overwrite_stack();
        e.heap.collect(Heap::Collect::kMajor);
        const uint64_t before = e.heap.statistics().committed_bytes;
        const size_t kept = root.values.size();
        for (int64_t i = 0; i < 150'000; i++) {
            root.values.push_back(pair(e.ctx, Value::small_int(-i), Value::none()));
        }
        e.heap.collect(Heap::Collect::kMajor);
        QVERIFY(e.heap.statistics().committed_bytes < before + (2 << 20));
        for (size_t i = 0; i < kept; i++) {
            QVERIFY(root.values[i].as<Tuple>()->at(0) ==
                    Value::small_int(static_cast<int64_t>(i) * 3));
        }
        for (size_t i = kept; i < root.values.size(); i++) {
            QVERIFY(root.values[i].as<Tuple>()->at(0) ==
                    Value::small_int(static_cast<int64_t>(kept) - static_cast<int64_t>(i)));
        }
    }

    void cells_of_every_size_are_zeroed_and_apart() {
        Engine e;
        ValueVector root(e.ctx);
        for (int round = 0; round < 3; round++) {
            for (uint64_t size = 1; size < 5000; size += 37) {
                Buffer* b = e.heap.allocate_buffer(size);
                for (uint64_t i = 0; i < b->capacity; i++)
                    QCOMPARE(b->bytes()[i], uint8_t{0});
                memset(b->bytes(), static_cast<int>(size % 255 + 1), b->capacity);
                if (size % 2) root.values.push_back(Value::object(b));
            }
            for (Value v : root.values) {
                Buffer* b = v.as<Buffer>();
                for (uint64_t i = 1; i < b->capacity; i++)
                    QCOMPARE(b->bytes()[i], b->bytes()[0]);
            }
            e.heap.collect(round ? Heap::Collect::kMajor : Heap::Collect::kMinor);
        }
    }

    void ids_of_shapes_are_used_again() {
        Engine e;
        auto make_classes = [&](int count) {
            for (int i = 0; i < count; i++) {
                ValueVector root(e.ctx);
                Type* type = make_native_type(e.ctx, kCountedSpec);
                root.values.push_back(Value::object(type));
                Shape* shape = e.runtime.shapes.create(type);
                for (const char* name : {"one", "two", "three"}) {
                    shape = e.runtime.shapes.add_attribute(shape, intern(e.ctx, name));
                    QVERIFY(shape);
                }
            }
        };
        apart([&] { make_classes(200); });
        overwrite_stack();
        e.heap.collect(Heap::Collect::kMajor);
        const uint32_t size = e.runtime.shapes.size();
        for (int round = 0; round < 5; round++) {
            apart([&] { make_classes(150); });
            overwrite_stack();
            e.heap.collect(Heap::Collect::kMinor);
            e.heap.collect(Heap::Collect::kMajor);
        }
        QVERIFY(e.runtime.shapes.size() <= size);
    }

    void memory_is_given_back() {
        Engine e;
        apart([&] {
            List* list = make_list(e.ctx);
            for (int i = 0; i < 500'000; i++) {
                list_append(e.ctx, list, pair(e.ctx, Value::none(), Value::none()));
            }
        });
        overwrite_stack();
        e.heap.collect(Heap::Collect::kMajor);
        QVERIFY(e.heap.statistics().live_bytes < (4 << 20));
    }

    void no_collection_while_off() {
        Engine e;
        e.heap.set_enabled(false);
        const HeapStatistics before = e.heap.statistics();
        apart([&] {
            for (int i = 0; i < 500'000; i++)
                pair(e.ctx, Value::none(), Value::none());
        });
        QCOMPARE(e.heap.statistics().minor.count, before.minor.count);
        QCOMPARE(e.heap.statistics().major.count, before.major.count);
    }

    void pauses_are_counted() {
        Engine e;
        e.heap.collect(Heap::Collect::kMinor);
        e.heap.collect(Heap::Collect::kMajor);
        const HeapStatistics& s = e.heap.statistics();
        QCOMPARE(s.minor.count, uint64_t{1});
        QCOMPARE(s.major.count, uint64_t{1});
        QVERIFY(s.longest_pause_ns() > 0);
        QVERIFY(s.major.total_pause_ns >= s.major.longest_pause_ns);
    }

    void referents_are_listed() {
        Engine e;
        ValueVector root(e.ctx);
        List* list = make_list(e.ctx);
        root.values.push_back(Value::object(list));
        const Value a = pair(e.ctx, Value::none(), Value::none());
        list_append(e.ctx, list, a);
        list_append(e.ctx, list, Value::small_int(3));
        std::vector<Object*> found;
        for (int i = 0; i < 2; i++) {
            found.clear();
            e.heap.for_each_referent(list, [&](Object* o) { found.push_back(o); });
            QCOMPARE(found.size(), size_t{1});
            QVERIFY(found[0] == a.as_object());
        }
    }

    void two_engines_do_not_meet() {
        Engine a;
        Engine b;
        ValueVector root(a.ctx);
        root.values.push_back(Value::object(make_string(a.ctx, "of the first")));
        apart([&] {
            for (int i = 0; i < 100'000; i++)
                pair(b.ctx, Value::none(), Value::none());
        });
        b.heap.collect(Heap::Collect::kMajor);
        QCOMPARE(to_utf8(root.values[0].as<String>()), std::string("of the first"));
    }

    void containers_survive_stress() {
        Engine e;
        ValueVector root(e.ctx);
        Dict* d = make_dict(e.ctx);
        List* l = make_list(e.ctx);
        Set* s = make_set(e.ctx);
        for (Object* o :
             {static_cast<Object*>(d), static_cast<Object*>(l), static_cast<Object*>(s)}) {
            root.values.push_back(Value::object(o));
        }
        e.heap.set_stress(3);
        auto key = [&](int i) {
            return Value::object(make_string(e.ctx, "key " + std::to_string(i)));
        };
        constexpr int kCount = 300;
        for (int i = 0; i < kCount; i++) {
            const Value k = key(i);
            QVERIFY(dict_set(e.ctx, d, k, pair(e.ctx, k, Value::small_int(i))));
            QVERIFY(list_append(e.ctx, l, k));
            QVERIFY(set_add(e.ctx, s, k));
        }
        for (int i = 0; i < kCount; i += 3) {
            QVERIFY(dict_delete(e.ctx, d, l->at(static_cast<uint64_t>(i))) == Truth::kYes);
            QVERIFY(set_discard(e.ctx, s, l->at(static_cast<uint64_t>(i))) == Truth::kYes);
        }
        for (int i = 0; i < kCount; i++) {
            Value out;
            const Truth found = dict_get(e.ctx, d, key(i), out);
            QCOMPARE(found == Truth::kYes, i % 3 != 0);
            QVERIFY(set_contains(e.ctx, s, key(i)) == found);
            if (found == Truth::kYes) {
                QVERIFY(out.as<Tuple>()->at(1) == Value::small_int(i));
                QVERIFY(string_equal(out.as<Tuple>()->at(0).as<String>(), key(i).as<String>()));
            }
        }
        QVERIFY(list_sort(e.ctx, l, Value(), true));
        QVERIFY(to_repr(e.ctx, Value::object(l)) != nullptr);
    }
};

QTEST_APPLESS_MAIN(HeapTest)
#include "heap_test.moc"
