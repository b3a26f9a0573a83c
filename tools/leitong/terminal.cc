// The C library knows how wide characters are: glibc's table is that of Unicode, and every Debian
// has the locale C.UTF-8, whatever the user's is.
#include "terminal.h"

#include <clocale>
#include <cstdlib>
#include <cwchar>
#include <cwctype>

#include <sys/ioctl.h>
#include <unistd.h>

namespace leitong::tool {
namespace {

constexpr const char* kReplacement = "\xEF\xBF\xBD";

// Of this thread, while it lives.
class Utf8Locale {
 public:
  Utf8Locale()
      : locale_(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)),
        before_(locale_ != nullptr ? uselocale(locale_) : nullptr) {}
  ~Utf8Locale() {
    if (locale_ == nullptr) return;
    uselocale(before_);
    freelocale(locale_);
  }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

 private:
  locale_t locale_;
  locale_t before_;
};

bool wants_color(When when, bool terminal) {
  if (when != When::kAuto) return when == When::kAlways;
  const char* refused = std::getenv("NO_COLOR");  // NOLINT(concurrency-mt-unsafe): nobody sets it
  return terminal && (refused == nullptr || *refused == '\0');
}

// The space of Chinese and Japanese text; iswspace() leaves out the one that does not break.
bool is_space(wchar_t character) {
  return std::iswspace(static_cast<std::wint_t>(character)) != 0 || character == L'\u00A0';
}

}  // namespace

unsigned columns_of(int descriptor) {
  winsize size{};
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

Terminal look_at_stdout(When color) {
  const bool terminal = isatty(STDOUT_FILENO) != 0;
  return {.columns = columns_of(STDOUT_FILENO), .color = wants_color(color, terminal)};
}

ShownText::ShownText(std::string_view bytes) {
  const Utf8Locale utf8;
  std::mbstate_t state{};
  bool after_space = true;
  while (!bytes.empty()) {
    wchar_t character = 0;
    // NOLINTNEXTLINE(concurrency-mt-unsafe): the state is ours
    std::size_t size = std::mbrtowc(&character, bytes.data(), bytes.size(), &state);
    const bool readable = size > 0 && size <= bytes.size();
    if (!readable) {
      state = {};
      size = 1;
    }
    const bool space = readable && is_space(character);
    if (!space) {
      const int columns = readable ? wcwidth(character) : -1;
      const bool control = columns < 0 && (!readable || character < 0xA0);
      add(control ? kReplacement : std::string(bytes.substr(0, size)), columns);
    } else if (!after_space) {
      add(" ", 1);
    }
    after_space = space;
    bytes.remove_prefix(size);
  }
  if (after_space && !characters_.empty()) characters_.pop_back();
}

// Marks stay with the character that they stand on; one that stands on none can't be shown.
void ShownText::add(std::string bytes, int columns) {
  if (columns == 0) {
    if (!characters_.empty()) characters_.back().bytes += bytes;
    return;
  }
  characters_.push_back({std::move(bytes), columns < 0 ? 1 : static_cast<std::size_t>(columns)});
}

std::size_t ShownText::columns() const {
  std::size_t sum = 0;
  for (const Character& character : characters_) sum += character.columns;
  return sum;
}

std::string ShownText::text() const {
  std::string all;
  for (const Character& character : characters_) all += character.bytes;
  return all;
}

void ShownText::shorten(std::size_t most_columns) {
  if (columns() <= most_columns) return;
  const std::size_t half = most_columns / 2;
  std::size_t first = 0;
  for (std::size_t sum = 0; sum < half; ++first) sum += characters_[first].columns;
  std::size_t last = characters_.size();
  for (std::size_t sum = 0; sum < half; --last) sum += characters_[last - 1].columns;
  if (last <= first) return;
  const auto begin = characters_.begin();
  characters_.erase(begin + static_cast<std::ptrdiff_t>(first),
                    begin + static_cast<std::ptrdiff_t>(last));
  characters_.insert(characters_.begin() + static_cast<std::ptrdiff_t>(first), {" … ", 3});
}

std::vector<ShownLine> ShownText::wrap(std::size_t columns) const {
  std::vector<ShownLine> lines;
  const auto add_line = [&](std::size_t begin, std::size_t end) {
    ShownLine line;
    for (std::size_t i = begin; i < end; ++i) {
      line.text += characters_[i].bytes;
      line.columns += characters_[i].columns;
    }
    lines.push_back(std::move(line));
  };
  const auto is_space_at = [&](std::size_t i) { return characters_[i].bytes == " "; };
  std::size_t begin = 0;
  std::size_t may_break = 0;  // the last place after `begin` where a line may end
  for (std::size_t i = 0, used = 0; i < characters_.size(); ++i) {
    const std::size_t own = characters_[i].columns;
    if (is_space_at(i) || own > 1 || (i > begin && characters_[i - 1].columns > 1)) may_break = i;
    used += own;
    if (used <= columns) continue;
    const std::size_t end = may_break > begin ? may_break : i;
    add_line(begin, end);
    begin = end < characters_.size() && is_space_at(end) ? end + 1 : end;
    may_break = begin;
    used = 0;
    i = begin - 1;
  }
  if (begin < characters_.size()) add_line(begin, characters_.size());
  return lines;
}

}  // namespace leitong::tool
