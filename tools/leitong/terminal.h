// What stdout shows, and text as a terminal shows it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "command_line.h"

namespace leitong::tool {

struct Terminal {
  unsigned columns = 0;  // 0: stdout is no terminal
  bool color = false;
};

// Of the terminal behind a descriptor; 0: there is none, or it does not say.
[[nodiscard]] unsigned columns_of(int descriptor);
[[nodiscard]] Terminal look_at_stdout(When color);

// One line of text that takes so many columns: Han and kana two each, marks none.
struct ShownLine {
  std::string text;
  std::size_t columns = 0;
};

// Text of any bytes, made safe to show: white space is single spaces, none at either end; control
// characters and what is not UTF-8 are U+FFFD.
class ShownText {
 public:
  explicit ShownText(std::string_view bytes);

  [[nodiscard]] bool empty() const { return characters_.empty(); }
  [[nodiscard]] std::size_t columns() const;
  [[nodiscard]] std::string text() const;

  // Leaves out the middle if it takes more columns than this.
  void shorten(std::size_t most_columns);
  // In lines of at most so many columns (at least 2), broken at spaces and beside wide characters.
  [[nodiscard]] std::vector<ShownLine> wrap(std::size_t columns) const;

  bool operator==(const ShownText& other) const { return text() == other.text(); }

 private:
  struct Character {
    std::string bytes;
    std::size_t columns;
  };
  void add(std::string bytes, int columns);

  std::vector<Character> characters_;
};

}  // namespace leitong::tool
