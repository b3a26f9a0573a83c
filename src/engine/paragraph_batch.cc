#include "engine/paragraph_batch.h"

#include <utility>

#include "io/unescape.h"
#include "text/blank.h"

namespace leitong {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

ParagraphParser::ParagraphParser(const FilterOptions& options, Format format, ParagraphWork work,
                                 Analyzer analyzer)
    : format_(format),
      work_(work),
      field_(options.field),
      id_field_(options.id_field),
      analyzer_(std::move(analyzer)) {}

Result<ParagraphParser> ParagraphParser::create(const FilterOptions& options, Format format,
                                                const Comparison& comparison, ParagraphWork work) {
  Result<Analyzer> analyzer = Analyzer::create(comparison);
  if (!analyzer) return std::unexpected(std::move(analyzer.error()));
  return ParagraphParser(options, format, work, std::move(*analyzer));
}

void ParagraphParser::parse(ParagraphBatch& batch) {
  batch.sections.clear();
  batch.lines.clear();
  batch.features.clear();
  batch.weights.clear();
  batch.problems.clear();
  const bool is_text = format_ == Format::kText;
  find_lines(batch.block.bytes, is_text ? LineEnds::kUniversal : LineEnds::kLf, spans_);
  batch.line_end = {};
  if (!spans_.empty()) {
    const LineSpan& first = spans_.front();
    batch.line_end = batch.block.bytes.substr(first.end, first.next - first.end);
    if (batch.block.byte_order_mark) spans_.front().begin += kByteOrderMark.size();
  }
  if (is_text) return parse_text(batch);
  for (std::size_t i = 0; i < spans_.size(); ++i) {
    parse_record(batch, spans_[i], batch.block.first_line + i);
  }
}

void ParagraphParser::parse_text(ParagraphBatch& batch) {
  for (std::size_t i = 0; i < spans_.size(); ++i) {
    const LineSpan& span = spans_[i];
    add_line(batch, {.begin = span.begin, .end = span.next, .number = batch.block.first_line + i},
             batch.block.bytes.substr(span.begin, span.end - span.begin));
  }
  batch.sections.push_back({.begin = spans_.empty() ? 0 : spans_.front().begin,
                            .end = batch.block.bytes.size(),
                            .first_line = 0,
                            .last_line = batch.lines.size()});
}

void ParagraphParser::add_line(ParagraphBatch& batch, TextLine line, std::string_view text) {
  line.blank = is_blank(text);
  if (!line.blank && text.size() <= Analyzer::kMaxBytes) {
    line.feature = batch.features.size();
    if (work_.analyze) analyzer_.analyze(text, batch.features);
    if (work_.weigh) batch.weights.push_back(analyzer_.weigh(text));
  }
  batch.lines.push_back(line);
}

void ParagraphParser::parse_record(ParagraphBatch& batch, const LineSpan& span,
                                   std::uint64_t number) {
  TextSection section{
      .begin = span.begin, .end = span.next, .first_line = batch.lines.size(), .number = number};
  const std::string_view line = batch.block.bytes.substr(span.begin, span.end - span.begin);
  if (is_blank(line)) {
    section.kind = RecordKind::kBlank;
  } else if (Result<JsonField> field = json_.find(line, field_); field) {
    const auto field_begin = static_cast<std::size_t>(field->raw.data() - batch.block.bytes.data());
    parse_field(batch, *field, field_begin, number);
    if (work_.ids) {
      const Result<std::optional<FieldValue>> id = json_.value(line, id_field_);
      if (id && *id) section.id = (*id)->text;
    }
  } else {
    section.kind = RecordKind::kUnreadable;
    section.problem = batch.problems.size();
    batch.problems.push_back(std::move(field.error()));
  }
  section.last_line = batch.lines.size();
  batch.sections.push_back(std::move(section));
}

void ParagraphParser::parse_field(ParagraphBatch& batch, const JsonField& field,
                                  std::size_t field_begin, std::uint64_t number) {
  std::string_view text = field.raw;
  if (field.escaped) {
    unescape_json_with_offsets(field.raw, unescaped_, raw_offset_);
    text = unescaped_;
  }
  const auto in_block = [&](std::size_t position) {
    return field_begin + (field.escaped ? raw_offset_[position] : position);
  };
  find_lines(text, LineEnds::kUniversal, field_spans_);
  for (const LineSpan& span : field_spans_) {
    add_line(batch, {.begin = in_block(span.begin), .end = in_block(span.next), .number = number},
             text.substr(span.begin, span.end - span.begin));
  }
}

}  // namespace leitong
