#include "engine/index/stored_leader.h"

#include <utility>

namespace leitong {

void drop_for_stored(FilterRun& run, RecordWriter& writer, const BatchRecord& record,
                     std::string id, IndexJudge& index, const IndexJudge::Match& leader) {
  if (run.names_leaders()) {
    const Result<StoredRecord> stored = index.store().record(leader.record);
    if (!stored) return run.fail(stored.error());
    writer.drop(record, {.place = writer.place(record),
                         .id = std::move(id),
                         .similarity = leader.similarity,
                         .leader = run.place_in_index(*stored),
                         .leader_id = stored->id});
  } else {
    writer.drop(record);
  }
  run.count_removed();
}

}  // namespace leitong
