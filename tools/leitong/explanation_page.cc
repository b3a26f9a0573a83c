#include "explanation_page.h"

#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include "comparison_page.h"
#include "leitong/similarity.h"
#include "leitong/text_comparison.h"
#include "readable.h"

namespace leitong::tool {
namespace {

using Verdict = Explanation::Verdict;

constexpr std::size_t kLabelColumns = 12;
constexpr std::size_t kMostShingleColumns = 60;

std::string name_of(const ExplainedRecord& record) {
  std::string name = record.name.input + ":" + std::to_string(record.name.number);
  return record.id.empty() ? name : name + " (" + record.id + ")";
}

// Rare misses as one in so many, which is easier to imagine than 0.02 %.
std::string missed(double found) {
  const double odds = 1 - found;
  if (odds < 1e-9) return "of pairs as similar as this fewer than one in a billion is missed";
  if (odds > 0.1) return number("of pairs as similar as this %.1f %% are missed", 100 * odds);
  return "of pairs as similar as this one in " +
         readable_count(static_cast<std::uint64_t>(std::llround(1 / odds))) + " is missed";
}

class Page {
 public:
  Page(const Explanation& explanation, OnError on_error)
      : explanation_(explanation), on_error_(on_error), method_(explanation.comparison.method) {}

  std::string make() {
    page_ = leitong::tool::name_of(explanation_.record) + verdict() + "\n";
    if (explanation_.led > 0) {
      page_ += "It is the leader of " + counted(explanation_.led, "dropped record") + ".\n";
    }
    if (!explanation_.pair) return std::move(page_);
    page_ += '\n';
    add("method", method());
    add_similarity(*explanation_.pair);
    add_sketch(*explanation_.pair);
    add_shingles("in both", explanation_.pair->shared);
    add_shingles("only in A", explanation_.pair->only_record);
    add_shingles("only in B", explanation_.pair->only_other);
    return std::move(page_);
  }

 private:
  [[nodiscard]] bool is_near() const {
    return method_ == Method::kMinhash || method_ == Method::kSimhash;
  }
  [[nodiscard]] double threshold() const {
    return method_ == Method::kContained ? explanation_.comparison.containment
                                         : explanation_.comparison.threshold;
  }
  [[nodiscard]] bool reaches_threshold() const {
    const ExplainedPair& pair = *explanation_.pair;
    return is_near() ? reaches(pair.overlap, threshold()) : pair.similarity >= threshold() - 1e-12;
  }

  [[nodiscard]] std::string verdict() const {
    if (explanation_.verdict == Verdict::kUnreadable) {
      return " can't be read, so it is compared with nothing and " +
             std::string(on_error_ == OnError::kDrop ? "dropped" : "stays") + ": " +
             explanation_.problem;
    }
    if (explanation_.verdict == Verdict::kKept) return " stays: " + why_it_stays();
    const ExplainedPair& pair = *explanation_.pair;
    return " is dropped: it repeats " + leitong::tool::name_of(pair.other) +
           (pair.is_reference ? ", a reference." : ".");
  }

  [[nodiscard]] std::string why_it_stays() const {
    if (!explanation_.pair) {
      if (explanation_.compared == 0) return "there is no other record that does.";
      return "it has no shingle that any of the " +
             counted(explanation_.compared, "other kept record") + " has.";
    }
    const std::string other = leitong::tool::name_of(explanation_.pair->other);
    if (method_ == Method::kExact || method_ == Method::kBytes) {
      return std::string("no other kept record has the same ") +
             (method_ == Method::kExact ? "exact form" : "bytes") +
             ". Most similar by shingles is " + other + ".";
    }
    if (!reaches_threshold()) {
      return "of all kept records " + other + " is nearest, below the threshold.";
    }
    if (method_ == Method::kContained) {
      return other + " holds enough of it, but comes behind it by --keep, or was no candidate.";
    }
    return other + " is as similar as the threshold asks, but was missed: no candidate.";
  }

  [[nodiscard]] std::string method() const {
    const Comparison& comparison = explanation_.comparison;
    const std::string name(leitong::name_of(method_));
    if (method_ == Method::kExact) return name + ": records with equal exact forms are repeats";
    if (method_ == Method::kBytes) return name + ": records with equal bytes are repeats";
    const bool words = comparison.tokens == TokenKind::kWord;
    return name + ", shingles of " + (words ? "words" : "characters") + ", weight " +
           std::to_string(comparison.shingle);
  }

  void add_similarity(const ExplainedPair& pair) {
    const Overlap& overlap = pair.overlap;
    const std::size_t all = overlap.a + overlap.b - overlap.shared;
    const std::string similarity = number("%.4f", pair.similarity);
    if (method_ == Method::kContained) {
      add("similarity", similarity + ": " + readable_count(overlap.shared) + " of the " +
                            counted(overlap.a, "shingle") + " of A are in B");
    } else {
      add("similarity", similarity + ": " + readable_count(overlap.shared) + " of " +
                            counted(all, "shingle") + " are in both");
    }
    if (!is_near() && method_ != Method::kContained) return;
    std::string otherwise;
    if (explanation_.verdict == Verdict::kDropped) {
      if (pair.similarity < 1) otherwise = "; above " + similarity + " A would not go for B";
    } else if (!reaches_threshold()) {
      otherwise =
          "; at " + similarity + " or less " +
          (method_ == Method::kContained ? "A would repeat B" : "one would repeat the other");
    }
    add("threshold", number("%g", threshold()) + otherwise);
  }

  void add_sketch(const ExplainedPair& pair) {
    if (method_ == Method::kMinhash) {
      const BandPlan& bands = explanation_.bands;
      add("candidates", "the sketches share " + std::to_string(pair.equal_bands) + " of " +
                            std::to_string(bands.bands) + " bands of " +
                            std::to_string(bands.rows) + "; one is enough");
    } else if (method_ == Method::kSimhash) {
      add("candidates", "the fingerprints differ in " + std::to_string(pair.distance) +
                            " of 64 bits; at most " +
                            std::to_string(explanation_.comparison.distance) + " may (--distance)");
    }
    if (!pair.odds) return;
    // Equal sets are candidates whatever their sketches are.
    const bool certain = pair.overlap.shared == pair.overlap.a && pair.overlap.a == pair.overlap.b;
    add("odds",
        certain ? "records with equal shingles are always found" : missed(pair.odds->verified));
  }

  void add_shingles(std::string_view label, const std::vector<std::string>& shingles) {
    for (const std::string& shingle : shingles) {
      ShownText shown(shingle);
      shown.shorten(kMostShingleColumns);
      add(&shingle == &shingles.front() ? label : "", shown.text());
    }
  }

  void add(std::string_view label, const std::string& text) {
    std::string padded(label);
    padded.resize(kLabelColumns, ' ');
    page_ += "  " + padded + text + "\n";
  }

  const Explanation& explanation_;
  OnError on_error_;
  Method method_;
  std::string page_;
};

}  // namespace

Result<std::string> explanation_page(const Explanation& explanation, OnError on_error,
                                     const Terminal& terminal) {
  std::string page = Page(explanation, on_error).make();
  if (!explanation.pair) return page;
  Result<TextComparison> both = compare_texts(explanation.record.text, explanation.pair->other.text,
                                              {.comparison = explanation.comparison});
  if (!both) return std::unexpected(std::move(both.error()));
  both->a.input = name_of(explanation.record);
  both->b.input = name_of(explanation.pair->other);
  return page + "\n" + comparison_page(*both, terminal);
}

}  // namespace leitong::tool
