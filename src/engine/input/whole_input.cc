#include "engine/input/whole_input.h"

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "io/source.h"

namespace leitong {
namespace {

constexpr std::size_t kReadSize = std::size_t{1} << 20;

}  // namespace

Result<std::string> read_whole_input(const std::string& path) {
  Result<std::unique_ptr<Source>> source = Source::open(path);
  if (!source) return std::unexpected(std::move(source.error()));
  std::vector<char> buffer(kReadSize);
  std::string bytes;
  while (true) {
    const Result<std::size_t> size = (*source)->read(buffer);
    if (!size) return std::unexpected(size.error());
    if (*size == 0) return bytes;
    bytes.append(buffer.data(), *size);
  }
}

}  // namespace leitong
