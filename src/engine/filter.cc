#include "leitong/filter.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <string>
#include <thread>
#include <utility>

#include "engine/batch/executor_choice.h"
#include "engine/filter_checks.h"
#include "engine/filter_run.h"
#include "engine/guarded.h"
#include "engine/index/run_index.h"
#include "engine/judge.h"
#include "engine/output/shards.h"
#include "engine/output/shared_output.h"
#include "engine/report/removal_sample.h"
#include "engine/report/report_page.h"
#include "engine/steps.h"
#include "io/folder.h"
#include "io/sink.h"
#include "io/unfinished.h"
#include "leitong/index.h"

namespace leitong {
namespace {

constexpr std::size_t kShownRemovals = 20;  // on the page

// `named`: the inputs, and the folders that stand for some of them.
Result<Output> create_output(const FilterOptions& options, const std::vector<std::string>& named,
                             const Inputs& inputs, std::uint32_t references) {
  if (options.output_dir.empty()) return Output::create(options.output, inputs.identities());
  Result<std::vector<Shard>> shards =
      create_shards(options.output_dir, named, inputs, references, other_outputs(options));
  if (!shards) return std::unexpected(std::move(shards.error()));
  return Output::create(std::move(*shards));
}

struct Step {
  FilterOptions options;
  Comparison comparison;  // with the method that was settled on
  FilterReport settled;
};

Result<std::vector<Step>> settle_steps(const FilterOptions& options, Format format) {
  const Unit first =
      options.unit.value_or(format == Format::kText ? Unit::kParagraph : Unit::kRecord);
  std::vector<Step> steps;
  for (FilterOptions& step : steps_of(options, first)) {
    const Unit unit = step.unit.value_or(first);
    if (auto error = check_index_options(options, unit)) return std::unexpected(std::move(*error));
    if (auto error = check_format(step, format, unit)) return std::unexpected(std::move(*error));
    Comparison comparison = step.comparison;
    const bool whole = unit == Unit::kRecord || unit == Unit::kFile;
    comparison.method = step.method.value_or(whole ? Method::kMinhash : Method::kExact);
    if (Result<Judge> judge = Judge::create(comparison); !judge) {
      return std::unexpected(std::move(judge.error()));
    }
    FilterReport settled{.format = format, .unit = unit, .method = comparison.method};
    if (whole) {
      ExecutorChoice choice = choose_executor(step, comparison, format);
      step.executor = settled.executor = choice.executor;
      settled.executor_reason = std::move(choice.why);
    }
    steps.push_back({std::move(step), comparison, settled});
  }
  return steps;
}

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

std::uint64_t peak_memory() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

void execute(FilterRun& run) {
  const bool first = run.options.keep.rule == Keep::Rule::kFirst;
  if (run.report.unit == Unit::kPassage) {
    filter_passages(run);
  } else if (run.report.unit == Unit::kParagraph) {
    first ? filter_paragraphs(run) : filter_paragraphs_backwards(run);
  } else if (run.index != nullptr) {
    filter_records_by_index(run);
  } else if (run.report.executor == Executor::kBatch) {
    filter_records_in_batches(run);
  } else {
    are_lines_alone(run) ? filter_lines(run) : filter_records(run);
  }
}

void tell_of_responses(const FilterRun& run) {
  if (run.report.responses == 0) return;
  run.warn({.kind = Error::Kind::kInput,
            .what = "responses, of which no text is taken, were passed through: " +
                    std::to_string(run.report.responses),
            .advice = "WET files have the text"});
}

// What has no meaning where one record is followed.
std::optional<Error> check_explained(const FilterOptions& options, const std::vector<Step>& steps) {
  if (!options.index.empty() || !reference_index(options).empty()) {
    return Error{.kind = Error::Kind::kUsage,
                 .what = "what stands in an index is not explained",
                 .advice = "leitong index query finds what resembles a record"};
  }
  if (steps.size() == 1 && steps.front().settled.unit == Unit::kRecord) return std::nullopt;
  return Error{.kind = Error::Kind::kUsage,
               .what = "only single records are explained",
               .advice = "--by record; --removed says of passages, and of files, what they repeat"};
}

// `explainer`: null, or who follows a record.
Result<FilterReport> run_checked(FilterOptions options, const FilterEvents& events,
                                 RecordExplainer* explainer) {
  const auto start = std::chrono::steady_clock::now();
  const double cpu_start = cpu_seconds();
  if (options.threads == 0) options.threads = std::max(1U, std::thread::hardware_concurrency());

  const auto failed = [](Error& error) { return std::unexpected(std::move(error)); };
  if (auto error = check_options(options)) return failed(*error);
  Result<std::vector<std::string>> references =
      files_of(reference_paths(options), options.output_dir);
  if (!references) return failed(references.error());
  std::vector<std::string> named = options.inputs;
  named.insert(named.end(), options.input_folders.begin(), options.input_folders.end());
  options.inputs.insert(options.inputs.begin(), references->begin(), references->end());
  const auto reference_count = static_cast<std::uint32_t>(references->size());
  const bool read_twice =
      options.keep.rule != Keep::Rule::kFirst || !options.then.empty() || explainer != nullptr;
  Result<Inputs> inputs = Inputs::open(options, read_twice);
  if (!inputs) return failed(inputs.error());
  Result<std::vector<Step>> steps = settle_steps(options, inputs->format());
  if (!steps) return failed(steps.error());
  if (steps->front().settled.executor == Executor::kBatch) inputs->expect_rewind();
  if (events.settled) {
    std::vector<FilterReport> settled;
    for (const Step& step : *steps) settled.push_back(step.settled);
    if (auto error = events.settled(join_reports(std::move(settled)))) return failed(*error);
  }
  if (explainer != nullptr) {
    if (auto error = check_explained(options, *steps)) return failed(*error);
    if (Result<void> started = explainer->start(options.inputs, reference_count); !started) {
      return failed(started.error());
    }
  }
  const bool adds = !options.index.empty();
  const std::string reference = reference_index(options);
  std::optional<IndexJudge> index;
  std::vector<std::string> names = options.inputs;
  if (adds || !reference.empty()) {
    const Comparison& comparison = steps->front().comparison;
    Result<IndexJudge> opened =
        adds ? open_run_index(options, comparison) : open_reference_index(reference, comparison);
    if (!opened) return failed(opened.error());
    index.emplace(std::move(*opened));
    std::ranges::copy(index->store().sources(), std::back_inserter(names));
  }

  const auto& identities = inputs->identities();
  Result<Output> output = create_output(options, named, *inputs, reference_count);
  if (!output) return failed(output.error());
  Result<Output> dropped = Output::create(options.dropped, identities);
  if (!dropped) return failed(dropped.error());
  Result<Output> stats = Output::create(options.stats, identities);
  if (!stats) return failed(stats.error());
  Result<Output> page = Output::create(options.report, identities);
  if (!page) return failed(page.error());
  RemovalSample sample(kShownRemovals);
  std::optional<Audit> audit;
  if (!options.removed.empty() || !options.report.empty()) {
    Result<Audit> created = Audit::create(options.removed, identities, names, reference_count);
    if (!created) return failed(created.error());
    audit.emplace(std::move(*created));
    audit->sample_into(sample);
  }
  std::optional<ClusterList> clusters;
  if (!options.clusters.empty()) {
    Result<ClusterList> created =
        ClusterList::create(options.clusters, identities, names, reference_count, options.temp_dir);
    if (!created) return failed(created.error());
    clusters.emplace(std::move(*created));
  }

  // What is to be said of an input is said in the first step.
  const FilterEvents later_events{.progress = events.progress};
  unsigned passes = 0;
  for (const Step& step : *steps) passes += passes_of(step.options, step.settled.unit);
  unsigned passes_done = 0;
  std::vector<FilterReport> reports;
  bool stopped = false;
  for (std::size_t i = 0; i < steps->size() && !stopped; ++i) {
    const Step& step = (*steps)[i];
    const bool is_last = i + 1 == steps->size();
    FilterRun run(
        step.options, i == 0 ? events : later_events, step.comparison, std::move(*inputs),
        is_last ? std::move(*output) : Output::create_for_next_step(options.inputs.size()),
        std::move(*dropped), std::move(audit));
    run.report = step.settled;
    run.is_first_step = i == 0;
    if (index) (adds ? run.index : run.reference_index) = &*index;
    run.place_names = names;
    run.references = reference_count;
    run.counts_references = reference_count > 0;
    if (!step.options.clusters.empty()) run.clusters = std::exchange(clusters, std::nullopt);
    run.pass = passes_done;
    run.passes = passes;
    run.explainer = explainer;
    execute(run);
    passes_done = run.pass;
    run.count_for(reference_count);
    if (explainer != nullptr && !run.failure) run.check(explainer->finish(run));
    if (is_last && !run.failure) run.check(run.output.close());
    if (run.clusters && !run.failure) run.check(run.clusters->close());
    if (run.failure) return failed(*run.failure);
    if (i == 0) tell_of_responses(run);
    stopped = run.stop;
    run.report.bytes_written = run.output.bytes_written();
    run.report.shards = run.output.shards();
    run.report.empty_shards = run.output.empty_shards();
    if (!is_last) {
      run.inputs.start_step(run.inputs.original(run.output.take_stretches()), reference_count);
    }
    reports.push_back(std::move(run.report));
    *inputs = std::move(run.inputs);
    *dropped = std::move(run.dropped);
    audit = std::move(run.audit);
  }
  if (Result<void> closed = dropped->close(); !closed) return failed(closed.error());
  if (audit) {
    if (Result<void> closed = audit->close(); !closed) return failed(closed.error());
  }
  // What stays is written out whole: now it counts in the index.
  if (adds) {
    if (Result<void> committed = index->store().commit(); !committed) {
      return failed(committed.error());
    }
  }

  FilterReport report = join_reports(std::move(reports));
  report.input_errors = inputs->errors();
  report.seconds_wall =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  report.seconds_cpu = cpu_seconds() - cpu_start;
  report.peak_memory_bytes = peak_memory();
  if (!options.stats.empty()) {
    if (Result<void> written = stats->write(report.json() + "\n"); !written) {
      return failed(written.error());
    }
    if (Result<void> closed = stats->close(); !closed) return failed(closed.error());
  }
  if (!options.report.empty()) {
    options.comparison = steps->front().comparison;
    if (Result<void> written = page->write(report_page(report, options, sample)); !written) {
      return failed(written.error());
    }
    if (Result<void> closed = page->close(); !closed) return failed(closed.error());
  }
  return report;
}

}  // namespace

Result<FilterReport> run_filter(const FilterOptions& options, const FilterEvents& events) {
  return guarded([&] { return run_checked(options, events, nullptr); });
}

Result<FilterReport> run_explained_filter(const FilterOptions& options, RecordExplainer& explainer,
                                          const FilterEvents& events) {
  return guarded([&] { return run_checked(options, events, &explainer); });
}

Error output_error(int code, const std::string& path) { return write_error(code, path); }

bool is_closed_pipe(const Error& error) { return is_broken_pipe(error); }

void discard_unfinished_outputs() { remove_unfinished_outputs(); }

}  // namespace leitong
