// What of a record finds its leader, short of the shingles themselves: made once, by any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "leitong/bands.h"
#include "leitong/error.h"
#include "leitong/hash.h"
#include "leitong/leaders.h"

namespace leitong {

// Reads a digest as numbers.
class NearDigest {
 public:
  static constexpr std::size_t kKeyWords = 4;

  NearDigest(std::span<const std::uint64_t> words, std::size_t sketch_words, std::size_t tables)
      : words_(words), sketch_words_(sketch_words), tables_(tables) {}

  // Equal for equal lists only.
  [[nodiscard]] static Hash128 list_key(std::span<const std::uint64_t> words) {
    return {.low = words[0], .high = words[1]};
  }
  [[nodiscard]] Hash128 list_key() const { return list_key(words_); }
  // Equal for equal sets, and perhaps for others.
  [[nodiscard]] Hash128 sketch_key() const { return {.low = words_[2], .high = words_[3]}; }
  // As SketchFilter packs it.
  [[nodiscard]] std::span<const std::uint64_t> sketch() const {
    return words_.subspan(kKeyWords, sketch_words_);
  }
  [[nodiscard]] std::size_t tables() const { return tables_; }
  // The bucket in one table.
  [[nodiscard]] std::uint32_t tag(std::size_t table) const {
    return static_cast<std::uint32_t>(words_[kKeyWords + sketch_words_ + table / 2] >>
                                      (table % 2 * 32));
  }

 private:
  std::span<const std::uint64_t> words_;
  std::size_t sketch_words_;
  std::size_t tables_;
};

class NearDigester {
 public:
  NearDigester(const NearOptions& options, BandPlan plan);
  // Fails as NearLeaders::create() does.
  [[nodiscard]] static Result<NearDigester> create(const NearOptions& options);

  [[nodiscard]] BandPlan bands() const { return plan_; }
  // SimHash: the first bit of a block of the fingerprint; block number `blocks` would begin behind
  // it.
  [[nodiscard]] static constexpr std::size_t first_bit(std::size_t block, std::size_t blocks) {
    return 64 * block / blocks;
  }
  [[nodiscard]] std::size_t tables() const { return tables_; }
  [[nodiscard]] std::size_t words() const {
    return NearDigest::kKeyWords + sketch_words_ + (tables_ + 1) / 2;
  }
  // Writes words() numbers: what NearLeaders::add_digested() takes. Pure.
  void digest(std::span<const std::uint64_t> shingles, std::span<const std::uint32_t> sketch,
              std::span<std::uint64_t> out) const;
  [[nodiscard]] NearDigest read(std::span<const std::uint64_t> words) const {
    return {words, sketch_words_, tables_};
  }
  // The digest's list_key().
  [[nodiscard]] static Hash128 list_key(std::span<const std::uint64_t> shingles);
  // Of a set in the order of its numbers; never equal to a key of a list or a sketch.
  [[nodiscard]] static Hash128 set_key(std::span<const std::uint64_t> sorted);

 private:
  NearMethod method_;
  BandPlan plan_;
  std::size_t tables_;
  std::size_t sketch_words_;
};

}  // namespace leitong
