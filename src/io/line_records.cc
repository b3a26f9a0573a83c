#include "io/line_records.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace leitong {
namespace {

// The places of one character, in order. Each byte is searched once, however rare the character.
class Places {
 public:
  Places(std::string_view bytes, char wanted) : bytes_(bytes), wanted_(wanted), next_(find(0)) {}

  // The first at or after `from`, which never goes back; bytes.size() if there is none.
  std::size_t next(std::size_t from) {
    if (next_ < from) next_ = find(from);
    return next_;
  }

 private:
  std::size_t find(std::size_t from) const {
    return std::min(bytes_.find(wanted_, from), bytes_.size());
  }

  std::string_view bytes_;
  char wanted_;
  std::size_t next_;
};

// Bytes are counted in lanes of 8 bits, which compilers turn into vector code, and the lanes summed
// before one can overflow.
template <class Matches>
std::size_t count_places(std::size_t places, Matches matches) {
  constexpr std::size_t kLanes = 64;
  std::size_t total = 0;
  std::size_t i = 0;
  while (i + kLanes <= places) {
    std::array<std::uint8_t, kLanes> lanes = {};
    for (int round = 0; round < 255 && i + kLanes <= places; ++round, i += kLanes) {
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        lanes[lane] = static_cast<std::uint8_t>(lanes[lane] + (matches(i + lane) ? 1 : 0));
      }
    }
    for (const std::uint8_t lane : lanes) total += lane;
  }
  for (; i < places; ++i) total += matches(i) ? 1 : 0;
  return total;
}

}  // namespace

void find_lines(std::string_view bytes, LineEnds ends, std::vector<LineSpan>& out) {
  out.clear();
  Places lf(bytes, '\n');
  Places cr(ends == LineEnds::kUniversal ? bytes : std::string_view(), '\r');
  std::size_t begin = 0;
  while (begin < bytes.size()) {
    std::size_t end = lf.next(begin);
    if (ends == LineEnds::kUniversal) end = std::min(end, cr.next(begin));
    std::size_t next = std::min(end + 1, bytes.size());
    if (end < bytes.size()) {
      if (bytes[end] == '\r') {
        if (next < bytes.size() && bytes[next] == '\n') ++next;
      } else if (end > begin && bytes[end - 1] == '\r') {
        --end;
      }
    }
    out.push_back({.begin = begin, .end = end, .next = next});
    begin = next;
  }
}

std::size_t count_line_ends(std::string_view bytes, LineEnds ends) {
  const char* data = bytes.data();
  std::size_t count = count_places(bytes.size(), [data](std::size_t i) { return data[i] == '\n'; });
  if (ends == LineEnds::kUniversal && !bytes.empty()) {
    count += count_places(bytes.size() - 1, [data](std::size_t i) {
      return static_cast<int>(data[i] == '\r') & static_cast<int>(data[i + 1] != '\n');
    });
    if (bytes.back() == '\r') ++count;
  }
  return count;
}

}  // namespace leitong
