#include "engine/report/html_text.h"

#include "engine/utf8_append.h"
#include "leitong/fold.h"

namespace leitong {
namespace {

constexpr FoldOptions kNoFold = {
    .controls = false, .compatibility = false, .simplify = false, .variants = false};

bool is_control(char16_t unit) {
  const bool white_space = unit == u'\t' || unit == u'\n' || unit == u'\r';
  return (unit < 0x20 && !white_space) || (unit >= 0x7F && unit < 0xA0);
}

}  // namespace

void append_html(std::string& html, std::string_view bytes) {
  FoldedText text;
  Folder(kNoFold).fold(bytes, text);
  for (char16_t& unit : text.units) {
    if (is_control(unit)) unit = 0xFFFD;
  }
  std::string clean;
  append_utf8(clean, text.units);
  for (const char c : clean) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\'':
        html += "&#39;";
        break;
      default:
        html += c;
    }
  }
}

}  // namespace leitong
