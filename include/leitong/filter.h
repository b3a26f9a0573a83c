// The filter: inputs are read, each thing that repeats another is left out, and the rest is written
// byte for byte, in order. What the program `leitong` does, as one call.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "leitong/deduplicator.h"
#include "leitong/error.h"

namespace leitong {

enum class Format { kAuto, kText, kLines, kJsonl, kCsv, kTsv, kWarc };
// Of tables: records of columns.
[[nodiscard]] constexpr bool is_table(Format format) {
  return format == Format::kCsv || format == Format::kTsv;
}
// Whether the text of a record is a field of it, which is called by name.
[[nodiscard]] constexpr bool has_text_field(Format format) {
  return format == Format::kJsonl || is_table(format);
}
// Whether records have fields at all: those of WARC stand in a header beside the text.
[[nodiscard]] constexpr bool has_fields(Format format) {
  return has_text_field(format) || format == Format::kWarc;
}

enum class Unit { kRecord, kParagraph, kPassage, kFile };
// As they are called on the command line and in reports: "jsonl", "record".
[[nodiscard]] std::string_view name_of(Format format);
[[nodiscard]] std::string_view name_of(Unit unit);

// How records are decided; the answer is the same. kOnline: as they are read, with all that is kept
// in memory; for Keep::kFirst. kBatch: when all are read, within memory_bytes; the inputs are read
// twice.
enum class Executor { kOnline, kBatch };
[[nodiscard]] std::string_view name_of(Executor executor);

enum class Within { kAll, kFile, kRecord };
enum class OnError { kKeep, kDrop, kFail };

struct Keep {
  enum class Rule { kFirst, kLast, kLongest, kMax, kMin };
  Rule rule = Rule::kFirst;
  // kMax, kMin: the JSON field ("a.b" goes inside), the column, the field of a WARC header.
  std::string field = {};
};

struct FilterOptions {
  std::vector<std::string> inputs = {"-"};  // paths; "-" is standard input
  // Folders that stand for inputs which are in them: output_dir keeps what these are called below.
  std::vector<std::string> input_folders = {};
  // Files, or folders with all that is in them, that are read before the inputs and never written:
  // what repeats anything in them is a repeat. An output_dir in them is left out. One may be a
  // folder with an index of this comparison (index.h), for records and files: it ranks before all
  // else, and nothing is added to it.
  std::vector<std::string> against = {};
  // A folder with an index of this comparison (index.h): what repeats anything in it goes, and what
  // stays is added to it. For records and files. Empty: none.
  std::string index = {};
  Format format = Format::kAuto;  // kAuto: by extension, else by the first bytes
  std::string field = "text";     // the JSON field or the column that is compared
  // The JSON field, the column or the field of a WARC header that names a record in the audit.
  std::string id_field = {};
  bool header = true;    // kCsv, kTsv: the first record of each input names the columns, which can
                         // also be called by number, from 1
  char delimiter = ',';  // kCsv: what stands between columns; ASCII, no quote, no line end
  OnError on_error = OnError::kKeep;

  // none: kParagraph for text, kRecord for all else. kFile: each input is one record, and what is
  // written are the paths of those that stay, each in a line.
  std::optional<Unit> unit = {};
  bool null_paths = false;  // kFile: NUL ends each path instead of a line end
  // Further steps, each on what the one before kept. An option holds for the steps in which it has
  // a meaning; what is told of places is told of the inputs as they stand.
  std::vector<Unit> then = {};
  Within within = Within::kAll;
  std::optional<Method> method = {};  // none: kExact for paragraphs, else kMinhash
  Comparison comparison = {};         // its method is overruled by the one above
  // kParagraph, kPassage: the least weight of what is removed from a text.
  std::uint64_t min_passage = 50;
  // kPassage: passages with no more weight between them, here and where they stand first, are one.
  std::uint64_t gap = 0;
  // kPassage: only what stands in at least so many places goes, the first one counted.
  std::uint64_t count = 2;
  // kPassage, of records: the greatest share that passages of others may be cut out of one. Where
  // it would be more, the record is dropped if what is left is lighter than min_passage, else it
  // stays as it is.
  double max_cut = 0.8;
  Keep keep = {};

  std::string output = "-";  // path, "-" is standard output; empty: nothing is written
  // Instead of `output`: a folder that gets a file for each input, with the name that the input has
  // below the deepest folder that holds them all (and input_folders), and compressed as it is. Each
  // takes its name when it is complete; one of which nothing stays is an empty file.
  std::string output_dir = {};
  std::string removed = {};  // audit, JSONL: a line for each removed thing; empty: none
  // kRecord: each record that leads others, with what it leads, JSONL; empty: none. Costs 24 bytes
  // of memory for each record that is dropped.
  std::string clusters = {};
  std::string dropped = {};  // the dropped records as they were; empty: none
  std::string stats = {};    // FilterReport::json(), at the end; empty: nowhere
  // A file that gets an HTML page about the run, with some of what was removed; empty: none.
  std::string report = {};
  // Nothing is dropped or cut; what would be says what it repeats, or which spans of its text
  // (half-open, in code points) stand elsewhere: of kJsonl in a member "leitong", of tables in
  // columns "leitong_…", which every row gets that can be read.
  bool mark = false;
  bool line_buffered = false;  // write and flush each record as soon as it is decided
  bool stop_at_first = false;  // stop reading once something would be dropped (`--check -q`)

