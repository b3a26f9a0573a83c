#include "engine/record/record_mark.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/json/json_text.h"
#include "io/csv.h"

namespace leitong {
namespace {

// Each ill-formed byte that begins nothing counts as one, too.
std::size_t count_code_points(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char byte) { return (byte & 0xC0) != 0x80; }));
}

std::string_view without_line_end(std::string_view line) {
  if (!line.ends_with('\n')) return line;
  line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string with_member(std::string_view line, std::string_view value) {
  const std::size_t end = line.rfind('}');
  std::string marked(line.substr(0, end));
  marked.append(",\"leitong\":").append(value).append(line.substr(end));
  return marked;
}

std::string member(std::string_view rule) {
  return std::string("{\"rule\":\"").append(rule).append("\"");
}

}  // namespace

std::string RecordMarker::repeat(std::string_view line, std::string_view rule, double similarity,
                                 const Place& leader, std::string_view leader_id) const {
  const std::string& input = place_names_[leader.input];
  if (adds_columns()) {
    std::vector<std::string> cells = {std::string(rule), "", input, std::to_string(leader.record)};
    append_decimal(cells[1], similarity, 4);
    if (layout_.table->id_field) cells.emplace_back(leader_id);
    return with_cells(line, cells);
  }
  std::string value = member(rule) + ",\"similarity\":";
  append_decimal(value, similarity, 4);
  value += ",\"leader\":{";
  append_place(value, leader, input, leader_id);
  value += "}}";
  return with_member(line, value);
}

std::string RecordMarker::passages(std::string_view line, std::string_view rule,
                                   std::span<const Span> spans) {
  const std::string_view record = without_line_end(line);
  if (!fields_.read_with_places(record)) return std::string(line);
  std::size_t counted = fields_.in_record(0);
  std::size_t code_points = 0;
  const auto count_to = [&](std::size_t at) {
    fields_.text_of_piece(record.substr(counted, at - counted), unescaped_);
    counted = at;
    return code_points += count_code_points(unescaped_);
  };
  std::vector<Span> counted_spans;
  for (const Span& span : spans) {
    const std::size_t begin = count_to(span.begin);
    counted_spans.push_back({.begin = begin, .end = count_to(span.end)});
  }
  return with_spans(line, rule, counted_spans);
}

std::string RecordMarker::passage(std::string_view line, std::string_view rule) {
  if (!fields_.read(without_line_end(line))) return std::string(line);
  const Span whole{.begin = 0, .end = count_code_points(fields_.text())};
  return with_spans(line, rule, {&whole, 1});
}

std::string RecordMarker::with_spans(std::string_view line, std::string_view rule,
                                     std::span<const Span> code_points) const {
  if (adds_columns()) {
    std::array<std::string, 2> cells = {std::string(rule), ""};
    for (const Span& span : code_points) {
      if (!cells[1].empty()) cells[1] += ' ';
      cells[1].append(std::to_string(span.begin)).append(":").append(std::to_string(span.end));
    }
    return with_cells(line, cells);
  }
  std::string value = member(rule) + ",\"spans\":[";
  for (const Span& span : code_points) {
    if (value.back() != '[') value += ',';
    value.append("{\"start\":").append(std::to_string(span.begin));
    value.append(",\"end\":").append(std::to_string(span.end)).append("}");
  }
  value += "]}";
  return with_member(line, value);
}

std::string RecordMarker::header(std::string_view line) const {
  return with_cells(line, layout_.table->marks);
}

std::string RecordMarker::row(std::string_view line) const {
  const std::string_view record = without_line_end(line);
  std::string marked(record);
  marked.append(layout_.table->marks.size(), layout_.dialect.delimiter);
  marked += line.substr(record.size());
  return marked;
}

std::string RecordMarker::rows(std::string_view lines) {
  std::string marked;
  fields_.split(lines, lines_);
  for (const LineSpan& span : lines_) {
    const std::string_view record = lines.substr(span.begin, span.end - span.begin);
    const std::string_view line = lines.substr(span.begin, span.next - span.begin);
    if (!fields_.is_blank_record(record) && fields_.read(record)) {
      marked += row(line);
    } else {
      marked += line;
    }
  }
  return marked;
}

std::string RecordMarker::with_cells(std::string_view line,
                                     std::span<const std::string> cells) const {
  const std::string_view record = without_line_end(line);
  std::string marked(record);
  for (const std::string& cell : cells) {
    marked += layout_.dialect.delimiter;
    append_csv_field(marked, layout_.dialect, cell);
  }
  marked += line.substr(record.size());
  return marked;
}

}  // namespace leitong
