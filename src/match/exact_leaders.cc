// Equal keys: the first record of a key leads all others (key_table.cc).
#include "leitong/leaders.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "match/key_table.h"

namespace leitong {

class ExactLeaders::Table {
 public:
  explicit Table(Numbers numbers)
      : records_(numbers == Numbers::kKept ? KeyTable::Numbers::kKept
                                           : KeyTable::Numbers::kLeftOut) {}

  Verdict add(Hash128 key) {
    Verdict verdict;
    if (const auto leader = records_.find_or_insert(key, next_)) verdict = {leader, 1.0};
    ++next_;
    return verdict;
  }
  void add(std::span<const Hash128> keys, std::span<std::uint8_t> repeated) {
    for (std::size_t i = 0; i < std::min(kAhead, keys.size()); ++i) prefetch(keys[i]);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (i + kAhead < keys.size()) prefetch(keys[i + kAhead]);
      repeated[i] = records_.insert(keys[i], next_++) ? 0 : 1;
    }
  }
  [[nodiscard]] Verdict find(Hash128 key) const {
    const auto leader = records_.find(key);
    return leader ? Verdict{leader, 1.0} : Verdict{};
  }
  void prefetch(Hash128 key) const { records_.prefetch(key); }
  void skip() { ++next_; }
  [[nodiscard]] std::size_t memory_bytes() const { return records_.memory_bytes(); }

 private:
  static constexpr std::size_t kAhead = 12;

  KeyTable records_;
  RecordId next_ = 0;
};

ExactLeaders::ExactLeaders(Numbers numbers) : table_(std::make_unique<Table>(numbers)) {}
ExactLeaders::~ExactLeaders() = default;
ExactLeaders::ExactLeaders(ExactLeaders&&) noexcept = default;
ExactLeaders& ExactLeaders::operator=(ExactLeaders&&) noexcept = default;

Verdict ExactLeaders::add(Hash128 key) { return table_->add(key); }
void ExactLeaders::add(std::span<const Hash128> keys, std::span<std::uint8_t> repeated) {
  table_->add(keys, repeated);
}
Verdict ExactLeaders::find(Hash128 key) const { return table_->find(key); }
void ExactLeaders::prefetch(Hash128 key) const { table_->prefetch(key); }
void ExactLeaders::skip() { table_->skip(); }
std::size_t ExactLeaders::memory_bytes() const { return table_->memory_bytes(); }

}  // namespace leitong
