// What of a text is compared: computed once, by any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/exact_keys.h"
#include "leitong/deduplicator.h"
#include "leitong/error.h"
#include "leitong/fold.h"
#include "leitong/hash.h"
#include "leitong/leaders.h"
#include "leitong/tokens.h"
#include "match/near_digest.h"

namespace leitong {

// Features of several texts, in order. Reused: clear() keeps the memory.
class FeatureList {
 public:
  [[nodiscard]] std::size_t size() const { return keys_.size(); }
  void clear();
  // A copy of one text's features but its shingles, of a list made by the same method.
  void append_digest(const FeatureList& other, std::size_t i);
  // … and with them.
  void append(const FeatureList& other, std::size_t i);

  // kExact, kBytes: what equal texts have in common.
  [[nodiscard]] Hash128 key(std::size_t i) const { return keys_[i]; }
  // Near methods: the shingles in reading order (none where they were not appended), and what finds
  // candidates (NearDigester); kContained: NearDigest::list_key() alone.
  [[nodiscard]] std::span<const std::uint64_t> shingles(std::size_t i) const;
  [[nodiscard]] std::span<const std::uint64_t> digest(std::size_t i) const;
  // Weight of the tokens; kExact, kBytes: 0 unless asked for.
  [[nodiscard]] std::uint64_t weight(std::size_t i) const { return weights_[i]; }
  // Parts of all the texts that are not UTF-8.
  [[nodiscard]] std::uint64_t ill_formed() const { return ill_formed_; }
  // What it took to cut all the texts into words.
  [[nodiscard]] const SegmenterCounts& segmented() const { return segmented_; }

 private:
  friend class Analyzer;

  std::vector<Hash128> keys_;
  // Room for `count` shingles more, to be filled from the front; add_shingles() says how many were.
  [[nodiscard]] std::span<std::uint64_t> shingle_room(std::size_t count);
  void add_shingles(std::size_t count) { shingle_ends_.push_back(shingles_end() + count); }
  [[nodiscard]] std::size_t shingles_end() const {
    return shingle_ends_.empty() ? 0 : shingle_ends_.back();
  }

  std::vector<std::uint64_t> shingles_;  // as many as are in use, and some room
  std::vector<std::size_t> shingle_ends_;
  std::vector<std::uint64_t> digests_;
  std::size_t digest_words_ = 0;
  std::vector<std::uint64_t> weights_;
  std::uint64_t ill_formed_ = 0;
  SegmenterCounts segmented_;
};

// Not for use by two threads at once: one a thread.
class Analyzer {
 public:
  // Longer texts can't be compared: positions are 32-bit.
  static constexpr std::size_t kMaxBytes = (std::size_t{1} << 31) - 1;

  [[nodiscard]] static Result<Analyzer> create(const Comparison& comparison);

  // Appends the features of `utf8`, of at most kMaxBytes.
  void analyze(std::string_view utf8, FeatureList& out);
  // Of these its shingles alone, without a digest.
  void analyze_shingles(std::string_view utf8, FeatureList& out);
  // Appends the features of texts that are pieces of `block`, in order.
  void analyze(std::string_view block, std::span<const std::string_view> texts, FeatureList& out);

  // Of the text that was analyzed last, by itself: code points of the fold; kBytes: bytes.
  [[nodiscard]] std::uint64_t length() const;

  // The weight of the tokens of `utf8`: what `--min-passage` counts.
  [[nodiscard]] std::uint64_t weigh(std::string_view utf8);

 private:
  Analyzer(const Comparison& comparison, std::optional<Tokenizer> tokenizer,
           std::optional<NearDigester> digester);

  Hash128 key(std::string_view utf8);
  void add_digest(FeatureList& out);
  // The one shingle of a text that is too light for any.
  std::uint64_t whole_text_shingle(std::string_view utf8);

  Comparison comparison_;
  ExactKeys exact_keys_;
  std::uint64_t bytes_ = 0;  // kBytes: of the text analyzed last
  Folder folder_;
  std::optional<Tokenizer> tokenizer_;
  FoldedText folded_;
  std::u16string exact_form_;
  Tokens tokens_;
  std::u16string characters_;
  std::vector<std::uint64_t> token_hashes_;
  std::vector<std::uint64_t> shingle_set_;
  std::optional<NearDigester> digester_;
  std::vector<std::uint32_t> sketch_;
};

// Of a record of more than Analyzer::kMaxBytes; without a place.
[[nodiscard]] Error record_too_long();

// Whether texts are compared by their shingles.
[[nodiscard]] bool compares_shingles(Method method);

// How near texts are found, for a method that does.
[[nodiscard]] NearOptions near_options(const Comparison& comparison);

}  // namespace leitong
