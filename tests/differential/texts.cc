#include "differential/texts.h"

#include <archive.h>
#include <archive_entry.h>
#include <simdjson.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <random>
#include <stdexcept>
#include <utility>

namespace leitong::differential {
namespace {

// Calls found(name, bytes) for each file of an archive; a file that is none is its only one.
void for_each_file(const std::filesystem::path& path,
                   const std::function<void(std::string_view, std::string)>& found) {
  const std::unique_ptr<archive, int (*)(archive*)> file(archive_read_new(), archive_read_free);
  archive_read_support_filter_gzip(file.get());
  archive_read_support_filter_zstd(file.get());
  archive_read_support_format_tar(file.get());
  archive_read_support_format_raw(file.get());
  archive_read_support_format_empty(file.get());
  const auto must = [&](int status) {
    if (status != ARCHIVE_OK) {
      throw std::runtime_error(path.string() + ": " + archive_error_string(file.get()));
    }
  };
  must(archive_read_open_filename(file.get(), path.c_str(), 1 << 20));
  archive_entry* entry = nullptr;
  for (int status = ARCHIVE_OK;
       (status = archive_read_next_header(file.get(), &entry)) != ARCHIVE_EOF;) {
    must(status);
    const std::string name = archive_entry_pathname(entry);
    std::string bytes;
    std::vector<char> part(1 << 20);
    for (la_ssize_t size = 1; size != 0; bytes.append(part.data(), size)) {
      size = archive_read_data(file.get(), part.data(), part.size());
      if (size < 0) must(ARCHIVE_FATAL);
    }
    found(name, std::move(bytes));
  }
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
    for_each_file(path, [&](std::string_view, std::string bytes) {
      if (path.extension() == ".mo") {
        for (std::string& message : messages(bytes)) add(texts, std::move(message));
      } else {
        add(texts, path.extension() == ".html" ? without_tags(bytes) : std::move(bytes));
      }
    });
    ++texts.taken;
  }
  return texts;
}

Texts texts_of_archive(const std::filesystem::path& archive) {
  Texts texts{.folder = archive};
  simdjson::dom::parser parser;
  for_each_file(archive, [&](std::string_view name, std::string bytes) {
    if (!name.ends_with(".docs.jsonl")) return;
    ++texts.files;
    ++texts.taken;
    const simdjson::padded_string padded(bytes);
    simdjson::dom::document_stream records;
    if (parser.parse_many(padded).get(records) != simdjson::SUCCESS) {
      throw std::runtime_error(archive.string() + ": not JSON");
    }
    for (const simdjson::dom::element record : records) {
      add(texts, std::string(std::string_view(record["text"])));
    }
  });
  return texts;
}

}  // namespace leitong::differential
