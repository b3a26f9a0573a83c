#include "plan_page.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include "readable.h"

namespace leitong::tool {
namespace {

// "99.228 %", "1 in 2,345". Near 1 rounded down, so that 100 % means always.
std::string share(double odds) {
  if (odds == 0 || odds == 1) return number("%.0f %%", 100 * odds);
  if (odds > 0.99) return number("%.3f %%", std::floor(1e5 * odds) / 1e3);
  if (odds >= 0.01) return number("%.1f %%", 100 * odds);
  if (odds < 1e-12) return "never";
  return "1 in " + readable_count(static_cast<std::uint64_t>(std::llround(1 / odds)));
}

std::string duration(double seconds) {
  if (seconds < 60) return number("%.1f s", seconds);
  const auto minutes = static_cast<std::uint64_t>(std::llround(seconds / 60));
  if (minutes < 60) return std::to_string(minutes) + " min";
  return readable_count(minutes / 60) + " h " + std::to_string(minutes % 60) + " min";
}

const OddsAt& at(const RunPlan& plan, int percent) {
  return plan.odds[static_cast<std::size_t>(percent)];
}

class Page {
 public:
  Page(const RunPlan& plan, Drawing drawing) : plan_(plan), drawing_(drawing) {}

  std::string make() {
    page_ = (plan_.counts_are_estimated ? "about " : "") + readable_count(plan_.records) +
            " records, " + readable_bytes(plan_.bytes) + "; " + method() + "\n";
    if (!plan_.odds.empty()) add_odds();
    add_memory();
    add_time();
    return std::move(page_);
  }

 private:
  [[nodiscard]] std::string method() const {
    const Comparison& comparison = plan_.comparison;
    const std::string tokens = comparison.tokens == TokenKind::kWord ? "words" : "characters";
    switch (comparison.method) {
      case Method::kMinhash:
        return "minhash, " + tokens + ": " + std::to_string(plan_.bands.bands) + " bands of " +
               std::to_string(plan_.bands.rows) + " of " + std::to_string(bins(comparison.sketch)) +
               " values";
      case Method::kSimhash:
        return "simhash, " + tokens + ": at most " + std::to_string(comparison.distance) +
               " of 64 bits differ";
      case Method::kBytes:
        return "equal bytes";
      default:
        return "equal exact form";
    }
  }

  void add_odds() {
    page_ += "\nThe chance that a pair is found, by its similarity (the threshold is dotted)\n\n";
    std::vector<double> heights;
    heights.reserve(plan_.odds.size());
    for (const OddsAt& odds : plan_.odds) heights.push_back(odds.odds.verified);
    const double threshold = plan_.comparison.threshold;
    page_ += curve_picture(heights, threshold, drawing_);
    page_ += "\nsimilarity   is a candidate  is compared exactly            is missed\n";
    // Pairs at the threshold itself are those of the next whole percent.
    const int from = static_cast<int>(std::ceil(100 * threshold - 1e-9));
    std::set<int> rows;
    for (const int step : {-50, -40, -30, -20, -10, -5, 0, 2, 5, 10, 15}) {
      if (from + step > 0 && from + step <= 100) rows.insert(from + step);
    }
    for (const int row : rows) {
      const DetectionOdds& odds = at(plan_, row).odds;
      page_ += right_aligned(number("%.2f", row / 100.0), 10) +
               right_aligned(share(odds.candidate), 17) + right_aligned(share(odds.verified), 21) +
               right_aligned(row < from ? "" : share(std::max(0.0, 1 - odds.verified)), 21);
      page_.erase(page_.find_last_not_of(' ') + 1);
      page_ += '\n';
    }
    page_ +=
        "What is compared exactly below the threshold costs time and removes nothing. Records\n"
        "with equal shingles are always found.\n";
  }

  void add_line(const std::string& name, std::uint64_t bytes, const std::string& what) {
    std::string line = "  " + name;
    line.append(12 - std::min<std::size_t>(12, line.size()), ' ');
    page_ += line + right_aligned(readable_bytes(bytes), 10) + "  " + what + "\n";
  }

  void add_memory() {
    const RunPlan::Memory& memory = plan_.memory;
    page_ += "\nMemory, if nothing were dropped\n";
    add_line("index", memory.index,
             number("%.0f bytes a kept record",
                    static_cast<double>(memory.index) / static_cast<double>(plan_.records)));
    add_line("program", memory.program,
             "code and buffers, " + std::to_string(plan_.time.threads) +
                 (plan_.time.threads == 1 ? " thread" : " threads"));
    if (memory.lists > 0) {
      add_line("cache", memory.cache,
               "at most; all shingle lists take " + readable_bytes(memory.lists) + " (--memory)");
    }
    add_line("machine", memory.machine, verdict());
    page_ += "Temporary space: none for plain files";
    if (memory.lists > 0) {
      page_ += "; for a pipe or compressed input " +
               (plan_.temp_bytes_of_pipes == 0
                    ? "none"
                    : readable_bytes(plan_.temp_bytes_of_pipes) + " of shingle lists");
    }
    page_ += ".\nWith another --keep than first a pipe or compressed input is kept as a whole: " +
             readable_bytes(plan_.bytes) + ".\n";
  }

  [[nodiscard]] std::string verdict() const {
    const RunPlan::Memory& memory = plan_.memory;
    if (!plan_.fits()) {
      return "does not fit: it holds " + readable_count(plan_.records_that_fit()) + " records" +
             advice();
    }
    const std::uint64_t left = memory.machine - plan_.least_memory();
    if (memory.cache <= left) return "fits";
    return "fits with --memory " + std::to_string(left >> 20) + "M, and a smaller cache";
  }

  [[nodiscard]] std::string advice() const {
    const std::string line_begin = ".\n" + std::string(24, ' ');
    std::string text =
        line_begin + "Files are then decided in batches, which takes longer (--executor)";
    if (plan_.comparison.method == Method::kMinhash) {
      text += line_begin + "A lower --recall needs less";
    }
    return text;
  }

  void add_time() {
    const RunPlan::Time& time = plan_.time;
    page_ += "\nTime, an estimate: " + duration(time.wall_seconds) + " with " +
             std::to_string(time.threads) + (time.threads == 1 ? " thread" : " threads") + ", " +
             duration(time.cpu_seconds) + " of CPU, without reading and writing.\n";
    page_ += "Measured here and now on " + readable_bytes(time.measured_bytes) +
             (time.made_up ? " of made-up Chinese text" : " of the input") + ": " +
             readable_bytes(static_cast<std::uint64_t>(time.bytes_a_second)) +
             "/s a thread, and\n" + number("%.0f ns", time.nanoseconds_a_record) +
             " a record to match it; large tables and many copies make that more.\n";
  }

  const RunPlan& plan_;
  Drawing drawing_;
  std::string page_;
};

}  // namespace

std::string plan_page(const RunPlan& plan, Drawing drawing) { return Page(plan, drawing).make(); }

}  // namespace leitong::tool
