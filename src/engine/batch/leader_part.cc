#include "engine/batch/leader_part.h"

#include <limits>

#include "match/near_digest.h"

namespace leitong {
namespace {

constexpr RecordId kLastId = std::numeric_limits<RecordId>::max() - 1;

bool is_near(Method method) { return method == Method::kMinhash || method == Method::kSimhash; }

}  // namespace

Result<std::size_t> buckets_of_a_record(const Comparison& comparison) {
  if (!is_near(comparison.method)) return 0;
  const Result<NearDigester> digester = NearDigester::create(near_options(comparison));
  if (!digester) return std::unexpected(digester.error());
  return digester->tables();
}

Result<LeaderPart> LeaderPart::create(const Comparison& comparison, RecordTexts& texts,
                                      PartMemory memory) {
  Result<Judge> judge = Judge::create(comparison, texts, memory.cache);
  if (!judge) return std::unexpected(std::move(judge.error()));
  return LeaderPart(std::move(*judge), texts, compares_shingles(comparison.method),
                    comparison.method != Method::kContained, memory.leaders);
}

LeaderPart::Decision LeaderPart::judge(PendingRecord& record,
                                       std::span<const std::uint64_t> shingles) {
  if (has_texts_) {
    texts_->add(next_, record.shingles, NearDigest::list_key(record.compared));
  }
  const Verdict verdict = judge_.judge(record.compared, shingles, record.met);
  const bool stays = verdict.kept() && is_open_;
  if (has_texts_ && !stays) texts_->remove_last();
  if (stays) kept_.push_back({.number = record.number, .id = next_});
  if (is_open_) ++next_;
  if (is_open_ && can_close_ && (memory_bytes() >= most_bytes_ || next_ == kLastId)) {
    is_open_ = false;
    judge_.close();
  }
  if (verdict.kept()) return {};
  return {.leader = number_of(*verdict.leader), .similarity = verdict.similarity};
}

std::uint64_t LeaderPart::number_of(RecordId id) const {
  std::size_t begin = 0;
  for (std::size_t end = kept_.size(); end - begin > 1;) {
    const std::size_t middle = begin + (end - begin) / 2;
    (kept_[middle].id <= id ? begin : end) = middle;
  }
  return kept_[begin].number;
}

std::size_t LeaderPart::memory_bytes() const {
  return judge_.memory_bytes() + kept_.memory_bytes() + (has_texts_ ? texts_->memory_bytes() : 0);
}

}  // namespace leitong
