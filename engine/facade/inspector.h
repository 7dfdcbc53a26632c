// Inspector: answers snapshot requests on the engine's thread, at safepoints or when idle.
//
// One belongs to one engine. It keeps the values it has handed out ids for in the runtime's extra
// roots, each in a place of its own:
//
//   id   63      48 47      32 31               0
//       | engine   | use      | place + 1        |   a place used again has another `use`
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "engine/facade/snapshot.h"
#include "engine/interpreter/context.h"

namespace orrery {

/// A request on its way, with what has been found so far.
struct PendingSnapshot {
    SnapshotRequest request;
    std::function<void(SnapshotResult)> done;
    std::shared_ptr<std::atomic<bool>> cancelled;
    SnapshotResult result;
    uint64_t position = 0;  // of kGlobals, kLocals, kChildren: where to go on
    bool begun = false;
};

class Inspector {
public:
    using Clock = std::chrono::steady_clock;

    /// `serial` tells the engines of a session apart. The context must outlive the inspector.
    Inspector(Context& ctx, Dict* main, uint16_t serial);

    /// Works on a request until it is answered (true) or the time is up. kRepr alone may leave an
    /// exception in the context: one that is meant for the program.
    bool advance(PendingSnapshot& pending, Clock::time_point deadline);
    void release(const std::vector<ValueId>& ids);
    /// The exception whose frames kPostMortemFrames shows; empty: none.
    void set_post_mortem(Value exception);
    ValueInfo describe(Value v);

private:
    struct Parts;
    ValueId keep(Value v);
    Value find(ValueId id) const;
    void frames(SnapshotResult& out);
    void post_mortem_frames(SnapshotResult& out);
    /// Variables of a frame, live or not, in their order. False: it is gone.
    bool locals(FrameId id, Parts& parts);
    void add(PendingSnapshot& p, Child::Role role, std::string name, Value key, Value v);
    bool wanted(const SnapshotRequest& request, std::string_view name, Value v) const;
    void collect(Value v, Parts& parts);
    bool children(PendingSnapshot& p, Parts& parts, Clock::time_point deadline);
    void slice(Value v, PendingSnapshot& p);
    void represent(Value v, PendingSnapshot& p);
    /// The value of a dotted path, looked up without running code; empty if it has none.
    Value resolve(std::string_view path);
    Value attribute(Value v, std::string_view name);
    void members(PendingSnapshot& p);
    template <typename Visit>
    void visit_members(Value v, Visit&& visit);

    Context& ctx_;
    Dict* main_;
    uint16_t serial_;
    size_t post_mortem_;  // place of its exception
    std::vector<size_t> free_;  // places
    std::vector<uint16_t> uses_;  // by place
};

}  // namespace orrery
