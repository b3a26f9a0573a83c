#include "progress_line.h"

#include <array>
#include <cstdio>

#include "readable.h"

namespace leitong::tool {
namespace {

// At most six times a second, and not at all for work that is over at once.
constexpr std::chrono::milliseconds kPause(170);

}  // namespace

ProgressLine::ProgressLine(bool shown, bool drops) : shown_(shown), drops_(drops) {}

void ProgressLine::show(const Progress& progress) {
  const Clock::time_point now = Clock::now();
  if (!shown_ || now - last_ < kPause) return;
  last_ = now;
  visible_ = true;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const double rate = static_cast<double>(progress.bytes_read) / seconds;
  std::string line = readable_bytes(progress.bytes_read);
  if (progress.bytes_total > 0) line += " of " + readable_bytes(progress.bytes_total);
  line += ", " + readable_bytes(static_cast<std::uint64_t>(rate)) + "/s";
  if (progress.bytes_total > progress.bytes_read && rate > 0) {
    const auto left = static_cast<std::uint64_t>(
        static_cast<double>(progress.bytes_total - progress.bytes_read) / rate);
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), ", %llu:%02llu left",
                  static_cast<unsigned long long>(left / 60),
                  static_cast<unsigned long long>(left % 60));
    line += text.data();
  }
  line += ", " + readable_count(progress.records) + " read";
  if (progress.records > 0 && drops_) {
    line += number(", %.1f %% dropped", 100 * static_cast<double>(progress.removed) /
                                            static_cast<double>(progress.records));
  }
  std::fprintf(stderr, "\r%s\x1B[K", line.c_str());
  std::fflush(stderr);
}

void ProgressLine::clear() {
  if (!visible_) return;
  std::fputs("\r\x1B[K", stderr);
  std::fflush(stderr);
  visible_ = false;
}

}  // namespace leitong::tool
