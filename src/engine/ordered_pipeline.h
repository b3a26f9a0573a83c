// Blocks are read one after another, worked on by several threads, and finished in the order in
// which they were read, so that results do not depend on how many threads there are.
#pragma once

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

#include <atomic>
#include <cstddef>
#include <memory>
#include <vector>

namespace leitong {

// Hands what was written on one side to the other. oneTBB orders the stages anyway, but it is not
// built for the thread sanitizer, which must see the order to find the races that are ours.
class Baton {
 public:
  void pass() { passed_.store(true, std::memory_order_release); }
  void take() const { static_cast<void>(passed_.load(std::memory_order_acquire)); }

 private:
  std::atomic<bool> passed_ = false;
};

// `make_slot()` gives a std::unique_ptr to what travels: everything that one block needs, used
// again for later blocks. `read(slot)` fills it, false at the end; `work(slot)` runs beside others;
// `finish(slot)` in order. read and finish may run at the same time, each by one thread.
template <class MakeSlot, class Read, class Work, class Finish>
void run_ordered_pipeline(unsigned threads, MakeSlot make_slot, Read read, Work work,
                          Finish finish) {
  using Content = typename decltype(make_slot())::element_type;
  if (threads <= 1) {
    const auto slot = make_slot();
    while (read(*slot)) {
      work(*slot);
      finish(*slot);
    }
    return;
  }

  // Blocks leave in the order in which they enter and no more than slots.size() are under way, so
  // the slot that comes round again is free.
  struct Slot {
    std::unique_ptr<Content> content;
    Baton baton;
  };
  std::vector<Slot> slots(2 * std::size_t{threads});
  for (Slot& slot : slots) {
    slot.content = make_slot();
    slot.baton.pass();
  }
  std::size_t next = 0;
  Baton reader;
  Baton finisher;
  reader.pass();
  finisher.pass();

  namespace tbb = oneapi::tbb;
  // Without this, oneTBB prints a warning where more threads are asked for than there are cores.
  const tbb::global_control allowed(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads));
  const auto read_next = [&](tbb::flow_control& control) -> Slot* {
    reader.take();
    Slot& slot = slots[next++ % slots.size()];
    slot.baton.take();
    const bool more = read(*slot.content);
    slot.baton.pass();
    reader.pass();
    if (more) return &slot;
    control.stop();
    return nullptr;
  };
  const auto work_on = [&](Slot* slot) {
    slot->baton.take();
    work(*slot->content);
    slot->baton.pass();
    return slot;
  };
  const auto finish_next = [&](Slot* slot) {
    finisher.take();
    slot->baton.take();
    finish(*slot->content);
    slot->baton.pass();
    finisher.pass();
  };
  using tbb::filter_mode;
  arena.execute([&] {
    tbb::parallel_pipeline(
        slots.size(), tbb::make_filter<void, Slot*>(filter_mode::serial_in_order, read_next) &
                          tbb::make_filter<Slot*, Slot*>(filter_mode::parallel, work_on) &
                          tbb::make_filter<Slot*, void>(filter_mode::serial_in_order, finish_next));
  });
  reader.take();
  finisher.take();
}

}  // namespace leitong
