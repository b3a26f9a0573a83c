// Passages anywhere, only looked for (the filter is passage_filter.cc).
#pragma once

#include <cstdint>
#include <functional>

#include "engine/filter_run.h"
#include "engine/passage_source.h"
#include "engine/passage_store.h"
#include "passage/repeat_finder.h"

namespace leitong {

// What is known after two passes over the inputs.
struct FoundPassages {
  const PassageStore& store;
  PassageSource& source;
  std::uint64_t memory_bytes;
};

using TakeRepeat = std::function<void(const Repeat&)>;
using UseFoundPassages = std::function<void(const FoundPassages&)>;

// Gives every repeat in the inputs to `take`, in order, then calls `use` once. Nothing is written;
// failures are left in `run`.
void find_passages(FilterRun& run, const TakeRepeat& take, const UseFoundPassages& use);

}  // namespace leitong
