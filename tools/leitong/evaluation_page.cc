#include "evaluation_page.h"

#include <algorithm>

#include "readable.h"

namespace leitong::tool {
namespace {

// Rounded down, so that 100 % means all.
std::string share(double part, double whole) {
  if (whole == 0) return "-";
  const double tenths = std::min(1000.0, part / whole * 1000 + 1e-9);
  return number("%.1f %%", static_cast<double>(static_cast<int>(tenths)) / 10);
}

class Page {
 public:
  explicit Page(const Evaluation& evaluation) : evaluation_(evaluation) {}

  std::string make() {
    const Evaluation& e = evaluation_;
    page_ = counted(e.sampled, "record") + " of " + readable_count(e.records_read) +
            ", and copies of " + readable_count(e.planted) +
            " that have no like among them: " + readable_bytes(e.bytes) + ", seed " +
            std::to_string(e.seed) + "\n" + how() + "\n\n";
    add_bins();
    add_kinds();
    add_removals();
    add_repeats();
    page_ += "\nSpeed: " + readable_bytes(static_cast<std::uint64_t>(e.bytes_a_second)) +
             "/s, one thread, from text to answer.\n";
    return std::move(page_);
  }

 private:
  [[nodiscard]] std::string how() const {
    const Comparison& comparison = evaluation_.comparison;
    const std::string how =
        std::string(comparison.tokens == TokenKind::kWord ? "words" : "characters") +
        ", similarity at least " + number("%g", comparison.threshold);
    if (comparison.method == Method::kSimhash) {
      return "simhash, " + how + ", at most " + std::to_string(comparison.distance) +
             " bits differ";
    }
    return "minhash, " + how + ", recall there " + number("%g", comparison.recall) + ": " +
           std::to_string(evaluation_.bands.bands) + " bands of " +
           std::to_string(evaluation_.bands.rows) + " values";
  }

  void add_bins() {
    page_ += "exact similarity   copies   removed    share   expected\n";
    for (const Evaluation::Bin& bin : evaluation_.bins) {
      const bool above = bin.from >= evaluation_.comparison.threshold - 1e-12;
      const std::string from = number("%.2f", bin.from);
      page_ +=
          right_aligned(bin.from == 1 ? "1.00" : from + " to " + number("%.2f", bin.to), 16) +
          right_aligned(readable_count(bin.copies), 9) +
          right_aligned(readable_count(bin.removed), 10) +
          right_aligned(share(static_cast<double>(bin.removed), static_cast<double>(bin.copies)),
                        9) +
          (above ? right_aligned(share(bin.expected, static_cast<double>(bin.copies)), 11) : "") +
          "\n";
    }
    const auto copies = static_cast<double>(evaluation_.true_copies);
    page_ += "Found of all that reach the threshold: " + readable_count(evaluation_.found) +
             " of " + readable_count(evaluation_.true_copies) + ", " +
             share(static_cast<double>(evaluation_.found), copies) + "; expected " +
             share(evaluation_.expected, copies) + ".\n";
  }

  void add_kinds() {
    page_ += "\nhow they were changed   copies   at the threshold   removed\n";
    for (const Evaluation::Kind& kind : evaluation_.kinds) {
      std::string name = kind.name;
      name.resize(21, ' ');
      page_ += name + right_aligned(readable_count(kind.copies), 9) +
               right_aligned(readable_count(kind.at_threshold), 19) +
               right_aligned(readable_count(kind.removed), 10) + "\n";
    }
  }

  void add_removals() {
    page_ += "\nWrong removals: " + readable_count(evaluation_.wrong_removals) + " of " +
             readable_count(evaluation_.removed) +
             ", similarity computed again from the words themselves";
    if (evaluation_.wrong_similarities > 0) {
      page_ += "; " + readable_count(evaluation_.wrong_similarities) + " with another similarity";
    }
    page_ += ".\n";
  }

  void add_repeats() {
    const Evaluation& e = evaluation_;
    page_ += "In the sample itself: " + counted(e.repeats, "record") + " removed (" +
             share(static_cast<double>(e.repeats), static_cast<double>(e.sampled)) + "); of " +
             counted(e.true_pairs, "true pair") + " " + readable_count(e.true_pairs_found) +
             " found.\n";
    for (const Evaluation::Repeat& repeat : e.some_repeats) {
      page_ += "  " + repeat.record + " repeats " + repeat.leader + ", similarity " +
               number("%.4f", repeat.similarity) + "\n";
    }
  }

  const Evaluation& evaluation_;
  std::string page_;
};

}  // namespace

std::string evaluation_page(const Evaluation& evaluation) { return Page(evaluation).make(); }

}  // namespace leitong::tool
