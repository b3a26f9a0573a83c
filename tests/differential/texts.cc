#include "differential/texts.h"

#include <simdjson.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <random>
#include <stdexcept>
#include <utility>

#include "io/source.h"

namespace leitong::differential {
namespace {

// A file, unpacked if it is packed.
std::string read_file(const std::filesystem::path& path) {
  std::string bytes;
  std::vector<char> part(1 << 20);
  const auto source = Source::open(path).value();
  for (std::size_t size = 1; size != 0; bytes.append(part.data(), size)) {
    size = source->read(part).value();
  }
  return bytes;
}

// What a command writes.
std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  if (pipe == nullptr) throw std::runtime_error("can't run " + command);
  std::string bytes;
  std::vector<char> part(1 << 20);
  for (std::size_t size = 1; size != 0; bytes.append(part.data(), size)) {
    size = std::fread(part.data(), 1, part.size(), pipe.get());
  }
  return bytes;
}

std::string without_tags(std::string_view page) {
  std::string text;
  for (std::size_t at = 0; at < page.size();) {
    const std::size_t tag = std::min(page.find('<', at), page.size());
    text += page.substr(at, tag - at);
    at = std::min(page.find('>', tag), page.size() - 1) + 1;
  }
  return text;
}

// The translations of a gettext catalogue: their number, and a table of lengths and offsets.
std::vector<std::string> messages(std::string_view catalogue) {
  const auto number = [&](std::size_t at) {
    std::uint32_t value = 0;
    if (at + sizeof value > catalogue.size()) throw std::runtime_error("a catalogue is cut off");
    std::memcpy(&value, catalogue.data() + at, sizeof value);
    return value;
  };
  std::vector<std::string> found;
  if (number(0) != 0x950412DE) return found;
  for (std::size_t i = 0; i < number(8); ++i) {
    const std::size_t entry = number(16) + i * 8;
    found.emplace_back(catalogue.substr(number(entry + 4), number(entry)));
  }
  return found;
}

bool is_text(const std::filesystem::path& path) {
  const std::string suffix = path.extension();
  return suffix == ".gz" || suffix == ".html" || suffix == ".mo";
}

void add(Texts& to, std::string text) {
  to.bytes += text.size();
  to.texts.push_back(std::move(text));
}

}  // namespace

Texts texts_below(const std::filesystem::path& folder, std::size_t most_bytes) {
  std::vector<std::filesystem::path> files;
  std::error_code absent;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, absent)) {
    if (!entry.is_symlink() && entry.is_regular_file() && is_text(entry.path())) {
      files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  std::ranges::shuffle(files, std::mt19937(1));  // NOLINT(cert-msc51-cpp): the same each time

  Texts texts{.folder = folder, .files = files.size()};
  for (const std::filesystem::path& path : files) {
    if (texts.bytes >= most_bytes) break;
    std::string bytes = read_file(path);
    if (path.extension() == ".mo") {
      for (std::string& message : messages(bytes)) add(texts, std::move(message));
    } else {
      add(texts, path.extension() == ".html" ? without_tags(bytes) : std::move(bytes));
    }
    ++texts.taken;
  }
  return texts;
}

Texts texts_of_archive(const std::filesystem::path& archive) {
  Texts texts{.folder = archive, .files = 1, .taken = 1};
  const simdjson::padded_string lines(
      output_of("tar -xOf '" + archive.string() + "' --zstd --wildcards '*.docs.jsonl'"));
  simdjson::dom::parser parser;
  simdjson::dom::document_stream records;
  if (parser.parse_many(lines).get(records) != simdjson::SUCCESS) {
    throw std::runtime_error(archive.string() + ": not JSON");
  }
  for (const simdjson::dom::element record : records) {
    add(texts, std::string(std::string_view(record["text"])));
  }
  return texts;
}

}  // namespace leitong::differential
