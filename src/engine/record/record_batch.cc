#include "engine/record/record_batch.h"

#include <utility>

namespace leitong {
RecordParser::RecordParser(const FilterOptions& options, const RecordLayout& layout,
                           const Comparison& comparison, RecordWork work, Analyzer analyzer)
    : format_(layout.format),
      by_file_(options.unit == Unit::kFile),
      method_(comparison.method),
      keep_(options.keep),
      work_(work),
      gathers_lines_(layout.format == Format::kLines &&
                     work.analysis == RecordWork::Analysis::kWhole && !work.rank),
      analyzer_(std::move(analyzer)),
      fields_(layout, options) {}

Result<RecordParser> RecordParser::create(const FilterOptions& options, const RecordLayout& layout,
                                          const Comparison& comparison, RecordWork work) {
  Result<Analyzer> analyzer = Analyzer::create(comparison);
  if (!analyzer) return std::unexpected(std::move(analyzer.error()));
  return RecordParser(options, layout, comparison, work, std::move(*analyzer));
}

void RecordParser::parse(RecordBatch& batch) {
  batch.records.clear();
  batch.features.clear();
  batch.problems.clear();
  batch.ids.clear();
  batch.ranks.clear();
  batch.line_end = {};
  if (by_file_) return parse_file(batch);
  fields_.split(batch.block, lines_);
  if (!lines_.empty()) {
    const LineSpan& first = lines_.front();
    batch.line_end = batch.block.bytes.substr(first.end, first.next - first.end);
  }
  texts_.clear();
  for (std::size_t i = 0; i < lines_.size(); ++i) parse_record(batch, i);
  if (gathers_lines_) analyzer_.analyze(batch.block.bytes, texts_, batch.features);
}

void RecordParser::parse_file(RecordBatch& batch) {
  const std::string_view bytes = batch.block.bytes;
  BatchRecord record{.begin = batch.block.byte_order_mark ? kByteOrderMark.size() : 0,
                     .end = bytes.size()};
  if (batch.block.cut_short) {
    record.kind = RecordKind::kCutShort;
    batch.records.push_back(record);
  } else {
    analyze(batch, record, bytes.substr(record.begin), {});
  }
}

void RecordParser::parse_record(RecordBatch& batch, std::size_t number) {
  const LineSpan& span = lines_[number];
  BatchRecord record{.begin = span.begin, .end = span.next, .line = fields_.line(number)};
  const std::string_view line = batch.block.bytes.substr(span.begin, span.end - span.begin);
  // With --method bytes a blank line is a line like any other.
  const bool blank_counts = format_ == Format::kLines && method_ == Method::kBytes;
  if (fields_.is_header(batch.block, number)) {
    record.kind = RecordKind::kHeader;
  } else if (!blank_counts && fields_.is_blank_record(line)) {
    record.kind = RecordKind::kBlank;
  }
  if (record.kind != RecordKind::kCompared) {
    batch.records.push_back(record);
    return;
  }
  record.index = texts_.size();
  if (gathers_lines_ && line.size() <= Analyzer::kMaxBytes) {
    texts_.push_back(line);
    batch.records.push_back(record);
    return;
  }
  Result<void> text = fields_.read(line);
  if (!text) {
    record.kind = RecordKind::kUnreadable;
    record.index = batch.problems.size();
    batch.problems.push_back(std::move(text.error()));
    batch.records.push_back(record);
    return;
  }
  record.kind = fields_.kind();
  if (record.kind != RecordKind::kCompared) {
    batch.records.push_back(record);
    return;
  }
  analyze(batch, record, fields_.text(), line);
}

void RecordParser::analyze(RecordBatch& batch, BatchRecord record, std::string_view text,
                           std::string_view bytes) {
  record.index = batch.features.size();
  batch.records.push_back(record);
  if (work_.analysis == RecordWork::Analysis::kNone) return;
  if (work_.analysis == RecordWork::Analysis::kShingles) {
    analyzer_.analyze_shingles(text, batch.features);
  } else {
    analyzer_.analyze(text, batch.features);
  }
  if (work_.ids) batch.ids.push_back(fields_.id(bytes));
  if (work_.rank) add_rank(batch, bytes);
}

void RecordParser::add_rank(RecordBatch& batch, std::string_view line) {
  Rank rank{.kind = Rank::kNeither};
  if (keep_.rule == Keep::Rule::kLongest) {
    rank.kind = Rank::kNumber;
    rank.greatest_first = true;
    rank.number = static_cast<double>(analyzer_.length());
  } else if (keep_.rule == Keep::Rule::kMax || keep_.rule == Keep::Rule::kMin) {
    if (const std::optional<FieldValue> value = fields_.keep_value(line)) {
      rank.kind = value->is_number ? Rank::kNumber : Rank::kString;
      rank.number = value->number;
      rank.text = value->text;
      rank.greatest_first = keep_.rule == Keep::Rule::kMax;
    }
  }
  batch.ranks.push_back(std::move(rank));
}

}  // namespace leitong
