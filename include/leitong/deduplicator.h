// One text after another goes in; the answer comes at once: keep it, or which earlier text it
// repeats, and how similar the two are. The same answers as the program `leitong` gives for records
// with `--keep first`.
//
//   auto dedup = leitong::Deduplicator::create({});
//   auto verdict = dedup->add("…");
//   if (verdict.kept()) …
#pragma once

#include <memory>
#include <string_view>

#include "leitong/error.h"
#include "leitong/fold.h"
#include "leitong/leaders.h"
#include "leitong/segment.h"
#include "leitong/tokens.h"

namespace leitong {

enum class Method {
  kMinhash,    // near duplicates by MinHash, verified exactly
  kSimhash,    // nearly identical texts by SimHash, verified exactly
  kExact,      // equal exact form
  kBytes,      // equal bytes
  kContained,  // texts most of which stand in one other (containment.h)
};
// As it is called on the command line, in audits and reports: "minhash".
[[nodiscard]] std::string_view name_of(Method method);

// What is compared, and how.
struct Comparison {
  Method method = Method::kMinhash;
  FoldOptions fold = {};
  TokenKind tokens = TokenKind::kWord;
  SegmenterKind segmenter = SegmenterKind::kAuto;
  unsigned shingle = 5;  // the weight that makes a shingle (`-n`), at least 1
  double threshold = 0.8;
  double recall = 0.99;
  SketchSize sketch = SketchSize::k128;
  int distance = 3;          // kSimhash: bits of Hamming distance
  double containment = 0.9;  // kContained: share of a text that stands in its leader

  bool operator==(const Comparison&) const = default;
};

// Not for use by two threads at once. There are no texts to go back to, so all that is compared
// stays in memory: about 350 bytes and 8 bytes a shingle for each text that is kept, and 41 bytes
// for each that is dropped.
class Deduplicator {
 public:
  // Fails (kUsage) on options without meaning, (kInternal) where ICU's data is missing.
  [[nodiscard]] static Result<Deduplicator> create(const Comparison& comparison);
  ~Deduplicator();
  Deduplicator(Deduplicator&&) noexcept;
  Deduplicator& operator=(Deduplicator&&) noexcept;

  // Texts are numbered 0, 1, 2, … in the order of the calls; Verdict::leader is such a number.
  // Any bytes are legal; ill-formed UTF-8 is compared with U+FFFD in its place.
  Verdict add(std::string_view utf8);

  [[nodiscard]] const MatchCounts& counts() const;

 private:
  class State;
  explicit Deduplicator(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace leitong