  std::size_t block_size = 0;  // of reading, in bytes; 0: a good one. No result depends on it
  unsigned threads = 0;        // 0: as many as cores
  // For input that must be read twice, and what memory does not hold; empty: $TMPDIR, else /tmp.
  std::string temp_dir = {};
  // kBatch: how much memory may be used. kOnline, near methods: how much of it to verify without
  // reading or computing anything twice. No result depends on it. None: half of machine_memory().
  std::optional<std::uint64_t> memory_bytes = {};
  // kRecord, kFile. None: kOnline where it can be and the index of what is kept fits memory_bytes,
  // as far as the beginnings of the inputs tell.
  std::optional<Executor> executor = {};
};

// Something worth a line on stderr that does not stop the work.
struct Warning {
  Error problem;  // what, where, advice
};

// Called now and then, from one thread at a time.
struct Progress {
  std::uint64_t bytes_read = 0;   // in this pass; of the inputs as they stand, compressed or not
  std::uint64_t bytes_total = 0;  // 0: unknown (a pipe, the first time)
  unsigned pass = 1;              // over the inputs, of
  unsigned passes = 1;            // … as many, in all steps
  std::uint64_t records = 0;
  std::uint64_t removed = 0;
};

struct FilterReport {
  Format format = Format::kAuto;  // of the first input
  Unit unit = Unit::kRecord;      // of several steps that of the first
  Method method = Method::kMinhash;
  // kRecord, kFile: which it was, and why; no reason: it goes without saying.
  Executor executor = Executor::kOnline;
  std::string executor_reason = {};
  // FilterOptions::then: what each step did; the counts beside them are of all of them.
  std::vector<FilterReport> steps = {};

  // Records; in text, where nothing else is kept or dropped whole, paragraphs.
  std::uint64_t read = 0, kept = 0, removed = 0;
  std::uint64_t failed = 0;  // records that could not be read; passed through (on_error)
  std::uint64_t cut = 0;     // of those kept, the ones that lost passages
  std::uint64_t blank = 0;   // blank lines, which are neither
  // kWarc: records that are no text of a page, which were passed through and are not counted above,
  // and those of them that are responses.
  std::uint64_t others = 0, responses = 0;
  // kParagraph, in text and in JSONL: paragraphs, and the runs that were removed. kPassage: the
  // passages.
  std::uint64_t paragraphs_read = 0, paragraphs_removed = 0, passages = 0;
  std::uint64_t bytes_read = 0;  // decompressed
  std::uint64_t bytes_written = 0;
  // FilterOptions::output_dir: the files that were written, and those of them that are empty.
  std::uint64_t shards = 0, empty_shards = 0;
  std::uint64_t ill_formed = 0;  // parts of the input that are not UTF-8
  // UTF-16 units of the fold that were cut into words for comparison, and those of them that the
  // fast segmenter left to ICU.
  std::uint64_t units_segmented = 0, units_given_to_icu = 0;
  MatchCounts match = {};
  BandPlan bands = {};
  std::uint64_t index_bytes = 0;  // what must be held of all that is kept
  std::uint64_t cache_bytes = 0;  // of FilterOptions::memory_bytes, what was used
  double seconds_wall = 0, seconds_cpu = 0;
  std::uint64_t peak_memory_bytes = 0;

  // The inputs that could not be read to their end; what decoded of them was processed.
  std::vector<Error> input_errors = {};

  // `--stats`: one JSON object in one line, with the versions of docs/design.md section 5.
  [[nodiscard]] std::string json() const;
};

struct FilterEvents {
  // Format, unit and method of the report are settled, nothing is written yet. An error ends the
  // run.
  std::function<std::optional<Error>(const FilterReport&)> settled = {};
  std::function<void(const Warning&)> warning = {};
  std::function<void(const Progress&)> progress = {};
};

// Runs to the end. An error means that the work could not be started or finished; an input that
// breaks off in the middle is reported in `input_errors` after all the others were done.
[[nodiscard]] Result<FilterReport> run_filter(const FilterOptions& options,
                                              const FilterEvents& events = {});

// Bytes of memory that this machine has, or that the container may use.
[[nodiscard]] std::uint64_t machine_memory();

// What an errno means for an output, and what can be done about it.
[[nodiscard]] Error output_error(int code, const std::string& path);

// Is this the end of a pipe whose reader has gone (`| head`)? No reason for a message.
[[nodiscard]] bool is_closed_pipe(const Error& error);

// Removes outputs that have not taken their name yet. Async-signal-safe: for a handler that then
// lets the signal end the process.
void discard_unfinished_outputs();

}  // namespace leitong
