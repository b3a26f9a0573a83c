#include "engine/record_mark.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "engine/json_text.h"
#include "io/unescape.h"

namespace leitong {
namespace {

std::string with_member(std::string_view line, std::string_view value) {
  const std::size_t end = line.rfind('}');
  std::string marked(line.substr(0, end));
  marked.append(",\"leitong\":").append(value).append(line.substr(end));
  return marked;
}

std::string with_rule(std::string_view rule) {
  return std::string("{\"rule\":\"").append(rule).append("\"");
}

// Each ill-formed byte that begins nothing counts as one, too.
std::size_t count_code_points(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char byte) { return (byte & 0xC0) != 0x80; }));
}

std::string_view without_line_end(std::string_view line) {
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

std::string RecordMarker::repeat(std::string_view line, std::string_view rule, double similarity,
                                 const Place& leader, std::string_view leader_id) const {
  std::string value = with_rule(rule) + ",\"similarity\":";
  append_decimal(value, similarity, 4);
  value += ",\"leader\":{";
  append_place(value, leader, options_.inputs[leader.input], leader_id);
  value += "}}";
  return with_member(line, value);
}

std::string RecordMarker::passages(std::string_view line, std::string_view rule,
                                   std::span<const Span> spans) {
  std::string value = with_rule(rule) + ",\"spans\":[";
  const Result<JsonField> field = json_.find(without_line_end(line), field_);
  if (!field) return std::string(line);
  const auto begin = static_cast<std::size_t>(field->raw.data() - line.data());
  std::size_t counted = 0;  // bytes of the field
  std::size_t code_points = 0;
  const auto count_to = [&](std::size_t at) {
    unescape_json(field->raw.substr(counted, at - counted), unescaped_);
    counted = at;
    return std::to_string(code_points += count_code_points(unescaped_));
  };
  for (const Span& span : spans) {
    if (value.back() != '[') value += ',';
    value.append("{\"start\":").append(count_to(span.begin - begin));
    value.append(",\"end\":").append(count_to(span.end - begin)).append("}");
  }
  value += "]}";
  return with_member(line, value);
}

std::string RecordMarker::passage(std::string_view line, std::string_view rule) {
  const Result<JsonField> field = json_.find(without_line_end(line), field_);
  if (!field) return std::string(line);
  const auto begin = static_cast<std::size_t>(field->raw.data() - line.data());
  const Span whole{.begin = begin, .end = begin + field->raw.size()};
  return passages(line, rule, {&whole, 1});
}

}  // namespace leitong
