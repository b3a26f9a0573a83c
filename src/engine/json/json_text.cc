#include "engine/json/json_text.h"

#include <array>
#include <charconv>
#include <system_error>

#include "text/utf8.h"

namespace leitong {
namespace {

void append_escaped(std::string& json, char character) {
  switch (character) {
    case '"':
      json += "\\\"";
      return;
    case '\\':
      json += "\\\\";
      return;
    case '\n':
      json += "\\n";
      return;
    case '\r':
      json += "\\r";
      return;
    case '\t':
      json += "\\t";
      return;
    default:
      break;
  }
  if (static_cast<unsigned char>(character) >= 0x20) {
    json += character;
    return;
  }
  constexpr std::string_view kDigits = "0123456789abcdef";
  json += "\\u00";
  json += kDigits[static_cast<unsigned char>(character) >> 4];
  json += kDigits[static_cast<unsigned char>(character) & 15];
}

}  // namespace

void append_json_string(std::string& json, std::string_view bytes) {
  json += '"';
  while (!bytes.empty()) {
    const Utf8Character next = decode_character(bytes);
    if (!next.well_formed) {
      json += "\\ufffd";
    } else if (next.bytes == 1) {
      append_escaped(json, bytes.front());
    } else {
      json += bytes.substr(0, next.bytes);
    }
    bytes.remove_prefix(next.bytes);
  }
  json += '"';
}

void append_decimal(std::string& json, double number, int decimals) {
  std::array<char, 64> text{};
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), number,
                                          std::chars_format::fixed, decimals);
  json.append(text.data(), error == std::errc() ? end : text.data());
}

}  // namespace leitong
