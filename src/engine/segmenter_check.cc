#include "leitong/segmenter_check.h"

#include <algorithm>
#include <bit>
#include <ctime>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/inputs.h"
#include "engine/utf8_append.h"
#include "io/jsonl.h"
#include "io/line_records.h"
#include "io/unescape.h"
#include "leitong/segment.h"
#include "text/blank.h"

namespace leitong {
namespace {

// Units shown on each side of the first difference.
constexpr std::size_t kShown = 24;

double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

bool bit(const std::vector<std::uint64_t>& words, std::size_t i) {
  return (words[i / 64] >> (i % 64) & 1) != 0;
}

std::uint64_t count(const std::vector<std::uint64_t>& words) {
  std::uint64_t sum = 0;
  for (const std::uint64_t word : words) sum += static_cast<std::uint64_t>(std::popcount(word));
  return sum;
}

// "软体|工程|师|*,|": a bar at each boundary, a star before a segment that is no word.
std::string with_bars(std::u16string_view text, const Segmentation& segmentation,
                      std::size_t around) {
  const std::size_t begin = around > kShown ? around - kShown : 0;
  const std::size_t end = std::min(text.size(), around + kShown);
  std::string shown;
  for (std::size_t i = begin; i < end; ++i) {
    if (bit(segmentation.starts, i)) shown += bit(segmentation.words, i) ? "|" : "|*";
    const bool pair = (text[i] & 0xFC00) == 0xD800 && i + 1 < end;
    append_utf8(shown, text.substr(i, pair ? 2 : 1));
    if (pair) ++i;
  }
  return shown;
}

class Checker {
 public:
  Checker(const SegmenterCheckOptions& options, const FilterEvents& events, Inputs inputs,
          std::unique_ptr<Segmenter> fast, std::unique_ptr<Segmenter> icu)
      : events_(events),
        inputs_(std::move(inputs)),
        folder_(options.fold),
        field_(options.field),
        fast_(std::move(fast)),
        icu_(std::move(icu)) {}

  Result<SegmenterCheckReport> run() {
    Block block;
    while (true) {
      const Result<bool> more = inputs_.next(block);
      if (!more) return std::unexpected(more.error());
      if (!*more) break;
      if (inputs_.format() == Format::kJsonl) {
        compare_records(block);
      } else {
        compare(block.bytes, block, block.first_line);
      }
      if (events_.progress) {
        events_.progress({.bytes_read = inputs_.raw_bytes_read(),
                          .bytes_total = inputs_.raw_bytes_total(),
                          .records = report_.texts,
                          .removed = 0});
      }
    }
    report_.input_errors = inputs_.errors();
    return std::move(report_);
  }

 private:
  void compare_records(const Block& block) {
    find_lines(block.bytes, LineEnds::kLf, lines_);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::string_view line =
          block.bytes.substr(lines_[i].begin, lines_[i].end - lines_[i].begin);
      if (is_blank(line)) continue;
      // What can't be read is for the filter to complain of.
      const Result<JsonField> field = json_.find(line, field_);
      if (!field) continue;
      std::string_view text = field->raw;
      if (field->escaped) {
        unescape_json(field->raw, unescaped_);
        text = unescaped_;
      }
      compare(text, block, block.first_line + i);
    }
  }

  void compare(std::string_view utf8, const Block& block, std::uint64_t line) {
    folder_.fold(utf8, folded_);
    const double start = thread_seconds();
    fast_->segment(folded_.units, by_fast_);
    const double middle = thread_seconds();
    icu_->segment(folded_.units, by_icu_);
    report_.fast_seconds += middle - start;
    report_.icu_seconds += thread_seconds() - middle;
    ++report_.texts;
    report_.bytes += utf8.size();
    report_.boundaries += count(by_icu_.starts);
    report_.words += count(by_icu_.words);
    if (by_fast_.starts == by_icu_.starts && by_fast_.words == by_icu_.words) return;
    ++report_.differences;
    if (report_.first) return;
    std::size_t place = 0;
    while (bit(by_fast_.starts, place) == bit(by_icu_.starts, place) &&
           bit(by_fast_.words, place) == bit(by_icu_.words, place)) {
      ++place;
    }
    report_.first = {.input = inputs_.name(block.input),
                     .line = line,
                     .fast = with_bars(folded_.units, by_fast_, place),
                     .icu = with_bars(folded_.units, by_icu_, place)};
  }

  const FilterEvents& events_;
  Inputs inputs_;
  Folder folder_;
  FieldPath field_;
  JsonlParser json_;
  std::unique_ptr<Segmenter> fast_;
  std::unique_ptr<Segmenter> icu_;
  std::vector<LineSpan> lines_;
  std::string unescaped_;
  FoldedText folded_;
  Segmentation by_fast_;
  Segmentation by_icu_;
  SegmenterCheckReport report_;
};

}  // namespace

Result<SegmenterCheckReport> check_segmenter(const SegmenterCheckOptions& options,
                                             const FilterEvents& events) {
  Result<std::unique_ptr<Segmenter>> fast = make_segmenter(SegmenterKind::kAuto);
  if (!fast) return std::unexpected(std::move(fast.error()));
  if (!why_plain_icu().empty()) {
    return std::unexpected(Error{.what = "there is nothing to compare: ICU itself is used here",
                                 .advice = std::string(why_plain_icu())});
  }
  Result<std::unique_ptr<Segmenter>> icu = make_segmenter(SegmenterKind::kIcu);
  if (!icu) return std::unexpected(std::move(icu.error()));
  FilterOptions reading;
  reading.inputs = options.inputs;
  reading.format = options.format;
  Result<Inputs> inputs = Inputs::open(reading, false);
  if (!inputs) return std::unexpected(std::move(inputs.error()));
  return Checker(options, events, std::move(*inputs), std::move(*fast), std::move(*icu)).run();
}

}  // namespace leitong
