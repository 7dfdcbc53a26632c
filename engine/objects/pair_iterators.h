// Iterators that give pairs: enumerate, zip of two, items of a dict. A loop that unpacks the pair
// at once (`for key, value in ...`) steps them without a tuple.
#pragma once

#include "engine/objects/object.h"

namespace orrery {

/// Steps such an iterator: kYes with the two values, kNo at its end, kError after an exception.
using NextPairFn = Truth (*)(Context& ctx, Value iterator, Value (&pair)[2]);

/// The function for this iterator; null if it is another one.
NextPairFn pair_step(Value iterator);

Truth next_dict_item(Context& ctx, Value iterator, Value (&pair)[2]);

}  // namespace orrery
