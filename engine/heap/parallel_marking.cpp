#include "engine/heap/parallel_marking.h"

#include <algorithm>
#include <system_error>

#include "engine/bytecode/liveness.h"

namespace orrery {

MarkingTeam::MarkingTeam(Marker& leader) : leader_(leader) {
    const unsigned processors = std::max(1u, std::thread::hardware_concurrency());
    for (unsigned i = 0; i < std::min(processors - 1, kMostHelpers); i++)
        helpers_.emplace_back(new Marker(leader, *this));
}

MarkingTeam::~MarkingTeam() = default;

void MarkingTeam::run() {
    leader_.team_ = this;
    for (auto& helper : helpers_) {
        {
            std::lock_guard lock(mutex_);
            members_++;
        }
        try {
            threads_.emplace_back([this, marker = helper.get()] {
                if (take(*marker)) marker->drain();
            });
        } catch (const std::system_error&) {  // no more threads: the others do the work
            std::lock_guard lock(mutex_);
            members_--;
            break;
        }
    }
    leader_.drain();
    for (std::thread& t : threads_)
        t.join();
    leader_.team_ = nullptr;
    for (auto& helper : helpers_) {
        leader_.codes_.insert(leader_.codes_.end(), helper->codes_.begin(), helper->codes_.end());
        leader_.overflowed_ |= helper->overflowed_;
    }
}

bool MarkingTeam::can_share(const Marker& member) {
    if (static_cast<size_t>(member.top_ - member.stack_) > kLeastShared) return true;
    if (member.arrays_.empty()) return false;
    const uint64_t left = member.arrays_.front().next;
    return end_piece(left) - first_piece(left) > kLeastPieces;
}

void MarkingTeam::share_from(Marker& member) {
    Offer offer;
    Marker::ArrayPart* part = member.arrays_.empty() ? nullptr : &member.arrays_.front();
    const uint64_t first = part ? first_piece(part->next) : 0;
    const uint64_t end = part ? end_piece(part->next) : 0;
    if (end - first > kLeastPieces) {
        const uint64_t middle = first + (end - first) / 2;
        part->next = pieces(first, middle);
        offer.part = {part->array, pieces(middle, end)};
    } else {
        const size_t half = static_cast<size_t>(member.top_ - member.stack_) / 2;
        offer.objects.assign(member.stack_, member.stack_ + half);
        std::move(member.stack_ + half, member.top_, member.stack_);
        member.top_ -= half;
    }
    {
        std::lock_guard lock(mutex_);
        offers_.push_back(std::move(offer));
        hungry_.store(waiting_ > offers_.size(), std::memory_order_relaxed);
    }
    changed_.notify_one();
}

bool MarkingTeam::take(Marker& member) {
    std::unique_lock lock(mutex_);
    waiting_++;
    if (waiting_ == members_ && offers_.empty()) {
        over_ = true;
        changed_.notify_all();
        return false;
    }
    hungry_.store(waiting_ > offers_.size(), std::memory_order_relaxed);
    changed_.wait(lock, [&] { return over_ || !offers_.empty(); });
    if (over_) return false;
    const Offer work = std::move(offers_.back());
    offers_.pop_back();
    waiting_--;
    hungry_.store(waiting_ > offers_.size(), std::memory_order_relaxed);
    lock.unlock();
    for (Object* o : work.objects)
        member.push(o);
    if (work.part.array) member.arrays_.push_back(work.part);
    return true;
}

}  // namespace orrery
