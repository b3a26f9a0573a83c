// The similarity is that of two records (features.h). Passages are looked for in the exact forms of
// the whole texts (shared_stretches.h): in this text against the other for the listing and its
// share, and the other way round for the share of the other.
#include "leitong/text_comparison.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/encoding_warning.h"
#include "engine/features.h"
#include "engine/guarded.h"
#include "engine/json_text.h"
#include "engine/whole_input.h"
#include "io/line_records.h"
#include "leitong/fold.h"
#include "leitong/segment.h"
#include "leitong/similarity.h"
#include "passage/shared_stretches.h"
#include "text/exact_form_map.h"
#include "text/weight_units.h"

namespace leitong {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// One of the two, in all the forms in which it is looked at.
class Side {
 public:
  Side(std::string_view bytes, const Folder& folder)
      : mark_(bytes.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0),
        text_(bytes.substr(mark_)) {
    map_.make(folder, text_);
    WeightLister().list(map_.units(), weights_);
    find_lines(bytes, LineEnds::kUniversal, lines_);
  }

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] WeighedText weighed() const { return {map_.units(), weights_}; }
  [[nodiscard]] ExactFormMap& map() { return map_; }

  // Of the units [begin, end).
  [[nodiscard]] std::uint64_t weight(std::size_t begin, std::size_t end) const {
    const auto first = std::ranges::lower_bound(weights_, begin);
    return static_cast<std::uint64_t>(std::ranges::lower_bound(weights_, end) - first);
  }

  [[nodiscard]] PassagePlace place(std::size_t begin, std::size_t end) const {
    const std::size_t begin_byte = mark_ + map_.begin(begin);
    const auto behind = std::ranges::upper_bound(lines_, begin_byte, {}, &LineSpan::begin);
    return {.begin = begin_byte,
            .end = mark_ + map_.end(end - 1),
            .line = static_cast<std::uint64_t>(behind - lines_.begin())};
  }

 private:
  std::size_t mark_;
  std::string_view text_;
  ExactFormMap map_;
  std::vector<std::uint32_t> weights_;
  std::vector<LineSpan> lines_;
};

// The share of the weight of `side` that stands in stretches.
double share(const Side& side, const std::vector<SharedStretch>& stretches) {
  const std::size_t all = side.weighed().weights.size();
  if (all == 0) return 0;
  std::uint64_t shared = 0;
  std::size_t looked_at = 0;
  for (const SharedStretch& stretch : stretches) {
    shared += side.weight(std::max(looked_at, stretch.begin), stretch.end);
    looked_at = stretch.end;
  }
  return static_cast<double>(shared) / static_cast<double>(all);
}

class PassageLister {
 public:
  PassageLister(Side& a, Side& b, Segmenter& segmenter, std::uint64_t min_weight)
      : a_(a), b_(b), segmenter_(segmenter), min_weight_(min_weight) {}

  std::vector<SharedPassage> list(const std::vector<SharedStretch>& stretches) {
    std::vector<SharedPassage> passages;
    std::size_t listed = 0;  // up to here
    for (const SharedStretch& stretch : stretches) {
      SharedStretch passage = move_inward(stretch);
      if (a_.weight(passage.begin, passage.end) < min_weight_) continue;
      if (passage.begin < listed) {
        if (passage.end <= listed) continue;
        passage.place += listed - passage.begin;
        passage.begin = listed;
        passage = move_inward(passage);
      }
      const std::uint64_t weight = a_.weight(passage.begin, passage.end);
      if (weight == 0) continue;
      listed = passage.end;
      const std::size_t place_end = passage.place + (passage.end - passage.begin);
      passages.push_back({.weight = weight,
                          .a = a_.place(passage.begin, passage.end),
                          .b = b_.place(passage.place, place_end)});
    }
    return passages;
  }

 private:
  // To places where both may be cut, and no space; perhaps nothing is left.
  SharedStretch move_inward(SharedStretch stretch) {
    const std::u16string& units = a_.map().units();
    const auto place_of = [&](std::size_t unit) { return stretch.place + (unit - stretch.begin); };
    std::size_t begin = stretch.begin;
    for (std::size_t before = begin + 1; begin != before && begin < stretch.end;) {
      before = begin;
      while (begin < stretch.end && units[begin] == u' ') ++begin;
      begin = a_.map().cut_at_or_behind(begin, segmenter_);
      if (begin >= stretch.end) break;
      begin += b_.map().cut_at_or_behind(place_of(begin), segmenter_) - place_of(begin);
    }
    if (begin >= stretch.end) return {stretch.end, stretch.end, place_of(stretch.end)};
    std::size_t end = stretch.end;
    for (std::size_t before = end + 1; end != before && end > begin;) {
      before = end;
      while (end > begin && units[end - 1] == u' ') --end;
      end = a_.map().cut_at_or_before(end, segmenter_);
      end -= place_of(end) - b_.map().cut_at_or_before(place_of(end), segmenter_);
    }
    return {begin, std::max(begin, end), place_of(begin)};
  }

  Side& a_;
  Side& b_;
  Segmenter& segmenter_;
  std::uint64_t min_weight_;
};

std::vector<std::uint64_t> shingle_set(const FeatureList& features, std::size_t i) {
  const auto shingles = features.shingles(i);
  std::vector<std::uint64_t> set(shingles.begin(), shingles.end());
  make_shingle_set(set);
  return set;
}

std::optional<Error> problem_of(const TextComparisonOptions& options) {
  if (options.min_passage == 0 || options.min_passage > std::numeric_limits<std::int32_t>::max()) {
    return Error{.kind = Error::Kind::kUsage,
                 .what = "a passage must weigh from 1 to 2147483647",
                 .advice = "--min-passage"};
  }
  if (options.comparison.shingle == 0) {
    return Error{.kind = Error::Kind::kUsage,
                 .what = "a shingle needs a weight of at least 1",
                 .advice = "--shingle"};
  }
  return std::nullopt;
}

