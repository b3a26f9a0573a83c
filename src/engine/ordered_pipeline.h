// Blocks are read one after another, worked on by several threads, and finished in the order in
// which they were read, so that results do not depend on how many threads there are.
#pragma once

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

#include <cstddef>
#include <memory>
#include <vector>

namespace leitong {

// `make_slot()` gives a std::unique_ptr to what travels: everything that one block needs, used
// again for later blocks. `read(slot)` fills it, false at the end; `work(slot)` runs beside others;
// `finish(slot)` in order. read and finish may run at the same time, each by one thread.
template <class MakeSlot, class Read, class Work, class Finish>
void run_ordered_pipeline(unsigned threads, MakeSlot make_slot, Read read, Work work,
                          Finish finish) {
  using Slot = typename decltype(make_slot())::element_type;
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
  std::vector<std::unique_ptr<Slot>> slots;
  slots.reserve(2 * std::size_t{threads});
  for (std::size_t i = 0; i < 2 * std::size_t{threads}; ++i) slots.push_back(make_slot());
  std::size_t next = 0;

  namespace tbb = oneapi::tbb;
  // Without this, oneTBB prints a warning where more threads are asked for than there are cores.
  const tbb::global_control allowed(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads));
  arena.execute([&] {
    tbb::parallel_pipeline(slots.size(),
                           tbb::make_filter<void, Slot*>(tbb::filter_mode::serial_in_order,
                                                         [&](tbb::flow_control& control) -> Slot* {
                                                           Slot* slot =
                                                               slots[next++ % slots.size()].get();
                                                           if (read(*slot)) return slot;
                                                           control.stop();
                                                           return nullptr;
                                                         }) &
                               tbb::make_filter<Slot*, Slot*>(tbb::filter_mode::parallel,
                                                              [&](Slot* slot) {
                                                                work(*slot);
                                                                return slot;
                                                              }) &
                               tbb::make_filter<Slot*, void>(tbb::filter_mode::serial_in_order,
                                                             [&](Slot* slot) { finish(*slot); }));
  });
}

}  // namespace leitong
