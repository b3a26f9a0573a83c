#include "engine/plan/calibration.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>
#include <vector>

#include "base/thread_clock.h"
#include "engine/judge.h"
#include "engine/record/record_batch.h"

namespace leitong {
namespace {

// Has the lists of the sample in memory, as a file has its records.
class SampleShingles final : public ShingleSource {
 public:
  void add(const FeatureList& features) {
    for (std::size_t i = 0; i < features.size(); ++i) {
      const auto shingles = features.shingles(i);
      lists_.emplace_back(shingles.begin(), shingles.end());
    }
  }
  bool shingles(RecordId record, std::vector<std::uint64_t>& out) override {
    out = lists_[record];
    return true;
  }
  [[nodiscard]] bool holds(RecordId /*record*/) const override { return true; }
  void leaves_cache(RecordId /*record*/, std::span<const std::uint64_t> /*shingles*/) override {}

 private:
  std::vector<std::vector<std::uint64_t>> lists_;
};

// One pass over the blocks, with nothing known yet.
class Pass {
 public:
  Pass(RecordParser& parser, Judge judge, SampleShingles& shingles)
      : parser_(parser), judge_(std::move(judge)), shingles_(shingles) {}

  void work(Block& block) {
    std::swap(batch_.block, block);
    const double start = thread_seconds();
    parser_.parse(batch_);
    result_.analysis_seconds += thread_seconds() - start;
    match();
    result_.bytes += batch_.block.bytes.size();
    std::swap(batch_.block, block);
  }
  [[nodiscard]] const Calibration& result() const { return result_; }

 private:
  void match() {
    const FeatureList& features = batch_.features;
    shingles_.add(features);
    result_.records += features.size();
    for (std::size_t i = 0; i < features.size(); ++i) {
      result_.shingles += features.shingles(i).size();
    }
    const double start = thread_seconds();
    const std::size_t ahead = judge_.prefetch_distance();
    for (std::size_t i = 0; i < features.size(); ++i) {
      if (i + ahead < features.size()) judge_.prefetch(features, i + ahead);
      (void)judge_.judge(features, i);
    }
    result_.match_seconds += thread_seconds() - start;
  }

  RecordParser& parser_;
  Judge judge_;
  SampleShingles& shingles_;
  RecordBatch batch_;
  Calibration result_;
};

}  // namespace

Result<Calibration> calibrate(std::span<Block> blocks, const FilterOptions& options,
                              const RecordLayout& layout, const Comparison& comparison,
                              double seconds) {
  Result<RecordParser> parser = RecordParser::create(options, layout, comparison, {});
  if (!parser) return std::unexpected(std::move(parser.error()));
  Calibration best;
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  do {
    SampleShingles shingles;
    Result<Judge> judge =
        Judge::create(comparison, shingles, std::numeric_limits<std::size_t>::max());
    if (!judge) return std::unexpected(std::move(judge.error()));
    Pass pass(*parser, std::move(*judge), shingles);
    for (Block& block : blocks) pass.work(block);
    Calibration now = pass.result();
    if (best.records > 0) {
      now.analysis_seconds = std::min(now.analysis_seconds, best.analysis_seconds);
      now.match_seconds = std::min(now.match_seconds, best.match_seconds);
    }
    best = now;
  } while (best.records > 0 && std::chrono::steady_clock::now() < end);
  return best;
}

}  // namespace leitong
