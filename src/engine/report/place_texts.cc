// Of a plain file just the places are read; a compressed one is read up to the last of them.
#include "engine/report/place_texts.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <numeric>
#include <system_error>

#include "engine/output/open_files.h"
#include "io/source.h"

namespace leitong {
namespace {

constexpr std::size_t kReadAtOnce = std::size_t{256} << 10;

struct Wanted {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::optional<std::string>* text = nullptr;
};

void read_plain(const std::vector<std::string>& paths, std::uint32_t input, std::uint64_t start,
                std::span<const Wanted> wanted) {
  OpenFiles files(paths);
  const auto file = files.open(input);
  if (!file) return;
  for (const Wanted& each : wanted) {
    std::string bytes(each.end - each.begin, '\0');
    if ((*file)->read_at(start + each.begin, bytes) == 0) *each.text = std::move(bytes);
  }
}

// `read` holds the first bytes, and the source goes on behind them.
void read_on(Source& source, std::string read, std::span<const Wanted> wanted) {
  std::uint64_t offset = 0;  // of what is held
  std::vector<char> buffer(kReadAtOnce);
  for (const Wanted& each : wanted) {
    while (offset + read.size() < each.end) {
      const std::uint64_t gone =
          std::min<std::uint64_t>(read.size(), each.begin > offset ? each.begin - offset : 0);
      read.erase(0, gone);
      offset += gone;
      const Result<std::size_t> more = source.read(buffer);
      if (!more || *more == 0) return;
      read.append(buffer.data(), *more);
    }
    if (each.begin >= offset) *each.text = read.substr(each.begin - offset, each.end - each.begin);
  }
}

// `wanted` by begin.
void read_input(const std::vector<std::string>& paths, std::uint32_t input,
                std::span<const Wanted> wanted) {
  std::error_code problem;
  if (paths[input] == "-" || !std::filesystem::is_regular_file(paths[input], problem)) return;
  const Result<std::unique_ptr<Source>> source = Source::open(paths[input]);
  if (!source) return;
  std::string first(kReadAtOnce, '\0');
  const Result<std::size_t> size = (*source)->read(first);
  if (!size) return;
  first.resize(*size);
  if (const auto start = (*source)->plain_start()) {
    read_plain(paths, input, *start, wanted);
  } else {
    read_on(**source, std::move(first), wanted);
  }
}

}  // namespace

std::vector<std::optional<std::string>> read_places(const std::vector<std::string>& paths,
                                                    std::span<const Place> places,
                                                    std::size_t most_bytes) {
  std::vector<std::optional<std::string>> texts(places.size());
  for (std::uint32_t input = 0; input < paths.size(); ++input) {
    std::vector<Wanted> wanted;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (places[i].input != input) continue;
      wanted.push_back({.begin = places[i].start,
                        .end = std::min(places[i].end, places[i].start + most_bytes),
                        .text = &texts[i]});
    }
    if (wanted.empty()) continue;
    // By begin, so that what was read is needed no more behind them.
    std::ranges::sort(wanted, {}, &Wanted::begin);
    read_input(paths, input, wanted);
  }
  return texts;
}

}  // namespace leitong
