// Records are parsed by several threads and answered in order by one; each block's answers are
// written out before more input is waited for.
#include <string>
#include <utility>

#include "engine/block_pipeline.h"
#include "engine/filter_run.h"
#include "engine/guarded.h"
#include "engine/index/index_info.h"
#include "engine/index/index_judge.h"
#include "engine/json/json_text.h"
#include "engine/record/record_batch.h"
#include "leitong/index.h"

namespace leitong {
namespace {

class Asker {
 public:
  Asker(FilterRun& run, IndexJudge judge) : run_(run), judge_(std::move(judge)) {}

  void finish(const RecordBatch& batch) {
    answers_.clear();
    for (const BatchRecord& record : batch.records) {
      if (record.kind == RecordKind::kCompared) {
        answer(batch, record);
      } else if (record.kind == RecordKind::kUnreadable) {
        tell_unreadable(batch, record);
      }
      if (run_.stop) break;
    }
    run_.count_block(batch.block, batch.features);
    run_.check(run_.output.write(answers_));
    run_.check(run_.output.flush());
  }

 private:
  void begin(const RecordBatch& batch, const BatchRecord& record, const std::string& id) {
    const Block& block = batch.block;
    answers_ += '{';
    append_place(answers_,
                 {.input = block.input,
                  .record = block.first_line + record.line,
                  .start = block.offset + record.begin,
                  .end = block.offset + record.end},
                 run_.inputs.name(block.input), id);
    answers_ += ",\"matches\":";
  }

  void answer(const RecordBatch& batch, const BatchRecord& record) {
    ++run_.report.read;
    const Result<std::vector<IndexMatch>> matches =
        index_matches(judge_, batch.features, record.index);
    if (!matches) return run_.fail(matches.error());
    begin(batch, record, batch.ids.empty() ? std::string() : batch.ids[record.index]);
    answers_ += '[';
    for (const IndexMatch& match : *matches) {
      answers_ += &match == matches->data() ? "{" : ",{";
      answers_ += "\"similarity\":";
      append_decimal(answers_, match.similarity, 4);
      answers_ += ',';
      append_place(
          answers_,
          {.record = match.record.record, .start = match.record.start, .end = match.record.end},
          match.record.input, match.record.id);
      answers_ += '}';
    }
    answers_ += "]}\n";
    if (!matches->empty()) ++run_.report.removed;
  }

  void tell_unreadable(const RecordBatch& batch, const BatchRecord& record) {
    ++run_.report.read;
    ++run_.report.failed;
    begin(batch, record, {});
    answers_ += "null}\n";
    Error problem = batch.problems[record.index];
    problem.path = run_.inputs.name(batch.block.input);
    problem.line = batch.block.first_line + record.line;
    run_.warn(std::move(problem));
  }

  FilterRun& run_;
  IndexJudge judge_;
  std::string answers_;
};

Result<IndexQueryReport> query_checked(const IndexQueryOptions& options,
                                       const FilterEvents& events) {
  Result<IndexJudge> judge = IndexJudge::open(options.index, IndexStore::Access::kRead);
  if (!judge) return std::unexpected(std::move(judge.error()));
  FilterOptions reading;
  reading.inputs = options.inputs;
  reading.format = options.format;
  reading.field = options.field;
  reading.id_field = options.id_field;
  reading.header = options.header;
  reading.threads = options.threads;
  reading.line_buffered = true;
  Result<Inputs> inputs = Inputs::open(reading, false);
  if (!inputs) return std::unexpected(std::move(inputs.error()));
  if (inputs->format() == Format::kText) {
    return std::unexpected(Error{.kind = Error::Kind::kUsage,
                                 .what = "text has no records",
                                 .advice = "--format lines makes each line one"});
  }
  if (events.settled) {
    if (auto error = events.settled({.format = inputs->format()})) return std::unexpected(*error);
  }
  Result<Output> output = Output::create(options.output, inputs->identities());
  if (!output) return std::unexpected(std::move(output.error()));
  Result<Output> nowhere = Output::create("", {});
  if (!nowhere) return std::unexpected(std::move(nowhere.error()));

  FilterRun run(reading, events, judge->comparison(), std::move(*inputs), std::move(*output),
                std::move(*nowhere), std::nullopt);
  run.report.format = run.inputs.format();
  Asker asker(run, std::move(*judge));
  const RecordWork work{.ids = !options.id_field.empty()};
  for_each_batch<RecordBatch, RecordParser>(
      run,
      [&] { return RecordParser::create(run.options, run.inputs.layout(), run.comparison, work); },
      [&](const RecordBatch& batch) { asker.finish(batch); });
  if (!run.failure) run.check(run.output.close());
  if (run.failure) return std::unexpected(*run.failure);
  return IndexQueryReport{.format = run.report.format,
                          .records = run.report.read,
                          .found = run.report.removed,
                          .failed = run.report.failed,
                          .input_errors = run.inputs.errors()};
}

}  // namespace

Result<IndexQueryReport> query_index(const IndexQueryOptions& options, const FilterEvents& events) {
  return guarded([&] { return query_checked(options, events); });
}

}  // namespace leitong
