#include "io/line_records.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace leitong {
namespace {

// Where the line end that starts at or after `from` begins; bytes.size() if there is none.
std::size_t find_end(std::string_view bytes, std::size_t from, LineEnds ends) {
  const void* lf = std::memchr(bytes.data() + from, '\n', bytes.size() - from);
  const std::size_t lf_at =
      lf == nullptr ? bytes.size()
                    : static_cast<std::size_t>(static_cast<const char*>(lf) - bytes.data());
  if (ends == LineEnds::kUniversal) {
    const void* cr = std::memchr(bytes.data() + from, '\r', lf_at - from);
    if (cr != nullptr) return static_cast<std::size_t>(static_cast<const char*>(cr) - bytes.data());
  }
  return lf_at;
}

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
  // Text without LF but full of CR must not be searched to its end for each line.
  const bool has_lf = bytes.find('\n') != std::string_view::npos;
  std::size_t begin = 0;
  while (begin < bytes.size()) {
    std::size_t end = bytes.size();
    if (has_lf) {
      end = find_end(bytes, begin, ends);
    } else if (ends == LineEnds::kUniversal) {
      end = std::min(bytes.find('\r', begin), bytes.size());
    }
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
