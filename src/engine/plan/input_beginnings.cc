// Up to 8 MB, of up to 16 files at even distances. A compressed file is as large as its size says,
// times what its beginning grew by.
#include "engine/plan/input_beginnings.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include "engine/input/inputs.h"
#include "io/source.h"

namespace leitong {
namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{8} << 20;
constexpr std::size_t kMostFiles = 16;

Result<std::uint64_t> size_of(const std::string& path) {
  std::error_code problem;
  const bool missing = path != "-" && !std::filesystem::exists(path, problem);
  if (!missing && (path == "-" || !std::filesystem::is_regular_file(path, problem))) {
    return std::unexpected(Error{.kind = Error::Kind::kUsage,
                                 .what = "only a file can be measured before it is read",
                                 .path = path,
                                 .advice = "--records and --bytes"});
  }
  const Result<std::unique_ptr<Source>> source = Source::open(path);
  if (!source) return std::unexpected(source.error());
  return (*source)->raw_size().value_or(0);
}

// Bytes of what was looked at, as it stands and decompressed.
struct Sizes {
  std::uint64_t raw = 0;
  double decompressed = 0;
};

// Appends the beginning of one file, and what the whole of it makes.
Result<void> read_beginning(FilterOptions options, const std::string& path, std::uint64_t raw_size,
                            std::uint64_t most_bytes, InputBeginnings& beginnings, Sizes& sizes) {
  options.inputs = {path};
  if (beginnings.layout.format != Format::kAuto) options.format = beginnings.layout.format;
  Result<Inputs> inputs = Inputs::open(options, false);
  if (!inputs) return std::unexpected(std::move(inputs.error()));
  beginnings.layout = inputs->layout();
  std::uint64_t read = 0;
  bool complete = false;
  bool plain = false;
  while (read < most_bytes) {
    Block block;
    const Result<bool> more = inputs->next(block);
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
    read += block.bytes.size();
    complete = block.last;
    plain = block.file_offset.has_value();
    beginnings.blocks.push_back(std::move(block));
  }
  if (!inputs->errors().empty()) return std::unexpected(inputs->errors().front());
  const auto raw_read = static_cast<double>(std::max<std::uint64_t>(1, inputs->raw_bytes_read()));
  sizes.raw += raw_size;
  if (complete) {
    sizes.decompressed += static_cast<double>(read);
  } else if (plain) {
    sizes.decompressed += static_cast<double>(raw_size);
  } else {
    sizes.decompressed += static_cast<double>(raw_size) * (static_cast<double>(read) / raw_read);
  }
  return {};
}

}  // namespace

Result<InputBeginnings> read_beginnings(const FilterOptions& options) {
  const std::vector<std::string>& paths = options.inputs;
  std::vector<std::uint64_t> raw_sizes;
  std::uint64_t raw_total = 0;
  for (const std::string& path : paths) {
    const Result<std::uint64_t> size = size_of(path);
    if (!size) return std::unexpected(size.error());
    raw_sizes.push_back(*size);
    raw_total += *size;
  }
  InputBeginnings beginnings;
  Sizes sizes;
  const std::size_t files = std::min(paths.size(), kMostFiles);
  for (std::size_t i = 0; i < files; ++i) {
    const std::size_t file = paths.size() * i / files;
    if (Result<void> read = read_beginning(options, paths[file], raw_sizes[file],
                                           kMostBytes / files, beginnings, sizes);
        !read) {
      return std::unexpected(std::move(read.error()));
    }
  }
  const double growth = sizes.raw == 0 ? 1 : sizes.decompressed / static_cast<double>(sizes.raw);
  beginnings.all_bytes = static_cast<std::uint64_t>(static_cast<double>(raw_total) * growth);
  return beginnings;
}

}  // namespace leitong
