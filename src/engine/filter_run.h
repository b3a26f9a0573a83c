// What the executors of one run share.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/explain/record_explainer.h"
#include "engine/features.h"
#include "engine/index/index_judge.h"
#include "engine/input/inputs.h"
#include "engine/output/output.h"
#include "engine/record/record_fields.h"
#include "engine/report/audit.h"
#include "engine/report/cluster_list.h"
#include "leitong/error.h"
#include "leitong/filter.h"

namespace leitong {

// Inputs are read by one thread at a time; everything that is written, counted or said belongs to
// the thread that finishes blocks.
struct FilterRun {
  const FilterOptions& options;
  const FilterEvents& events;
  Comparison comparison;  // with the method that was settled on
  Inputs inputs;
  Output output;
  Output dropped;
  std::optional<Audit> audit;
  std::optional<ClusterList> clusters = {};
  IndexJudge* index = nullptr;            // FilterOptions::index
  IndexJudge* reference_index = nullptr;  // the one in FilterOptions::against
  // Of inputs, then of what the index has its records from.
  std::vector<std::string> place_names = {};
  RecordExplainer* explainer = nullptr;
  FilterReport report = {};

  // The first failure that ends the run, and whether to stop for it or because the question is
  // answered.
  std::optional<Error> failure = {};
  std::atomic<bool> stop = false;
  std::int64_t input_warned_of = -1;
  bool is_first_step = true;
  bool header_written = false;
  // Over the inputs, those of the steps before counted.
  unsigned pass = 0;
  unsigned passes = 1;

  FilterRun(const FilterOptions& the_options, const FilterEvents& the_events,
            Comparison the_comparison, Inputs the_inputs, Output the_output, Output the_dropped,
            std::optional<Audit> the_audit)
      : options(the_options),
        events(the_events),
        comparison(the_comparison),
        inputs(std::move(the_inputs)),
        output(std::move(the_output)),
        dropped(std::move(the_dropped)),
        audit(std::move(the_audit)) {}

  // The first inputs, which are only compared with (FilterOptions::against).
  std::uint32_t references = 0;
  [[nodiscard]] bool is_reference(std::uint32_t input) const { return input < references; }

  bool counts_references = false;  // are those in the report now?
  // What is counted from here on is of this input, and nothing that is counted of references is
  // reported.
  void count_for(std::uint32_t input);
  // … and what is written is of this block.
  void write_for(const Block& block, std::string_view line_end);

  // Whether the byte order mark at the begin of a block is written: in the middle of an output it
  // would be a character like any other.
  [[nodiscard]] bool keeps_byte_order_mark(const Block& block) const {
    const bool begins_output = block.input == references || !options.output_dir.empty();
    return block.byte_order_mark && begins_output;
  }

  // Takes the header of an input, once. Whether it is written: tables with the same columns become
  // one, unless each input has its own output or is read again by a next step. What is dropped is
  // one table.
  [[nodiscard]] bool begins_table(std::uint32_t input, std::string_view header);

  // Whether not the records are written but the paths of the inputs, which are one each.
  [[nodiscard]] bool writes_paths() const { return report.unit == Unit::kFile; }

  // Whether records are compressed one by one, as readers of WARC expect.
  [[nodiscard]] bool separates_records() const {
    return inputs.format() == Format::kWarc && !writes_paths();
  }

  // Whether it must be known where leaders stand.
  [[nodiscard]] bool names_leaders() const {
    return audit.has_value() || clusters.has_value() || explainer != nullptr || options.mark;
  }
  // Where a stored record stands, by place_names.
  [[nodiscard]] Place place_in_index(const StoredRecord& record) const;
  // Tells all that ask of a record that was removed. An empty id means that there is none.
  void tell_removed(const Place& removed, std::string_view id, std::string_view rule,
                    double similarity, const Place& leader, std::string_view leader_id);

  // Remembers the first failure.
  void check(Result<void> result);
  void fail(Error error);
  // Counts a record that holds no text; false if it is of another kind.
  bool count_other(RecordKind kind);
  // Counts a removed thing, and stops if that answers the question.
  void count_removed(std::uint64_t things = 1);
  // The same of a thing that stays but for a part of it.
  void count_cut();
  // A record that can't be read: says so, and whether it stays, as --on-error has it.
  [[nodiscard]] bool keeps_unreadable(Error problem);
  void warn(Error problem) const;
  void add_counts(const MatchCounts& counts);
  // What was read, and how much of it is not UTF-8: much of it is worth a word, once an input.
  void count_block(const Block& block, const FeatureList& features);
  void count_block(const Block& block, std::uint64_t ill_formed);
  // The inputs are read from their begin, as often as passes_of() says.
  void begin_pass() { ++pass; }
  // After a block.
  void show_progress(std::uint64_t raw_bytes_read) const;
  // … in a later pass, of which this share is done.
  void show_progress_of_pass(double share) const;
  void flush_if_asked();
};

// Whether records are lines that are compared exactly, and nobody asks which of them lead.
[[nodiscard]] bool are_lines_alone(const FilterRun& run);

// run_filter(), with someone who follows a record through it: one step, by record.
[[nodiscard]] Result<FilterReport> run_explained_filter(const FilterOptions& options,
                                                        RecordExplainer& explainer,
                                                        const FilterEvents& events);

// The executors. Each reads all inputs and writes what stays; failures are left in `run`.
void filter_lines(FilterRun& run);               // online: if are_lines_alone()
void filter_records(FilterRun& run);             // online: --keep first
void filter_records_by_index(FilterRun& run);    // the same beside what an index holds
void filter_records_in_batches(FilterRun& run);  // any rank, any number: two passes
void filter_paragraphs(FilterRun& run);
void filter_paragraphs_backwards(FilterRun& run);  // --keep last: two passes
void filter_passages(FilterRun& run);              // three passes

}  // namespace leitong
