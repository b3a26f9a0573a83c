// The time left is that of all passes: the one at hand goes on as it did so far, and each later one
// takes as long as those up to here did on average. Where the terminal is narrow, what matters
// least is left out, so that the line never wraps and can be taken back.
#include "progress_line.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <string_view>
#include <utility>
#include <vector>

#include "readable.h"
#include "terminal.h"

namespace leitong::tool {
namespace {

// At most six times a second, and not at all for work that is over at once.
constexpr std::chrono::milliseconds kPause(170);

constexpr std::string_view kErase = "\r\x1B[K";

double seconds_between(std::chrono::steady_clock::time_point from,
                       std::chrono::steady_clock::time_point to) {
  return std::chrono::duration<double>(to - from).count();
}

// "0:07", "12:34", "3:00:00"
std::string readable_time(double seconds) {
  const auto whole = static_cast<unsigned long long>(seconds);
  std::array<char, 48> text{};
  if (whole < 3600) {
    std::snprintf(text.data(), text.size(), "%llu:%02llu", whole / 60, whole % 60);
  } else {
    std::snprintf(text.data(), text.size(), "%llu:%02llu:%02llu", whole / 3600, whole / 60 % 60,
                  whole % 60);
  }
  return text.data();
}

// What the line says, in its order.
class Parts {
 public:
  // The smaller `importance`, the earlier it is left out.
  void add(std::string text, int importance) { parts_.push_back({std::move(text), importance}); }

  // In at most so many columns, if there is anything so short.
  [[nodiscard]] std::string within(std::size_t columns) {
    while (joined().size() > columns && parts_.size() > 1) {
      parts_.erase(std::ranges::min_element(parts_, {}, &Part::importance));
    }
    return joined().substr(0, columns);
  }

 private:
  struct Part {
    std::string text;
    int importance;
  };

  [[nodiscard]] std::string joined() const {
    std::string line;
    for (const Part& part : parts_) line += (line.empty() ? "" : ", ") + part.text;
    return line;
  }

  std::vector<Part> parts_;
};

}  // namespace

void ProgressLine::show(const Progress& progress) {
  const Clock::time_point now = Clock::now();
  // A pass begins where the one before it was last heard of: its first report comes after a block.
  if (progress.pass != pass_) {
    pass_ = progress.pass;
    pass_start_ = heard_;
  }
  heard_ = now;
  if (!shown_ || now - painted_ < kPause) return;
  painted_ = now;
  visible_ = true;
  const std::string line = std::string(kErase) + text(progress, now);
  std::fwrite(line.data(), 1, line.size(), stderr);
  std::fflush(stderr);
}

std::string ProgressLine::text(const Progress& progress, Clock::time_point now) const {
  Parts parts;
  const bool total = progress.bytes_total > 0;
  parts.add(readable_bytes(progress.bytes_read) +
                (total ? " of " + readable_bytes(progress.bytes_total) : ""),
            6);
  if (progress.passes > 1) {
    parts.add("pass " + std::to_string(progress.pass) + " of " + std::to_string(progress.passes),
              4);
  }
  const double seconds = seconds_between(pass_start_, now);
  if (seconds > 0) {
    const double rate = static_cast<double>(progress.bytes_read) / seconds;
    parts.add(readable_bytes(static_cast<std::uint64_t>(rate)) + "/s", 2);
  }
  if (const auto left = seconds_left(progress, now)) parts.add(readable_time(*left) + " left", 5);
  if (progress.records > 0) parts.add(readable_count(progress.records) + " read", 1);
  // Of several passes the last ones decide.
  const bool decided = progress.removed > 0 || progress.pass == progress.passes;
  if (progress.records > 0 && drops_ && decided) {
    std::array<char, 48> text{};
    std::snprintf(
        text.data(), text.size(), "%.1f %% dropped",
        100 * static_cast<double>(progress.removed) / static_cast<double>(progress.records));
    parts.add(text.data(), 3);
  }
  // Nothing is written into the last column: the cursor would stand in the next line.
  const unsigned columns = columns_of(STDERR_FILENO);
  return parts.within(columns == 0 ? std::string::npos : columns - 1);
}

std::optional<double> ProgressLine::seconds_left(const Progress& progress,
                                                 Clock::time_point now) const {
  if (progress.bytes_read == 0 || progress.bytes_read > progress.bytes_total) return std::nullopt;
  const double in_pass = seconds_between(pass_start_, now);
  const double pass = in_pass * static_cast<double>(progress.bytes_total) /
                      static_cast<double>(progress.bytes_read);
  const double average = (seconds_between(start_, pass_start_) + pass) / progress.pass;
  return pass - in_pass + average * (progress.passes - progress.pass);
}

void ProgressLine::clear() {
  if (!visible_) return;
  std::fwrite(kErase.data(), 1, kErase.size(), stderr);
  std::fflush(stderr);
  visible_ = false;
}

bool shows_progress(const CommandLine& line, bool terminal, bool in_the_way) {
  if (line.progress != When::kAuto) return line.progress == When::kAlways;
  return terminal && !line.quiet && !in_the_way;
}

}  // namespace leitong::tool
