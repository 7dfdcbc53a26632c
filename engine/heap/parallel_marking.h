// Parallel marking: helper threads that share the work of one marking phase with the mutator's
// thread, which waits for them. Mark bits are set by atomic operations as long as a Marker has a
// team; each member marks from a stack of its own and gives a part of it away when another has
// nothing left to do. The phase ends when nobody has.
//
// Helpers live for one phase: there is nothing to stop at exit, and nothing that a fork would
// leave without its thread.
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "engine/heap/heap.h"

namespace orrery {

class MarkingTeam {
public:
    /// As many helpers as the machine has processors beside this one, up to kMostHelpers.
    explicit MarkingTeam(Marker& leader);
    ~MarkingTeam();
    MarkingTeam(const MarkingTeam&) = delete;

    /// Marks all that can be reached from what the leader has pushed.
    void run();

    // For the members' drain():

    /// Whether some member waits for work.
    bool is_hungry() const { return hungry_.load(std::memory_order_relaxed); }
    /// Whether a member has enough left to give some of it away.
    static bool can_share(const Marker& member);
    /// Puts half of a large array, or else the lower half of the member's stack, at the others'
    /// disposal.
    void share_from(Marker& member);
    /// Work for a member that has none left; waits for it. False: the phase is over.
    bool take(Marker& member);

    /// ArrayPart::next while marking: the pieces left, of kArrayPiece slots each, from the number
    /// in the low half up to the one in the high half.
    static constexpr uint64_t kArrayPiece = 1024;
    static uint64_t pieces(uint64_t first, uint64_t end) { return first | end << 32; }
    static uint64_t first_piece(uint64_t pieces) { return static_cast<uint32_t>(pieces); }
    static uint64_t end_piece(uint64_t pieces) { return pieces >> 32; }

private:
    static constexpr unsigned kMostHelpers = 3;
    static constexpr size_t kLeastShared = 64;  // objects on a stack worth sharing
    static constexpr uint64_t kLeastPieces = 8;  // of an array worth dividing
    struct Offer {
        std::vector<Object*> objects;
        Marker::ArrayPart part = {nullptr, 0};  // array null: none
    };

    Marker& leader_;
    std::vector<std::unique_ptr<Marker>> helpers_;
    std::vector<std::thread> threads_;
    std::atomic<bool> hungry_{false};

    std::mutex mutex_;  // guards what follows
    std::condition_variable changed_;
    std::vector<Offer> offers_;
    unsigned members_ = 1;
    unsigned waiting_ = 0;
    bool over_ = false;
};

}  // namespace orrery
