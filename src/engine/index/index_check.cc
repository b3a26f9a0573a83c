// Three passes: every byte against the checksum of its file; every record against what finds it,
// computed anew from its text; and whatever finds records against how often it should, so that
// nothing is there beside them.
#include <algorithm>
#include <utility>

#include "engine/guarded.h"
#include "engine/index/index_info.h"
#include "engine/index/index_judge.h"
#include "engine/index/index_properties.h"
#include "leitong/index.h"

namespace leitong {
namespace {

constexpr std::size_t kMostProblems = 20;

class Checker {
 public:
  explicit Checker(IndexJudge judge) : judge_(std::move(judge)) {}

  Result<IndexCheck> run() {
    Result<IndexInfo> info = index_info(judge_.store());
    if (!info) return std::unexpected(std::move(info.error()));
    check_.info = std::move(*info);
    take(judge_.store().verify_checksums());
    if (check_.problems.empty()) look_at_records();
    if (check_.problems.empty()) look_at_keys();
    return std::move(check_);
  }

 private:
  void take(const Result<void>& result) {
    if (!result) check_.problems.push_back(result.error().message());
  }

  void look_at_records() {
    for (StoredId id = 0; id < judge_.store().counts().records; ++id) {
      Result<std::optional<std::string>> problem = judge_.problem(id, memberships_);
      if (!problem) {
        check_.problems.push_back(problem.error().message());
      } else if (*problem) {
        check_.problems.push_back(**problem);
      }
      if (check_.problems.size() == kMostProblems) return;
    }
  }

  void look_at_keys() {
    std::uint64_t members = 0;
    take(judge_.store().for_each_bucket([&](const Bucket& bucket) {
      members += bucket.members.size();
      if (std::ranges::is_sorted(bucket.members)) return;
      check_.problems.emplace_back("the records with a band key are out of order");
    }));
    std::uint64_t keys = 0;
    take(judge_.store().for_each_key([&](const Hash128&, StoredId) { ++keys; }));
    if (members != memberships_) check_.problems.emplace_back("band keys name records wrongly");
    if (keys != judge_.keys_a_record() * judge_.store().counts().records) {
      check_.problems.emplace_back("hashes of texts name records wrongly");
    }
  }

  IndexJudge judge_;
  IndexCheck check_;
  std::uint64_t memberships_ = 0;
};

}  // namespace

Result<IndexCheck> check_index(const std::string& folder) {
  return guarded([&]() -> Result<IndexCheck> {
    Result<IndexJudge> judge = IndexJudge::open(folder, IndexStore::Access::kRead);
    if (!judge) return std::unexpected(std::move(judge.error()));
    return Checker(std::move(*judge)).run();
  });
}

}  // namespace leitong
