#include "engine/report/report_page.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/json/json_text.h"
#include "engine/report/html_text.h"
#include "engine/report/place_texts.h"
#include "io/jsonl.h"
#include "io/unescape.h"
#include "io/warc.h"
#include "leitong/text_comparison.h"
#include "leitong/version.h"

namespace leitong {
namespace {

constexpr std::size_t kMostBytes = std::size_t{1} << 20;  // of a record that is looked at
constexpr std::size_t kMostShown = 6000;                  // bytes of a text
constexpr std::size_t kMostInputs = 20;

// No script, nothing from elsewhere; both colour schemes; Chinese lines break where they may.
constexpr std::string_view kHead = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>leitong</title>
<style>
:root { color-scheme: light dark; --line: #c8c8c8; --only: #ffe08a; --bar: #4a7fb5; --soft: #666; }
@media (prefers-color-scheme: dark) {
  :root { --line: #444; --only: #6b5500; --bar: #6aa0d8; --soft: #aaa; }
}
body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.5;
  font-family: system-ui, "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
table { border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .2rem 1rem .2rem 0; font-weight: normal; }
th { color: var(--soft); }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
.bar { background: var(--bar); height: .9rem; min-width: 1px; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.5rem; border-top: 1px solid var(--line);
  padding: .8rem 0; }
.pair h3 { grid-column: 1 / 3; font-size: 1rem; margin: 0 0 .4rem; }
.name { color: var(--soft); overflow-wrap: anywhere; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; line-break: strict; line-height: 1.7; }
mark { background: var(--only); color: inherit; }
</style>
</head>
<body>
)";

bool is_inside_character(std::string_view bytes, std::size_t place) {
  return place < bytes.size() && (static_cast<unsigned char>(bytes[place]) & 0xC0) == 0x80;
}

// The beginning, if there is too much.
std::string shown_part(std::string_view bytes) {
  if (bytes.size() <= kMostShown) return std::string(bytes);
  std::size_t end = kMostShown;
  while (end > 0 && is_inside_character(bytes, end)) --end;
  return std::string(bytes.substr(0, end)) + " …";
}

class Page {
 public:
  Page(const FilterReport& report, const FilterOptions& options, const RemovalSample& sample)
      : report_(report), options_(options), sample_(sample) {}

  std::string make() {
    html_ = kHead;
    html_ += "<h1>leitong</h1>\n";
    add_counts();
    add_histogram();
    add_pairs();
    add_settings();
    html_ += "</body>\n</html>\n";
    return std::move(html_);
  }

 private:
  void add_row(std::string_view name, std::string_view value, bool is_number) {
    html_ += "<tr><th>";
    append_html(html_, name);
    html_ += is_number ? "<td class=\"n\">" : "<td>";
    append_html(html_, value);
    html_ += "\n";
  }
  void add_number(std::string_view name, std::uint64_t number) {
    add_row(name, std::to_string(number), true);
  }

  void add_counts() {
    html_ += "<table>\n";
    add_number(report_.format == Format::kText ? "paragraphs" : "records", report_.read);
    add_number("kept", report_.kept);
    add_number("removed", report_.removed);
    if (report_.cut > 0) add_number("cut", report_.cut);
    if (report_.passages > 0) add_number("passages removed", report_.passages);
    if (report_.failed > 0) add_number("unreadable", report_.failed);
    add_number("bytes read", report_.bytes_read);
    add_number("bytes written", report_.bytes_written);
    std::string seconds;
    append_decimal(seconds, report_.seconds_wall, 2);
    add_row("seconds", seconds, true);
    html_ += "</table>\n";
  }

  void add_histogram() {
    if (sample_.count() == 0) {
      html_ += "<p>Nothing was removed.</p>\n";
      return;
    }
    html_ += "<h2>How similar what was removed is to what stays</h2>\n<table>\n";
    const auto& bins = sample_.histogram();
    const std::uint64_t most = *std::ranges::max_element(bins);
    const auto first = static_cast<std::size_t>(
        std::ranges::find_if(bins, [](std::uint64_t count) { return count > 0; }) - bins.begin());
    for (std::size_t i = first; i < bins.size(); ++i) {
      constexpr auto kBins = static_cast<double>(RemovalSample::kBins);
      html_ += "<tr><th>";
      append_decimal(html_, static_cast<double>(i) / kBins, 2);
      if (i + 1 < bins.size()) {
        html_ += " to ";
        append_decimal(html_, static_cast<double>(i + 1) / kBins, 2);
      }
      html_ += "<td class=\"n\">" + std::to_string(bins[i]);
      html_ += "<td style=\"width: 24rem\"><div class=\"bar\" style=\"width: ";
      append_decimal(html_, 100 * static_cast<double>(bins[i]) / static_cast<double>(most), 1);
      html_ += "%\"></div>\n";
    }
    html_ += "</table>\n";
  }

  void add_pairs() {
    if (sample_.count() == 0) return;
    const std::vector<Removal> removals = sample_.removals();
    std::vector<Place> places;
    for (const Removal& removal : removals) {
      places.push_back(removal.leader);
      places.push_back(removal.removed);
    }
    const auto texts = read_places(options_.inputs, places, kMostBytes);
    html_ +=
        "<h2>" + std::to_string(removals.size()) + " of " + std::to_string(sample_.count()) +
        " removals</h2>\n<p>On the left what stays, on the right what was removed. What only one "
        "of them has is marked.</p>\n";
    for (std::size_t i = 0; i < removals.size(); ++i) {
      add_pair(removals[i], texts[2 * i], texts[2 * i + 1]);
    }
  }

  void add_pair(const Removal& removal, const std::optional<std::string>& leader,
                const std::optional<std::string>& removed) {
    html_ += "<section class=\"pair\">\n<h3>";
    append_html(html_, removal.rule);
    html_ += ", similarity ";
    append_decimal(html_, removal.similarity, 4);
    html_ += "</h3>\n";
    add_name(removal.leader);
    add_name(removal.removed);
    if (leader && removed) {
      add_texts(text_of(*leader), text_of(*removed));
    } else {
      html_ += "<div class=\"name\">The input can't be read again to show it.</div>\n";
    }
    html_ += "</section>\n";
  }

  void add_name(const Place& place) {
    html_ += "<div class=\"name\">";
    append_html(html_, options_.inputs[place.input] + ":" + std::to_string(place.record) +
                           ", bytes " + std::to_string(place.start) + "-" +
                           std::to_string(place.end));
    html_ += "</div>\n";
  }

  // Of a record of JSONL its field; what is cut out of one is no JSON. Of WARC what follows a
  // header.
  std::string text_of(const std::string& bytes) const {
    std::string_view line = bytes;
    if (report_.format == Format::kWarc) {
      const Result<WarcRecord> record = read_warc_record(line);
      if (record) line = record->content;
    }
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    if (report_.format != Format::kJsonl) return shown_part(line);
    const std::string padded = std::string(line) + std::string(kJsonPadding, '\0');
    const Result<JsonField> field = JsonlParser().find(
        std::string_view(padded).substr(0, line.size()), FieldPath(options_.field));
    if (!field) return shown_part(line);
    if (!field->escaped) return shown_part(field->raw);
    std::string text;
    unescape_json(field->raw, text);
    return shown_part(text);
  }

  void add_texts(const std::string& leader, const std::string& removed) {
    TextComparisonOptions how{.comparison = options_.comparison,
                              .min_passage = std::max(1U, options_.comparison.shingle)};
    const Result<TextComparison> both = compare_texts(leader, removed, how);
    std::vector<std::pair<std::uint64_t, std::uint64_t>> of_leader;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> of_removed;
    if (both) {
      for (const SharedPassage& passage : both->passages) {
        of_leader.emplace_back(passage.a.begin, passage.a.end);
        of_removed.emplace_back(passage.b.begin, passage.b.end);
      }
    }
    std::ranges::sort(of_removed);
    add_text(leader, of_leader);
    add_text(removed, of_removed);
  }

  // `shared` by begin; the rest is marked.
  void add_text(std::string_view text,
                const std::vector<std::pair<std::uint64_t, std::uint64_t>>& shared) {
    html_ += "<div class=\"text\" dir=\"auto\">";
    std::uint64_t shown = 0;
    for (const auto& [begin, end] : shared) {
      if (end <= shown) continue;
      add_own(text.substr(shown, std::max(begin, shown) - shown));
      append_html(html_, text.substr(std::max(begin, shown), end - std::max(begin, shown)));
      shown = end;
    }
    add_own(text.substr(shown));
    html_ += "</div>\n";
  }

  void add_own(std::string_view text) {
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
      append_html(html_, text);
      return;
    }
    html_ += "<mark>";
    append_html(html_, text);
    html_ += "</mark>";
  }

  void add_settings() {
    const Comparison& comparison = options_.comparison;
    html_ += "<h2>How</h2>\n<table>\n";
    for (std::size_t i = 0; i < std::min(options_.inputs.size(), kMostInputs); ++i) {
      add_row("input", options_.inputs[i], false);
    }
    if (options_.inputs.size() > kMostInputs) {
      add_number("inputs in all", options_.inputs.size());
    }
    add_row("format", name_of(report_.format), false);
    std::string units(name_of(report_.unit));
    for (const Unit next : options_.then) units.append(", ").append(name_of(next));
    add_row("by", units, false);
    add_row("method", name_of(report_.method), false);
    if (report_.method == Method::kMinhash || report_.method == Method::kSimhash) {
      std::string threshold;
      append_decimal(threshold, comparison.threshold, 4);
      add_row("threshold", threshold, false);
      add_row("tokens", comparison.tokens == TokenKind::kWord ? "word" : "char", false);
      add_row("shingle", std::to_string(comparison.shingle), false);
    }
    if (report_.method == Method::kMinhash) {
      std::string recall;
      append_decimal(recall, comparison.recall, 4);
      add_row("recall", recall, false);
    }
    const Identity versions = identity();
    add_row("leitong", version(), false);
    add_row("sketch", versions.sketch_format, false);
    add_row("fold table", versions.fold_table, false);
    add_row("ICU", versions.icu, false);
    add_row("dictionary", versions.dictionary, false);
    html_ += "</table>\n";
  }

  const FilterReport& report_;
  const FilterOptions& options_;
  const RemovalSample& sample_;
  std::string html_;
};

}  // namespace

std::string report_page(const FilterReport& report, const FilterOptions& options,
                        const RemovalSample& sample) {
  return Page(report, options, sample).make();
}

}  // namespace leitong
