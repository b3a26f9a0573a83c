#include "engine/record/line_batch.h"

#include "engine/features.h"
#include "text/blank.h"
#include "text/find_units.h"

namespace leitong {
void LineBatch::split() {
  const std::string_view bytes = block.bytes;
  line_feeds.clear();
  find_units(bytes, '\n', line_feeds);
  if (!bytes.empty() && bytes.back() != '\n') line_feeds.push_back(bytes.size());
}

std::string_view LineBatch::text(std::size_t begin, std::size_t line_feed) const {
  const std::string_view bytes = block.bytes.substr(begin, line_feed - begin);
  const bool ends = line_feed < block.bytes.size();
  return bytes.substr(0, bytes.size() - (ends && bytes.ends_with('\r') ? 1 : 0));
}

std::string_view LineBatch::first_line_end() const {
  if (line_feeds.empty()) return {};
  const std::string_view line = text(first_begin(), line_feeds.front());
  return block.bytes.substr(0, next(line_feeds.front())).substr(first_begin() + line.size());
}

void LineParser::parse(LineBatch& batch) {
  batch.split();
  batch.odd_lines.clear();
  batch.keys.clear();
  batch.ill_formed = 0;
  const auto for_each_line = [&](const auto& add) {
    std::size_t begin = batch.first_begin();
    for (std::size_t i = 0; i < batch.line_feeds.size(); ++i) {
      add(batch.text(begin, batch.line_feeds[i]), i);
      begin = batch.next(batch.line_feeds[i]);
    }
  };
  if (method_ == Method::kBytes) {
    for_each_line([&](std::string_view line, std::size_t i) { add_bytes(line, i, batch); });
    return;
  }
  exact_keys_.begin_block(batch.block.bytes);
  for_each_line([&](std::string_view line, std::size_t i) { add_exact(line, i, batch); });
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
