// Shapes of instances and their attribute storage, and the table of interned names.

#define QT_NO_KEYWORDS
#include <QtTest/QtTest>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"

using namespace orrery;

class ShapesTest : public QObject {
    Q_OBJECT

    Runtime runtime{RuntimeOptions{}};
    Context& ctx = runtime.main_context();

    String* name(const std::string& s) { return intern(ctx, s); }
    Value small(int64_t i) { return Value::small_int(i); }

    /// An instance of a new Python class without members of its own.
    Object* new_instance(ValueVector& root) {
        const Value parts[] = {Value::object(name("Point")),
                               Value::object(make_tuple(ctx, std::span<const Value>())),
                               Value::object(make_dict(ctx))};
        const Value type = call(ctx, Value::object(ctx.type(TypeId::kType)), parts);
        if (!type) return nullptr;
        root.values.push_back(type);
        return new_of(root, type.as<Type>());
    }
    Object* new_of(ValueVector& root, Type* type) {
        Object* o = allocate_instance(ctx, type);
        root.values.push_back(Value::object(o));
        return o;
    }
    Type* type_of_instance(Object* o) { return runtime.shapes.at(o->shape)->type; }

private Q_SLOTS:
    void equal_orders_share_shapes() {
        ValueVector root(ctx);
        Object* a = new_instance(root);
        QVERIFY(a);
        Object* b = new_of(root, type_of_instance(a));
        Object* c = new_of(root, type_of_instance(a));
        QCOMPARE(a->shape, b->shape);
        for (Object* o : {a, b}) {
            QVERIFY(set_own_attribute(ctx, o, name("x"), small(1)));
            QVERIFY(set_own_attribute(ctx, o, name("y"), small(2)));
        }
        QVERIFY(set_own_attribute(ctx, c, name("y"), small(3)));
        QVERIFY(set_own_attribute(ctx, c, name("x"), small(4)));
        QCOMPARE(a->shape, b->shape);
        QVERIFY(a->shape != c->shape);
        QVERIFY(get_own_attribute(ctx, c, name("x")) == small(4));
        QVERIFY(get_own_attribute(ctx, a, name("x")) == small(1));
        QVERIFY(!get_own_attribute(ctx, a, name("z")));
        const Shape* shape = runtime.shapes.at(a->shape);
        QCOMPARE(shape->attribute_count, 2u);
        QCOMPARE(shape->find(name("y")), 1);
        QCOMPARE(shape->find(name("z")), -1);
        QVERIFY(shape->names() == (std::vector<String*>{name("x"), name("y")}));
        // Storing again changes no shape.
        const uint32_t before = a->shape;
        QVERIFY(set_own_attribute(ctx, a, name("x"), small(9)));
        QCOMPARE(a->shape, before);
    }

    void storage_goes_on_in_segments() {
        ValueVector root(ctx);
        Object* o = new_instance(root);
        QVERIFY(o);
        for (int i = 0; i < 100; i++) {
            QVERIFY(set_own_attribute(ctx, o, name("a" + std::to_string(i)), small(i)));
        }
        QVERIFY(!runtime.shapes.at(o->shape)->is_dictionary);
        ctx.heap().collect(Heap::Collect::kMajor);
        for (int i = 0; i < 100; i++) {
            QVERIFY(get_own_attribute(ctx, o, name("a" + std::to_string(i))) == small(i));
        }
    }

    void too_many_attributes_become_a_dictionary() {
        ValueVector root(ctx);
        Object* o = new_instance(root);
        QVERIFY(o);
        constexpr int kCount = static_cast<int>(Shape::kMaxAttributes) + 50;
        for (int i = 0; i < kCount; i++) {
            QVERIFY(set_own_attribute(ctx, o, name("b" + std::to_string(i)), small(i)));
        }
        QVERIFY(runtime.shapes.at(o->shape)->is_dictionary);
        for (int i = 0; i < kCount; i++) {
            QVERIFY(get_own_attribute(ctx, o, name("b" + std::to_string(i))) == small(i));
        }
    }

    void deleting_keeps_the_others() {
        ValueVector root(ctx);
        Object* o = new_instance(root);
        QVERIFY(o);
        QVERIFY(set_own_attribute(ctx, o, name("x"), small(1)));
        QVERIFY(set_own_attribute(ctx, o, name("y"), small(2)));
        QVERIFY(delete_own_attribute(ctx, o, name("x")));
        QVERIFY(!delete_own_attribute(ctx, o, name("x")));
        QVERIFY(!get_own_attribute(ctx, o, name("x")));
        QVERIFY(get_own_attribute(ctx, o, name("y")) == small(2));
        QVERIFY(set_own_attribute(ctx, o, name("x"), small(3)));
        QVERIFY(get_own_attribute(ctx, o, name("x")) == small(3));
    }

    void a_deleted_attribute_keeps_nothing_alive() {
        ValueVector root(ctx);
        Object* o = new_instance(root);
        QVERIFY(o);
        Set* held = make_set(ctx);
        QVERIFY(set_own_attribute(ctx, o, name("x"), Value::object(held)));
        QVERIFY(delete_own_attribute(ctx, o, name("x")));
        bool found = false;
        ctx.heap().for_each_referent(o, [&](Object* to) { found |= to == held; });
        QVERIFY(!found);
    }

    void names_are_interned_once() {
        String* a = name("a name of some length");
        QVERIFY(a == name("a name of some length"));
        QVERIFY(a == intern(ctx, make_string(ctx, "a name of some length")));
        QVERIFY(a != make_string(ctx, "a name of some length"));
        ctx.heap().collect(Heap::Collect::kMajor);
        QVERIFY(a == name("a name of some length"));
        for (int i = 0; i < 50'000; i++)
            QVERIFY(name("passing " + std::to_string(i)));
        ctx.heap().collect(Heap::Collect::kMajor);
        QVERIFY(a == name("a name of some length"));
    }
};

QTEST_APPLESS_MAIN(ShapesTest)
#include "shapes_test.moc"
