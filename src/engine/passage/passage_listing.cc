// Two passes over the inputs find the repeats (passage_search.h); how often passages occur follows
// from these (passage_counter.cc), and which of them are listed (passage_ranking.cc).
//
// Cost: the two passes, and sorting the repeats. Memory: 12 bytes an anchor, of which there are 2
// in w + 1 units with weight (anchors.cc), then 64 bytes a repeat.
#include "leitong/passage_listing.h"

#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <thread>
#include <utility>

#include "engine/filter_run.h"
#include "engine/guarded.h"
#include "engine/json/json_text.h"
#include "engine/passage/passage_ranking.h"
#include "engine/passage/passage_search.h"
#include "engine/record/record_fields.h"
#include "passage/passage_counter.h"

namespace leitong {
namespace {

Error usage(std::string what, std::string advice) {
  return {.kind = Error::Kind::kUsage, .what = std::move(what), .advice = std::move(advice)};
}

std::optional<Error> problem_of(const PassageListingOptions& options) {
  if (options.min_passage < 2 || options.min_passage > std::numeric_limits<std::int32_t>::max()) {
    return usage("a passage must weigh from 2 to 2147483647", "--min-passage");
  }
  if (options.count < 2) return usage("what is repeated occurs at least twice", "--count");
  if (options.top < 1) return usage("at least one passage must be asked for", "--top");
  return std::nullopt;
}

FilterOptions reading(const PassageListingOptions& options) {
  FilterOptions reading;
  reading.inputs = options.inputs;
  reading.format = options.format;
  reading.field = options.field;
  reading.header = options.header;
  reading.delimiter = options.delimiter;
  reading.unit = Unit::kPassage;
  reading.within = options.within;
  reading.min_passage = options.min_passage;
  reading.comparison.fold = options.fold;
  reading.comparison.segmenter = options.segmenter;
  reading.output.clear();
  reading.temp_dir = options.temp_dir;
  reading.threads =
      options.threads != 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  return reading;
}

// Lists what was found in a run.
class Lister {
 public:
  Lister(const PassageListingOptions& options, FilterRun& run) : options_(options), run_(run) {}

  std::vector<ListedPassage> list() {
    Result<std::unique_ptr<Segmenter>> segmenter = make_segmenter(run_.comparison.segmenter);
    if (!segmenter) {
      run_.fail(std::move(segmenter.error()));
      return {};
    }
    PassageSearch search(run_, **segmenter);
    search.collect();
    if (!run_.stop) {
      search.find([&](const Repeat& repeat) {
        counter_.add(repeat.begin, repeat.end - repeat.tail, repeat.source);
      });
    }
    if (!run_.stop) rank(search);
    return std::move(listed_);
  }

 private:
  void rank(PassageSearch& search) {
    counter_.finish();
    PassageRanking ranking(options_, run_.inputs.format(), counter_, search.source());
    OpenFiles files(run_.options.inputs);
    const RecordFields fields(run_.inputs.layout(), run_.options);
    const std::vector<RankedPassage> ranked = ranking.rank();
    if (search.source().failure()) return run_.fail(*search.source().failure());
    for (const RankedPassage& passage : ranked) {
      const Place& place = passage.place;
      ListedPassage& listed = listed_.emplace_back();
      listed.occurrences = passage.occurrences;
      listed.records = passage.records;
      listed.weight = passage.weight;
      listed.input = run_.inputs.name(place.input);
      listed.record = place.record;
      listed.start = place.start;
      listed.end = place.end;
      std::string bytes(place.end - place.start, '\0');
      run_.check(search.store().read(files, place.input, place.start, bytes));
      fields.unescape(bytes, listed.text);
    }
  }

  const PassageListingOptions& options_;
  FilterRun& run_;
  PassageCounter counter_;
  std::vector<ListedPassage> listed_;
};

Result<PassageListing> list_checked(const PassageListingOptions& options,
                                    const FilterEvents& events) {
  if (auto problem = problem_of(options)) return std::unexpected(std::move(*problem));
  const FilterOptions filter = reading(options);
  Result<Inputs> inputs = Inputs::open(filter, false);
  if (!inputs) return std::unexpected(std::move(inputs.error()));
  const Format format = inputs->format();
  if (events.settled) {
    if (auto error = events.settled({.format = format, .unit = Unit::kPassage})) {
      return std::unexpected(std::move(*error));
    }
  }
  Result<Output> nowhere = Output::create("", {});
  if (!nowhere) return std::unexpected(std::move(nowhere.error()));
  Result<Output> nowhere_else = Output::create("", {});
  if (!nowhere_else) return std::unexpected(std::move(nowhere_else.error()));
  FilterRun run(filter, events, filter.comparison, std::move(*inputs), std::move(*nowhere),
                std::move(*nowhere_else), std::nullopt);
  run.passes = 2;
  PassageListing listing{.passages = Lister(options, run).list()};
  if (run.failure) return std::unexpected(std::move(*run.failure));
  listing.format = format;
  listing.records = run.report.read;
  listing.failed = run.report.failed;
  listing.input_errors = run.inputs.errors();
  return listing;
}

}  // namespace

std::string ListedPassage::json() const {
  std::string json = "{\"occurrences\":" + std::to_string(occurrences) +
                     ",\"records\":" + std::to_string(records) +
                     ",\"weight\":" + std::to_string(weight) + ",\"input\":";
  append_json_string(json, input);
  json += ",\"record\":" + std::to_string(record) + ",\"start\":" + std::to_string(start) +
          ",\"end\":" + std::to_string(end) + ",\"text\":";
  append_json_string(json, text);
  return json + "}\n";
}

Result<PassageListing> list_passages(const PassageListingOptions& options,
                                     const FilterEvents& events) {
  return guarded([&] { return list_checked(options, events); });
}

}  // namespace leitong
