// Positions come from simdjson on demand; the field is then a span of the line itself. Every field
// of the outer object is stepped over, not only those before the one wanted: this costs a
// nanosecond a structural character, and shows a line that was cut short or has something behind
// its object.
//
// simdjson refuses a whole line for one ill-formed byte or raw control character anywhere in it. So
// a refused line that has such bytes is read a second time, as a copy of the same length in which
// each is replaced by one that JSON allows; what is found there stands at the same place in the
// line. simdjson compares names as they are written; a name with a backslash is unescaped here
// first.
#include "io/jsonl.h"

#include <simdjson.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/unescape.h"

namespace leitong {
namespace {

namespace ondemand = simdjson::ondemand;
using ondemand::json_type;
using simdjson::error_code;

static_assert(kJsonPadding >= simdjson::SIMDJSON_PADDING);

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kLongestLine = simdjson::SIMDJSON_MAXSIZE_BYTES;
constexpr std::size_t kLeastCapacity = std::size_t{1} << 16;

constexpr bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Bytes of the well-formed UTF-8 character that `text` starts with; 0 if there is none (Unicode
// standard, table 3-7).
std::size_t character_length(std::string_view text) {
  const auto byte = [text](std::size_t i) -> unsigned {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
  };
  const auto follows = [&byte](std::size_t i, unsigned low, unsigned high) {
    return byte(i) >= low && byte(i) <= high;
  };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return follows(1, 0x80, 0xBF) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const bool second = follows(1, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF);
    return second && follows(2, 0x80, 0xBF) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const bool second = follows(1, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF);
    return second && follows(2, 0x80, 0xBF) && follows(3, 0x80, 0xBF) ? 4 : 0;
  }
  return 0;
}

// Copies `line` and its padding, with a stand-in for each byte that JSON forbids: a space for a
// control character, which between tokens means nothing; '?' for an ill-formed byte, which there is
// a mistake as it should be. False if nothing had to be replaced.
bool sanitize(std::string_view line, std::vector<char>& copy) {
  copy.assign(line.begin(), line.end());
  copy.resize(line.size() + kJsonPadding, '\0');
  bool replaced = false;
  for (std::size_t i = 0; i < line.size();) {
    const std::size_t length = character_length(line.substr(i));
    const bool control = static_cast<unsigned char>(line[i]) < 0x20;
    if (length == 0 || control) {
      copy[i] = control ? ' ' : '?';
      replaced = true;
    }
    i += std::max<std::size_t>(length, 1);
  }
  return replaced;
}

// Whether brackets and quotes close the object that the line opens, and then something follows.
// simdjson looks at a line's end first, and takes such a line for one that was cut short.
bool goes_on_behind_object(std::string_view line) {
  std::size_t depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quoted) {
      if (c == '\\') ++i;
      quoted = c != '"';
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return !std::ranges::all_of(line.substr(i + 1), is_blank);
    }
  }
  return false;
}

// What stands at the path.
struct Found {
  bool present = false;
  json_type type = json_type::null;
  std::string_view token = {};  // a string with its quotes, a number; else empty
  std::optional<double> number = {};
};

error_code read_value(ondemand::value& value, Found& found) {
  found = {.present = true};
  if (const error_code error = value.type().get(found.type)) return error;
  if (found.type != json_type::string && found.type != json_type::number) return simdjson::SUCCESS;
  found.token = value.raw_json_token();
  while (!found.token.empty() && is_blank(found.token.back())) found.token.remove_suffix(1);
  if (found.type == json_type::number) {
    double number = 0;
    if (value.get_double().get(number) == simdjson::SUCCESS) found.number = number;
    return simdjson::SUCCESS;
  }
  const bool quoted = found.token.size() >= 2 && found.token.back() == '"';
  return quoted ? simdjson::SUCCESS : simdjson::TAPE_ERROR;
}

}  // namespace

FieldPath::FieldPath(std::string_view path) : whole_(path) {
  for (;;) {
    const std::size_t dot = path.find('.');
    parts_.emplace_back(path.substr(0, dot));
    if (dot == std::string_view::npos) return;
    path.remove_prefix(dot + 1);
  }
}