std::optional<Error> problem_of(const std::string& text) {
  if (text.size() <= Analyzer::kMaxBytes) return std::nullopt;
  return Error{.kind = Error::Kind::kInput,
               .what = "the text is longer than 2 GiB and can't be compared"};
}

void append_text(std::string& json, const ComparedText& text) {
  json += "{\"input\":";
  append_json_string(json, text.input);
  json += ",\"bytes\":" + std::to_string(text.bytes.size());
  json += ",\"weight\":" + std::to_string(text.weight) + ",\"shared\":";
  append_decimal(json, text.shared, 4);
  json += ",\"ill_formed\":" + std::to_string(text.ill_formed) + "}";
}

void append_place(std::string& json, const PassagePlace& place) {
  json += "{\"start\":" + std::to_string(place.begin) + ",\"end\":" + std::to_string(place.end) +
          ",\"line\":" + std::to_string(place.line) + "}";
}

void warn_of_encoding(const ComparedText& text, const FilterEvents& events) {
  Block block;
  block.bytes = text.bytes;
  std::optional<Error> problem = encoding_warning(block, text.ill_formed, text.input);
  if (problem && events.warning) events.warning({.problem = std::move(*problem)});
}

Result<TextComparison> compare_checked(std::string a, std::string b,
                                       const TextComparisonOptions& options) {
  if (auto problem = problem_of(options)) return std::unexpected(std::move(*problem));
  Comparison comparison = options.comparison;
  comparison.method = Method::kMinhash;
  for (const std::string* text : {&a, &b}) {
    if (auto problem = problem_of(*text)) return std::unexpected(std::move(*problem));
  }
  Result<Analyzer> analyzer = Analyzer::create(comparison);
  if (!analyzer) return std::unexpected(std::move(analyzer.error()));
  Result<std::unique_ptr<Segmenter>> segmenter = make_segmenter(comparison.segmenter);
  if (!segmenter) return std::unexpected(std::move(segmenter.error()));

  TextComparison result;
  result.a.bytes = std::move(a);
  result.b.bytes = std::move(b);
  const Folder folder(comparison.fold);
  Side side_a(result.a.bytes, folder);
  Side side_b(result.b.bytes, folder);

  FeatureList features;
  analyzer->analyze_shingles(side_a.text(), features);
  result.a.ill_formed = features.ill_formed();
  analyzer->analyze_shingles(side_b.text(), features);
  result.b.ill_formed = features.ill_formed() - result.a.ill_formed;
  const std::vector<std::uint64_t> set_a = shingle_set(features, 0);
  const std::vector<std::uint64_t> set_b = shingle_set(features, 1);
  result.similarity = overlap(set_a, set_b).jaccard();
  result.a_in_b = overlap(set_a, set_b).containment();
  result.b_in_a = overlap(set_b, set_a).containment();

  result.a.weight = side_a.weighed().weights.size();
  result.b.weight = side_b.weighed().weights.size();
  const auto min_weight = static_cast<std::uint32_t>(options.min_passage);
  const std::vector<SharedStretch> stretches =
      find_shared_stretches(side_a.weighed(), side_b.weighed(), min_weight);
  result.a.shared = share(side_a, stretches);
  result.b.shared =
      share(side_b, find_shared_stretches(side_b.weighed(), side_a.weighed(), min_weight));
  result.passages = PassageLister(side_a, side_b, **segmenter, min_weight).list(stretches);
  return result;
}

}  // namespace

std::string TextComparison::json() const {
  std::string json = "{\"a\":";
  append_text(json, a);
  json += ",\"b\":";
  append_text(json, b);
  json += ",\"similarity\":";
  append_decimal(json, similarity, 4);
  json += ",\"containment\":{\"a_in_b\":";
  append_decimal(json, a_in_b, 4);
  json += ",\"b_in_a\":";
  append_decimal(json, b_in_a, 4);
  json += "},\"passages\":[";
  for (const SharedPassage& passage : passages) {
    json += json.back() == '[' ? "" : ",";
    json += "{\"weight\":" + std::to_string(passage.weight) + ",\"a\":";
    append_place(json, passage.a);
    json += ",\"b\":";
    append_place(json, passage.b);
    json += ",\"text\":";
    append_json_string(
        json, std::string_view(a.bytes).substr(passage.a.begin, passage.a.end - passage.a.begin));
    json += '}';
  }
  return json + "]}\n";
}

Result<TextComparison> compare_texts(std::string a, std::string b,
                                     const TextComparisonOptions& options) {
  return guarded([&] { return compare_checked(std::move(a), std::move(b), options); });
}

Result<TextComparison> compare_inputs(const std::string& a, const std::string& b,
                                      const TextComparisonOptions& options,
                                      const FilterEvents& events) {
  if (a == "-" && b == "-") {
    return std::unexpected(Error{
        .kind = Error::Kind::kUsage, .what = "standard input can be read only once", .path = "-"});
  }
  Result<std::string> bytes_a = guarded([&] { return read_whole_input(a); });
  if (!bytes_a) return std::unexpected(std::move(bytes_a.error()));
  Result<std::string> bytes_b = guarded([&] { return read_whole_input(b); });
  if (!bytes_b) return std::unexpected(std::move(bytes_b.error()));
  Result<TextComparison> result = compare_texts(std::move(*bytes_a), std::move(*bytes_b), options);
  if (!result) return result;
  result->a.input = a;
  result->b.input = b;
  warn_of_encoding(result->a, events);
  warn_of_encoding(result->b, events);
  return result;
}

}  // namespace leitong
