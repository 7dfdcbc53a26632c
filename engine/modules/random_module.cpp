// Module _random: the Mersenne Twister behind random.Random.
#include <random>

#include "engine/modules/module_support.h"
#include "engine/numbers/mersenne.h"
#include "engine/objects/int.h"

namespace orrery {

namespace {

struct RandomObject : NativeObject {
    MersenneTwister twister;
};
MersenneTwister& twister(Value v) { return v.as<RandomObject>()->twister; }

Value seed(Context& ctx, Value self, Value given) {
    if (!given || given.is_none()) {
        std::random_device device;
        uint32_t key[MersenneTwister::kWords];
        for (uint32_t& word : key)
            word = device();
        twister(self).seed(std::span<const uint32_t>(key));
        return Value::none();
    }
    if (is_int(given)) {
        IntView view(given);
        return twister(self).seed(view.ref()) ? Value::none() : raise_memory_error(ctx);
    }
    int64_t hash;
    if (!hash_value(ctx, given, hash)) return Value::error();
    const BigIntSmall n = BigIntSmall::from_unsigned(static_cast<uint64_t>(hash));
    return twister(self).seed(n.ref()) ? Value::none() : raise_memory_error(ctx);
}

Value random_new(Context& ctx, const Args& args) {
    auto* r = allocate<RandomObject>(ctx, args[0].as<Type>());
    if (!r) return Value::error();
    r->twister.seed(uint32_t{5489});
    return Value::object(r);
}
Value random_init(Context& ctx, const Args& args) { return seed(ctx, args[0], args[1]); }
Value random_seed(Context& ctx, const Args& args) { return seed(ctx, args[0], args[1]); }
Value random_random(Context&, const Args& args) {
    return Value::number(twister(args[0]).next_double());
}
Value random_getrandbits(Context& ctx, const Args& args) {
    int64_t k;
    if (!to_int64(ctx, args[1], k)) return Value::error();
    if (k < 0) return raise(ctx, TypeId::kValueError, "number of bits must be non-negative");
    if (k == 0) return Value::small_int(0);
    if (k <= 32) return Value::small_int(twister(args[0]).next() >> (32 - k));
    BigIntBuffer out;
    return finish_int(ctx, twister(args[0]).next_bits(static_cast<uint64_t>(k), out), out);
}
Value random_getstate(Context& ctx, const Args& args) {
    const MersenneTwister& t = twister(args[0]);
    Tuple* state = new_tuple(ctx, MersenneTwister::kWords + 1);
    if (!state) return Value::error();
    for (size_t i = 0; i < MersenneTwister::kWords; i++) {
        state->slots()[i].init(Value::small_int(t.state()[i]));
    }
    state->slots()[MersenneTwister::kWords].init(Value::small_int(t.position()));
    return Value::object(state);
}
Value random_setstate(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kTuple)) {
        return raise(ctx, TypeId::kTypeError, "state vector must be a tuple");
    }
    auto* state = args[1].as<Tuple>();
    if (state->length != MersenneTwister::kWords + 1) {
        return raise(ctx, TypeId::kValueError, "state vector is the wrong size");
    }
    uint32_t words[MersenneTwister::kWords];
    for (size_t i = 0; i < MersenneTwister::kWords; i++) {
        int64_t word;
        if (!to_int64(ctx, state->at(i), word)) return Value::error();
        if (word < 0)
            return raise(ctx, TypeId::kOverflowError,
                         "can't convert negative value to unsigned int");
        words[i] = static_cast<uint32_t>(word);
    }
    int64_t position;
    if (!to_int64(ctx, state->at(MersenneTwister::kWords), position)) return Value::error();
    if (position < 0 || !twister(args[0]).set_state(words, static_cast<uint32_t>(position))) {
        return raise(ctx, TypeId::kValueError, "invalid state");
    }
    return Value::none();
}

const NativeMethod kMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", random_new},
    {"__init__(self, seed=None, /)", random_init},
    {"random(self, /)", random_random, "random() -> x in the interval [0, 1)."},
    {"seed(self, n=None, /)", random_seed,
     "seed([n]) -> None.\n\nDefaults to use urandom and falls back to a combination\nof the "
     "current "
     "time and the process identifier."},
    {"getrandbits(self, k, /)", random_getrandbits,
     "getrandbits(k) -> x.  Generates an int with k random bits."},
    {"getstate(self, /)", random_getstate, "getstate() -> tuple containing the current state."},
    {"setstate(self, state, /)", random_setstate,
     "setstate(state) -> None.  Restores generator state."},
};
const NativeTypeSpec kRandomSpec = {
    .name = "_random.Random",
    .size = sizeof(RandomObject),
    .methods = kMethods,
    .doc = "Random() -> create a random number generator with its own internal state."};

bool populate(Context& ctx, Module* module) { return add_shared_type(ctx, module, kRandomSpec); }

}  // namespace

extern const NativeModuleSpec kRandomModule;
const NativeModuleSpec kRandomModule = {
    .name = "_random",
    .populate = populate,
    .doc = "Module implements the Mersenne Twister random number generator.",
};

}  // namespace orrery
