#include "engine/paragraph/paragraph_batch.h"

#include <utility>

#include "text/blank.h"

namespace leitong {

ParagraphParser::ParagraphParser(const FilterOptions& options, const RecordLayout& layout,
                                 ParagraphWork work, Analyzer analyzer)
    : format_(layout.format),
      work_(work),
      analyzer_(std::move(analyzer)),
      fields_(layout, options) {}

Result<ParagraphParser> ParagraphParser::create(const FilterOptions& options,
                                                const RecordLayout& layout,
                                                const Comparison& comparison, ParagraphWork work) {
  Result<Analyzer> analyzer = Analyzer::create(comparison);
  if (!analyzer) return std::unexpected(std::move(analyzer.error()));
  return ParagraphParser(options, layout, work, std::move(*analyzer));
}

void ParagraphParser::parse(ParagraphBatch& batch) {
  batch.sections.clear();
  batch.lines.clear();
  batch.features.clear();
  batch.weights.clear();
  batch.problems.clear();
  const bool is_text = format_ == Format::kText;
  fields_.split(batch.block, spans_);
  batch.line_end = {};
  if (!spans_.empty()) {
    const LineSpan& first = spans_.front();
    batch.line_end = batch.block.bytes.substr(first.end, first.next - first.end);
  }
  if (is_text) return parse_text(batch);
  for (std::size_t i = 0; i < spans_.size(); ++i) {
    parse_record(batch, i);
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

void ParagraphParser::parse_record(ParagraphBatch& batch, std::size_t record) {
  const LineSpan& span = spans_[record];
  TextSection section{.begin = span.begin,
                      .end = span.next,
                      .first_line = batch.lines.size(),
                      .number = batch.block.first_line + fields_.line(record)};
  const std::string_view bytes = batch.block.bytes.substr(span.begin, span.end - span.begin);
  if (fields_.is_header(batch.block, record)) {
    section.kind = RecordKind::kHeader;
  } else if (fields_.is_blank_record(bytes)) {
    section.kind = RecordKind::kBlank;
  } else if (Result<void> read = fields_.read_with_places(bytes); read) {
    const std::string_view text = fields_.text();
    for (const LineSpan& line : fields_.lines_of_text()) {
      add_line(batch,
               {.begin = span.begin + fields_.in_record(line.begin),
                .end = span.begin + fields_.in_record(line.next),
                .number = section.number},
               text.substr(line.begin, line.end - line.begin));
    }
    if (work_.ids) section.id = fields_.id(bytes);
  } else {
    section.kind = RecordKind::kUnreadable;
    section.problem = batch.problems.size();
    batch.problems.push_back(std::move(read.error()));
  }
  section.last_line = batch.lines.size();
  batch.sections.push_back(std::move(section));
}

}  // namespace leitong