class JsonlParser::Impl {
 public:
  // Spans in the result point into `line`.
  Result<Found> scan(std::string_view line, const FieldPath& path) {
    if (line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
    const auto* first = std::ranges::find_if_not(line, is_blank);
    if (first == line.end() || *first != '{') {
      return std::unexpected(Error{.kind = Error::Kind::kInput, .what = "not a JSON object"});
    }
    if (line.size() > kLongestLine - kJsonPadding) {
      return std::unexpected(
          Error{.kind = Error::Kind::kInput, .what = "longer than 4 GiB: too long for JSON"});
    }
    Found found;
    line_ = scanned_ = line;
    error_code error = scan_object(path, found);
    if (error != simdjson::SUCCESS && sanitize(line, copy_)) {
      scanned_ = {copy_.data(), line.size()};
      found = {};
      error = scan_object(path, found);
      if (!found.token.empty()) found.token = in_line(found.token);
    }
    if (error != simdjson::SUCCESS) return std::unexpected(describe(error));
    return found;
  }

 private:
  error_code scan_object(const FieldPath& path, Found& found) {
    if (scanned_.size() > parser_.capacity()) {
      const std::size_t capacity =
          std::clamp(2 * scanned_.size(), kLeastCapacity, simdjson::SIMDJSON_MAXSIZE_BYTES);
      if (const error_code error = parser_.allocate(capacity)) return error;
    }
    ondemand::document document;
    ondemand::object object;
    const simdjson::padded_string_view padded(scanned_.data(), scanned_.size(),
                                              scanned_.size() + kJsonPadding);
    if (const error_code error = parser_.iterate(padded).get(document)) return error;
    if (const error_code error = document.get_object().get(object)) return error;
    if (const error_code error = scan_fields(object, path, 0, found)) return error;
    // Behind the object nothing may be left.
    const char* rest = nullptr;
    return document.current_location().get(rest) == simdjson::OUT_OF_BOUNDS
               ? simdjson::SUCCESS
               : simdjson::TRAILING_CONTENT;
  }

  error_code scan_fields(ondemand::object object, const FieldPath& path, std::size_t depth,
                         Found& found) {
    const std::string& part = path.parts()[depth];
    const bool has_whole = depth == 0 && path.parts().size() > 1;
    bool part_seen = false;
    bool whole_seen = false;
    for (auto result : object) {
      ondemand::field field;
      if (const error_code error = std::move(result).get(field)) return error;
      if (part_seen && (!has_whole || whole_seen)) continue;
      const std::string_view key = key_of(field);
      if (has_whole && !whole_seen && key == path.whole()) {
        whole_seen = part_seen = true;
        if (const error_code error = read_value(field.value(), found)) return error;
      } else if (!part_seen && key == part) {
        part_seen = true;
        if (const error_code error = scan_part(field.value(), path, depth, found)) return error;
      }
    }
    return simdjson::SUCCESS;
  }

  error_code scan_part(ondemand::value& value, const FieldPath& path, std::size_t depth,
                       Found& found) {
    if (depth + 1 == path.parts().size()) return read_value(value, found);
    json_type type = json_type::null;
    if (const error_code error = value.type().get(type)) return error;
    if (type != json_type::object) return simdjson::SUCCESS;
    ondemand::object inner;
    if (const error_code error = value.get_object().get(inner)) return error;
    return scan_fields(inner, path, depth + 1, found);
  }

  // The name as the line has it, unescaped. Valid until the next call.
  std::string_view key_of(ondemand::field& field) {
    const char* const begin = field.key().raw();
    const char* const limit = scanned_.data() + scanned_.size();
    const char* end = begin;
    bool escaped = false;
    while (end < limit && *end != '"') {
      escaped |= *end == '\\';
      end += *end == '\\' ? 2 : 1;
    }
    const std::string_view raw =
        in_line({begin, static_cast<std::size_t>(std::min(end, limit) - begin)});
    if (!escaped) return raw;
    unescape_json(raw, key_);
    return key_;
  }

  // The place in the line of a span of what was scanned.
  std::string_view in_line(std::string_view span) const {
    return line_.substr(static_cast<std::size_t>(span.data() - scanned_.data()), span.size());
  }

  Error describe(error_code error) const {
    std::string what = "JSON syntax error";
    const bool unclosed =
        error == simdjson::UNCLOSED_STRING || error == simdjson::INCOMPLETE_ARRAY_OR_OBJECT;
    if (error == simdjson::TRAILING_CONTENT || (unclosed && goes_on_behind_object(scanned_))) {
      what = "something follows the JSON object";
    } else if (unclosed) {
      what = "JSON is cut short";
    } else if (error == simdjson::MEMALLOC || error == simdjson::CAPACITY) {
      return {.kind = Error::Kind::kInternal, .what = "no memory for a JSON line"};
    }
    return {.kind = Error::Kind::kInput, .what = what};
  }

  ondemand::parser parser_;
  std::vector<char> copy_;
  std::string key_;
  std::string_view line_;     // as given
  std::string_view scanned_;  // the line, or its sanitized copy
};
namespace {

// Of a path as jq or JSONPath have it, what it is here, with a space before; else nothing.
std::string without_root(std::string_view path) {
  for (const std::string_view root : {"$.", "."}) {
    if (path.starts_with(root)) return " " + std::string(path.substr(root.size()));
  }
  return {};
}

}  // namespace

JsonlParser::JsonlParser() : impl_(std::make_unique<Impl>()) {}
JsonlParser::~JsonlParser() = default;
JsonlParser::JsonlParser(JsonlParser&&) noexcept = default;
JsonlParser& JsonlParser::operator=(JsonlParser&&) noexcept = default;

Result<JsonField> JsonlParser::find(std::string_view line, const FieldPath& path) {
  const auto found = impl_->scan(line, path);
  if (!found) return std::unexpected(found.error());
  if (!found->present || found->type != json_type::string) {
    return std::unexpected(Error{.kind = Error::Kind::kInput,
                                 .what = "field \"" + path.whole() + "\" is " +
                                         (found->present ? "not a string" : "missing"),
                                 .advice = "--field" + without_root(path.whole())});
  }
  const std::string_view raw = found->token.substr(1, found->token.size() - 2);
  return JsonField{.raw = raw, .escaped = raw.find('\\') != std::string_view::npos};
}

Result<std::optional<FieldValue>> JsonlParser::value(std::string_view line, const FieldPath& path) {
  const auto found = impl_->scan(line, path);
  if (!found) return std::unexpected(found.error());
  std::optional<FieldValue> value;
  if (found->present && found->number) {
    value = {.is_number = true, .number = *found->number, .text = std::string(found->token)};
  } else if (found->present && found->type == json_type::string) {
    value.emplace();
    unescape_json(found->token.substr(1, found->token.size() - 2), value->text);
  }
  return value;
}

}  // namespace leitong
