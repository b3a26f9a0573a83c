#include "engine/line_batch.h"

#include "engine/features.h"
#include "text/blank.h"

namespace leitong {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

void LineParser::parse(LineBatch& batch) {
  batch.odd_lines.clear();
  batch.keys.clear();
  batch.ill_formed = 0;
  const std::string_view bytes = batch.block.bytes;
  find_lines(bytes, LineEnds::kLf, batch.lines);
  if (batch.block.byte_order_mark) batch.lines.front().begin += kByteOrderMark.size();
  const auto text = [&](const LineSpan& line) {
    return bytes.substr(line.begin, line.end - line.begin);
  };
  if (method_ == Method::kBytes) {
    for (std::size_t i = 0; i < batch.lines.size(); ++i) add_bytes(text(batch.lines[i]), i, batch);
    return;
  }
  exact_keys_.begin_block(bytes);
  for (std::size_t i = 0; i < batch.lines.size(); ++i) add_exact(text(batch.lines[i]), i, batch);
  exact_keys_.end_block(batch.keys);
  batch.ill_formed = exact_keys_.ill_formed();
}

// A blank line is a line like any other.
void LineParser::add_bytes(std::string_view line, std::size_t number, LineBatch& batch) {
  if (line.size() > Analyzer::kMaxBytes) {
    batch.odd_lines.push_back({.number = number, .kind = OddLine::Kind::kTooLong});
  } else {
    batch.keys.push_back(hash128(line));
  }
}

void LineParser::add_exact(std::string_view line, std::size_t number, LineBatch& batch) {
  const bool too_long = line.size() > Analyzer::kMaxBytes;
  if (!too_long && exact_keys_.append_plain(line, batch.keys)) return;
  if (is_blank(line)) {
    batch.odd_lines.push_back({.number = number, .kind = OddLine::Kind::kBlank});
  } else if (too_long) {
    batch.odd_lines.push_back({.number = number, .kind = OddLine::Kind::kTooLong});
  } else {
    exact_keys_.append_other(line, batch.keys);
  }
}

}  // namespace leitong
