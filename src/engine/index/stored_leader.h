// A record goes because an index holds what it repeats.
#pragma once

#include <string>

#include "engine/filter_run.h"
#include "engine/index/index_judge.h"
#include "engine/record/record_writer.h"

namespace leitong {

// Counts it, and tells all that ask of what it repeats. `id`: of the record; empty: there is none.
void drop_for_stored(FilterRun& run, RecordWriter& writer, const BatchRecord& record,
                     std::string id, IndexJudge& index, const IndexJudge::Match& leader);

}  // namespace leitong
