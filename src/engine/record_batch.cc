#include "engine/record_batch.h"

#include <tuple>
#include <utility>

#include "io/unescape.h"
#include "text/blank.h"

namespace leitong {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

enum RankKind { kNumber, kString, kNeither };

}  // namespace

bool Rank::before(const Rank& other) const {
  if (kind != other.kind) return kind < other.kind;
  if (kind == kNumber) return greatest_first ? number > other.number : number < other.number;
  if (kind == kString) return greatest_first ? text > other.text : text < other.text;
  return false;
}

RecordParser::RecordParser(const FilterOptions& options, Format format,
                           const Comparison& comparison, RecordWork work, Analyzer analyzer)
    : format_(format),
      by_file_(options.unit == Unit::kFile),
      method_(comparison.method),
      keep_(options.keep),
      work_(work),
      gathers_lines_(format == Format::kLines && work.analysis == RecordWork::Analysis::kWhole &&
                     !work.rank),
      field_(options.field),
      id_field_(options.id_field),
      rank_field_(options.keep.field),
      analyzer_(std::move(analyzer)) {}

Result<RecordParser> RecordParser::create(const FilterOptions& options, Format format,
                                          const Comparison& comparison, RecordWork work) {
  Result<Analyzer> analyzer = Analyzer::create(comparison);
  if (!analyzer) return std::unexpected(std::move(analyzer.error()));
  return RecordParser(options, format, comparison, work, std::move(*analyzer));
}

void RecordParser::parse(RecordBatch& batch) {
  batch.records.clear();
  batch.features.clear();
  batch.problems.clear();
  batch.ids.clear();
  batch.ranks.clear();
  batch.line_end = {};
  if (by_file_) return parse_file(batch);
  find_lines(batch.block.bytes, LineEnds::kLf, lines_);
  if (!lines_.empty()) {
    const LineSpan& first = lines_.front();
    batch.line_end = batch.block.bytes.substr(first.end, first.next - first.end);
  }
  texts_.clear();
  for (const LineSpan& line : lines_) parse_record(batch, line);
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

void RecordParser::parse_record(RecordBatch& batch, const LineSpan& span) {
  BatchRecord record{.begin = span.begin, .end = span.next};
  std::string_view line = batch.block.bytes.substr(span.begin, span.end - span.begin);
  if (span.begin == 0 && batch.block.byte_order_mark) {
    line.remove_prefix(kByteOrderMark.size());
    record.begin += kByteOrderMark.size();
  }
  // With --method bytes a blank line is a line like any other.
  if ((format_ == Format::kJsonl || method_ != Method::kBytes) && is_blank(line)) {
    record.kind = RecordKind::kBlank;
    batch.records.push_back(record);
    return;
  }
  record.index = texts_.size();
  if (gathers_lines_ && line.size() <= Analyzer::kMaxBytes) {
    texts_.push_back(line);
    batch.records.push_back(record);
    return;
  }
  Result<std::string_view> text = find_text(line);
  if (text && text->size() > Analyzer::kMaxBytes) {
    text = std::unexpected(Error{.kind = Error::Kind::kInput,
                                 .what = "the record is longer than 2 GiB and can't be compared"});
  }
  if (!text) {
    record.kind = RecordKind::kUnreadable;
    record.index = batch.problems.size();
    batch.problems.push_back(std::move(text.error()));
    batch.records.push_back(record);
    return;
  }
  analyze(batch, record, *text, line);
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
  if (work_.ids) add_id(batch, bytes);
  if (work_.rank) add_rank(batch, bytes);
}

Result<std::string_view> RecordParser::find_text(std::string_view line) {
  if (format_ != Format::kJsonl) return line;
  const Result<JsonField> field = json_.find(line, field_);
  if (!field) return std::unexpected(field.error());
  if (!field->escaped) return field->raw;
  unescape_json(field->raw, unescaped_);
  return unescaped_;
}

void RecordParser::add_id(RecordBatch& batch, std::string_view line) {
  const Result<std::optional<FieldValue>> id = json_.value(line, id_field_);
  batch.ids.push_back(id && *id ? (*id)->text : std::string());
}

void RecordParser::add_rank(RecordBatch& batch, std::string_view line) {
  Rank rank{.kind = kNeither};
  if (keep_.rule == Keep::Rule::kLongest) {
    rank.kind = kNumber;
    rank.greatest_first = true;
    rank.number = static_cast<double>(analyzer_.length());
  } else if (keep_.rule == Keep::Rule::kMax || keep_.rule == Keep::Rule::kMin) {
    const Result<std::optional<FieldValue>> value = json_.value(line, rank_field_);
    if (value && *value) {
      rank.kind = (*value)->is_number ? kNumber : kString;
      rank.number = (*value)->number;
      rank.text = (*value)->text;
      rank.greatest_first = keep_.rule == Keep::Rule::kMax;
    }
  }
  batch.ranks.push_back(std::move(rank));
}

}  // namespace leitong
