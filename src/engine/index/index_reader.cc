#include <algorithm>
#include <utility>

#include "engine/guarded.h"
#include "engine/index/index_info.h"
#include "engine/index/index_judge.h"
#include "leitong/index.h"

namespace leitong {

class IndexReader::State {
 public:
  State(IndexJudge judge, Analyzer analyzer)
      : judge_(std::move(judge)), analyzer_(std::move(analyzer)) {}

  Result<std::vector<IndexMatch>> matches(std::string_view utf8) {
    features_.clear();
    analyzer_.analyze(utf8, features_);
    return index_matches(judge_, features_, 0);
  }

 private:
  IndexJudge judge_;
  Analyzer analyzer_;
  FeatureList features_;
};

IndexReader::IndexReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
IndexReader::~IndexReader() = default;
IndexReader::IndexReader(IndexReader&&) noexcept = default;
IndexReader& IndexReader::operator=(IndexReader&&) noexcept = default;

Result<IndexReader> IndexReader::open(const std::string& folder) {
  return guarded([&]() -> Result<IndexReader> {
    Result<IndexJudge> judge = IndexJudge::open(folder, IndexStore::Access::kRead);
    if (!judge) return std::unexpected(std::move(judge.error()));
    Result<Analyzer> analyzer = Analyzer::create(judge->comparison());
    if (!analyzer) return std::unexpected(std::move(analyzer.error()));
    return IndexReader(std::make_unique<State>(std::move(*judge), std::move(*analyzer)));
  });
}

Result<std::vector<IndexMatch>> IndexReader::matches(std::string_view utf8) {
  return guarded([&] { return state_->matches(utf8); });
}

}  // namespace leitong
