// The blocks of the first pass over the inputs, read again.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/filter_run.h"
#include "engine/ordered_pipeline.h"
#include "engine/output/open_files.h"
#include "engine/passage/passage_store.h"
#include "io/block_reader.h"

namespace leitong {

// A pass over the blocks of the store from `first` on, worked on by several threads and finished in
// order. `Content` has a `block`, and `make_worker()` gives what work(content, number) is called
// of.
template <class Content, class MakeWorker, class Finish>
void for_each_block(FilterRun& run, const PassageStore& store, std::size_t first,
                    MakeWorker make_worker, Finish finish) {
  using Worker = typename decltype(make_worker())::element_type;
  struct Slot {
    std::unique_ptr<Worker> worker;
    Content content;
    std::vector<char> bytes;
    std::size_t number = 0;
  };
  run.begin_pass();
  OpenFiles files(run.options.inputs);
  std::optional<Error> failure;
  std::size_t next = first;
  run_ordered_pipeline(
      run.options.threads,
      [&] {
        auto slot = std::make_unique<Slot>();
        slot->worker = make_worker();
        return slot;
      },
      [&](Slot& slot) {
        if (failure || run.stop || next == store.blocks().size()) return false;
        slot.number = next++;
        const PassageStore::BlockPlace& place = store.blocks()[slot.number];
        if (slot.bytes.size() < place.size + kBlockPadding) {
          slot.bytes.resize(place.size + kBlockPadding);
        }
        const std::span<char> bytes = std::span(slot.bytes).first(place.size);
        std::ranges::fill_n(slot.bytes.begin() + static_cast<std::ptrdiff_t>(place.size),
                            kBlockPadding, '\0');
        Result<void> read = store.read(files, place.input, place.offset, bytes);
        if (!read) {
          failure = std::move(read.error());
          return false;
        }
        Block& block = slot.content.block;
        block.bytes = {bytes.data(), bytes.size()};
        block.offset = place.offset;
        block.first_line = place.first_line;
        block.input = place.input;
        block.last = place.last;
        block.begins_input = place.offset == 0;
        block.byte_order_mark = place.byte_order_mark;
        return true;
      },
      [](Slot& slot) { slot.worker->work(slot.content, slot.number); },
      [&](const Slot& slot) {
        if (run.stop) return;
        finish(slot.content, slot.number);
        run.show_progress_of_pass(static_cast<double>(slot.number + 1) /
                                  static_cast<double>(store.blocks().size()));
      });
  if (failure) run.fail(std::move(*failure));
}

}  // namespace leitong
