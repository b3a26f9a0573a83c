// The blocks of all inputs, parsed by several threads, in order.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "engine/filter_run.h"
#include "engine/ordered_pipeline.h"

namespace leitong {

// `Batch` has a `block` and `raw_bytes_read`; `Parser::parse(batch)` fills the rest of it.
// `make_parser()` gives a Result<Parser>. Calls `finish(const Batch&)` with one batch after
// another, until the end or run.stop. Failures go to `run`.
template <class Batch, class Parser>
void for_each_batch(FilterRun& run, const std::function<Result<Parser>()>& make_parser,
                    const std::function<void(const Batch&)>& finish) {
  struct Slot {
    std::optional<Parser> parser;
    Batch batch;
  };
  std::optional<Error> failure;
  run_ordered_pipeline(
      run.options.threads,
      [&] {
        auto slot = std::make_unique<Slot>();
        Result<Parser> parser = make_parser();
        if (parser) {
          slot->parser.emplace(std::move(*parser));
        } else {
          failure = std::move(parser.error());
        }
        return slot;
      },
      [&](Slot& slot) {
        if (failure || run.stop) return false;
        Result<bool> more = run.inputs.next(slot.batch.block);
        slot.batch.raw_bytes_read = run.inputs.raw_bytes_read();
        if (!more) failure = std::move(more.error());
        return more && *more;
      },
      [](Slot& slot) { slot.parser->parse(slot.batch); },
      [&](const Slot& slot) {
        if (!run.stop) finish(slot.batch);
      });
  if (failure) run.fail(std::move(*failure));
}

}  // namespace leitong
