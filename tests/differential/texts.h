// Real text for differential tests: help pages, manuals and messages that Debian packages install,
// and the records of archives.
#pragma once

#include <filesystem>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace leitong::differential {

// Where text of one language may be installed. Names as Debian has them: "zh_CN".
struct Language {
  std::string_view name;
  std::vector<std::string> folders;
  bool is_south_east_asian = false;  // ICU has a dictionary of its own for it

  // GoogleTest shows it so.
  friend std::ostream& operator<<(std::ostream& out, const Language& language) {
    return out << language.name;
  }
};

// Files of one kind in one folder of a language, as text.
struct Texts {
  std::filesystem::path folder;
  std::size_t files = 0;  // that are there
  std::size_t taken = 0;
  std::size_t bytes = 0;
  std::vector<std::string> texts = {};  // UTF-8
};

// What is below `folder`: manual pages (*.gz), help pages (*.html, without their tags) and
// catalogues of messages (*.mo, each message a text). From more than `most_bytes` a sample of the
// files that is the same each time.
[[nodiscard]] Texts texts_below(const std::filesystem::path& folder, std::size_t most_bytes);

// The "text" of every record of the *.docs.jsonl in a tar.zst; by the program tar.
[[nodiscard]] Texts texts_of_archive(const std::filesystem::path& archive);

}  // namespace leitong::differential
