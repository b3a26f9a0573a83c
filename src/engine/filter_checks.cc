#include "engine/filter_checks.h"

#include <cerrno>
#include <filesystem>
#include <limits>
#include <string>
#include <system_error>
#include <utility>

#include "engine/steps.h"
#include "io/system_error.h"

namespace leitong {
namespace {

Error usage(std::string what, std::string advice = {}) {
  return {.kind = Error::Kind::kUsage, .what = std::move(what), .advice = std::move(advice)};
}

// Whether it is needed shows late; that it is missing should not.
std::optional<Error> check_temp_dir(const std::string& folder) {
  std::error_code unknown;
  if (folder.empty() || std::filesystem::is_directory(folder, unknown)) return std::nullopt;
  const bool exists = std::filesystem::exists(folder, unknown);
  Error error = system_error(Error::Kind::kOutput, exists ? ENOTDIR : ENOENT, folder);
  error.advice = "--temp-dir names another place";
  return error;
}

// What has no meaning where passages are looked for anywhere.
std::optional<Error> check_passages(const FilterOptions& options) {
  if (options.method.value_or(Method::kExact) != Method::kExact) {
    return usage("passages are compared by their exact form", "--by paragraph knows --method");
  }
  if (options.keep.rule != Keep::Rule::kFirst) {
    return usage("of passages the first copy stays", "--by paragraph knows --keep last");
  }
  if (options.line_buffered) {
    return usage("passages are known only when all is read", "--line-buffered or --by passage");
  }
  if (options.count < 2) return usage("what is repeated occurs at least twice", "--count");
  if (options.count > 2 && options.min_passage < 2) {
    return usage("passages that are counted weigh at least 2", "--min-passage");
  }
  if (options.min_passage == 0 || options.min_passage > std::numeric_limits<std::int32_t>::max()) {
    return usage("a passage must weigh from 1 to 2147483647", "--min-passage");
  }
  return std::nullopt;
}

// What has no meaning where each file is one record.
std::optional<Error> check_files(const FilterOptions& options) {
  if (options.format != Format::kAuto) {
    return usage("a file is compared as it is, whatever its format", "--format or --by file");
  }
  if (options.within != Within::kAll) {
    return usage("nothing repeats inside one file that is one record", "--within or --by file");
  }
  if (options.mark) return usage("files are not marked", "--mark or --by file");
  if (!options.output_dir.empty()) {
    return usage("paths are written, not files", "--output-dir or --by file");
  }
  return std::nullopt;
}

}  // namespace

namespace {

std::optional<Error> check_executor(const FilterOptions& options, Unit unit) {
  if (unit != Unit::kRecord && unit != Unit::kFile) {
    return usage("only records and files are decided in one way or another",
                 "--executor or --by record");
  }
  if (options.executor == Executor::kOnline) {
    if (options.keep.rule == Keep::Rule::kFirst) return std::nullopt;
    return usage("which copy stays is known only when all have been read",
                 "--executor batch or --keep first");
  }
  if (options.line_buffered) {
    return usage("batches are decided when all is read", "--line-buffered or --executor batch");
  }
  if (!options.index.empty()) {
    return usage("what an index holds is not in memory anyway", "--index or --executor batch");
  }
  return std::nullopt;
}

}  // namespace

std::vector<NamedOutput> other_outputs(const FilterOptions& options) {
  return {{options.removed, "--removed"},
          {options.dropped, "--dropped"},
          {options.clusters, "--clusters"},
          {options.stats, "--stats"},
          {options.report, "--report"}};
}

std::optional<Error> check_options(const FilterOptions& options) {
  const Comparison& comparison = options.comparison;
  if (!(comparison.threshold > 0 && comparison.threshold <= 1)) {
    return usage("the threshold must be above 0 and at most 1", "--threshold");
  }
  if (!(comparison.recall > 0 && comparison.recall < 1)) {
    return usage("the recall must be between 0 and 1", "--recall");
  }
  if (comparison.distance < 0 || comparison.distance > 16) {
    return usage("the distance must be from 0 to 16 bits", "--distance");
  }
  const bool by_field =
      options.keep.rule == Keep::Rule::kMax || options.keep.rule == Keep::Rule::kMin;
  if (by_field && options.keep.field.empty()) return usage("which field?", "--keep max:FIELD");
  if (!(options.max_cut >= 0 && options.max_cut <= 1)) {
    return usage("the share that may be cut must be from 0 to 1", "--max-cut");
  }
  if (options.line_buffered && options.keep.rule != Keep::Rule::kFirst) {
    return usage("only the first copy can be told as it comes", "--line-buffered or --keep");
  }
  if (!options.against.empty() && options.within != Within::kAll) {
    return usage("what repeats a reference does so across inputs", "--against or --within");
  }
  if (auto error = check_temp_dir(options.temp_dir)) return error;
  if (auto error = check_steps(options)) return error;
  if (!options.output_dir.empty()) {
    if (!options.output.empty() && options.output != "-") {
      return usage("the result goes to one file or to a folder", "--output or --output-dir");
    }
    if (options.line_buffered) {
      return usage("a file in a folder appears when it is complete",
                   "--line-buffered or --output-dir");
    }
  }
  std::vector<NamedOutput> outputs = other_outputs(options);
  if (options.output_dir.empty()) outputs.insert(outputs.begin(), {options.output, "--output"});
  return find_shared_output(outputs);
}

std::optional<Error> check_format(const FilterOptions& options, Format format, Unit unit) {
  if (unit == Unit::kFile) {
    if (auto error = check_files(options)) return error;
  } else if (options.null_paths) {
    return usage("only --by file writes paths that NUL could end", "-0");
  }
  if (format == Format::kText && unit == Unit::kRecord) {
    return usage("text has no records", "--format lines makes each line one");
  }
  if (format == Format::kLines && unit == Unit::kParagraph) {
    return usage("lines are records, not paragraphs", "--format text takes lines as paragraphs");
  }
  if (options.within == Within::kRecord && unit == Unit::kRecord) {
    return usage("inside a record only paragraphs or passages can repeat",
                 "--by paragraph or passage");
  }
  if (options.within == Within::kRecord && format == Format::kText) {
    return usage("text has no records", "--within file");
  }
  if (format == Format::kWarc && (unit == Unit::kParagraph || unit == Unit::kPassage)) {
    return usage("a page of WARC stays whole: its header has its length and a hash of it",
                 "--by record; or --by passage on text taken out of it");
  }
  if (options.method == Method::kContained && unit == Unit::kParagraph) {
    return usage("only records can be contained in others", "--contained or --by paragraph");
  }
  if (options.mark && !has_text_field(format)) {
    return usage("only records of JSONL, CSV and TSV can be marked", "--mark or --format");
  }
  if (options.mark && !options.dropped.empty()) {
    return usage("marked records are not dropped", "--mark or --dropped");
  }
  if (!options.clusters.empty() && unit == Unit::kParagraph) {
    return usage("runs of paragraphs overlap and form no clusters",
                 "--removed names each with its source");
  }
  if (!options.clusters.empty() && unit == Unit::kPassage) {
    return usage("passages overlap and form no clusters", "'leitong passages' counts them");
  }
  const Keep::Rule rule = options.keep.rule;
  if (!options.against.empty() && unit == Unit::kParagraph && rule != Keep::Rule::kFirst) {
    return usage("the references come first", "--against or --keep last");
  }
  if (unit == Unit::kParagraph && rule != Keep::Rule::kFirst && rule != Keep::Rule::kLast) {
    return usage("of paragraphs the first or the last can stay", "--keep first or --keep last");
  }
  if (options.executor) {
    if (auto error = check_executor(options, unit)) return error;
  }
  if (unit == Unit::kPassage) {
    if (auto error = check_passages(options)) return error;
  }
  if (!options.header && !is_table(format)) {
    return usage("only CSV and TSV have a header", "--no-header or --format csv");
  }
  if (!has_fields(format)) {
    if (rule == Keep::Rule::kMax || rule == Keep::Rule::kMin) {
      return usage("only JSONL, CSV, TSV and WARC have fields to keep by", "--format");
    }
    if (!options.id_field.empty()) {
      return usage("only JSONL, CSV, TSV and WARC have a field for the id", "--format");
    }
  }
  return std::nullopt;
}

}  // namespace leitong
