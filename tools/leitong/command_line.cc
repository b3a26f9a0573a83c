#include "command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <optional>
#include <sstream>
#include <string_view>

#include "leitong/text_comparison.h"
#include "leitong/version.h"
#include "options.h"

namespace leitong::tool {
namespace {

constexpr const char* kReading = "Reading";
constexpr const char* kCompared = "What is compared";
constexpr const char* kHow = "How";
constexpr const char* kStays = "Which copy stays";
constexpr const char* kWriting = "Writing";
constexpr const char* kRunning = "Running";

struct Description {
  Command command;
  const char* name;  // how the user calls it
  const char* does;
  const char* exit;
};

constexpr std::array kDescriptions = {
    Description{
        Command::kDedup, "leitong",
        "Finds repeated text, keeps one copy, and writes the rest as it was.\n",
        "Exit: 0 done; 1 --check: yes; 2 error; 3 done, but some records could not be\n"
        "read and stayed. Also `leitong tokens --help`: see what is compared;\n"
        "`leitong compare --help`: what two texts share; `leitong passages --help`: what is\n"
        "repeated most often."},
    Description{Command::kTokens, "leitong tokens",
                "Prints what is compared: for each line of input its folded tokens.\n",
                "Exit: 0 done; 2 error; 3 done, but some records could not be read (empty lines)."},
    Description{Command::kCompare, "leitong compare",
                "Shows what two texts share: similarity, containment, and the passages that\n"
                "stand in both, wherever they begin.\n",
                "Exit: 0 both were read; 2 error."},
    Description{Command::kPassages, "leitong passages",
                "Lists the passages that are repeated most often, and where they stand first.\n",
                "Exit: 0 done; 2 error; 3 done, but some records could not be read."},
};

const Description& describe(Command command) {
  return *std::ranges::find(kDescriptions, command, &Description::command);
}

std::vector<std::pair<std::string, When>> whens() {
  return {{"auto", When::kAuto}, {"always", When::kAlways}, {"never", When::kNever}};
}

// The groups stand in the order in which their first options are added.

void add_reading(CLI::App& app, CommandLine& line, bool tokens) {
  FilterOptions& filter = line.filter;
  app.add_option("FILE", filter.inputs,
                 "Plain or gz, bz2, xz, zst, lz4, whatever its name; '-' is stdin [-]")
      ->option_text(" ");
  add_value(app, "--format", "FORMAT",
            "text (paragraphs), lines (each line a record), jsonl, or auto: by name,\n"
            "else by the first bytes, but never lines [auto]",
            kReading,
            choice(filter.format, {{"auto", Format::kAuto},
                                   {"text", Format::kText},
                                   {"lines", Format::kLines},
                                   {"jsonl", Format::kJsonl}}));
  add_value(app, "-f,--field", "FIELD",
            "JSONL: the field that is compared; a.b is b inside a [text]", kReading,
            text(filter.field));
  if (tokens) return;
  add_value(app, "--id-field", "FIELD", "JSONL: the field that names a record in --removed [none]",
            kReading, text(filter.id_field));
  add_value(app, "--on-error", "WHAT",
            "JSONL: a record that can't be read: keep (as it is; exit 3), drop, or\n"
            "fail (exit 2) [keep]",
            kReading,
            choice(filter.on_error,
                   {{"keep", OnError::kKeep}, {"drop", OnError::kDrop}, {"fail", OnError::kFail}}));
}

void add_segmenter(CLI::App& app, CommandLine& line) {
  add_value(app, "--segmenter", "NAME", "Words by: icu itself, or auto: faster, the same [auto]",
            kCompared,
            choice(line.filter.comparison.segmenter,
                   {{"auto", SegmenterKind::kAuto}, {"icu", SegmenterKind::kIcu}}));
}

void add_no_fold(CLI::App& app, CommandLine& line) {
  add_values(app, "--no-fold", "STEP",
             "Don't fold; or leave out one STEP: controls, compatibility (width, case),\n"
             "traditional (to simplified), variants (of Han) [fold by all]",
             kCompared, fold_step_off(line.filter.comparison.fold))
      ->option_text("[=STEP]");
}

void add_compared(CLI::App& app, CommandLine& line, bool tokens) {
  FilterOptions& filter = line.filter;
  if (!tokens) {
    add_value(app, "--by", "UNIT",
              "What is kept or dropped: record, paragraph; passage: cut out of a text\n"
              "wherever it stands [text: paragraph; else record]",
              kCompared,
              choice<std::optional<Unit>>(filter.unit, {{"record", Unit::kRecord},
                                                        {"paragraph", Unit::kParagraph},
                                                        {"passage", Unit::kPassage}}));
    add_value(
        app, "--within", "WHAT", "What repeats are looked for in: all, file, record [all]",
        kCompared,
        choice(filter.within,
               {{"all", Within::kAll}, {"file", Within::kFile}, {"record", Within::kRecord}}));
  }
  add_value(
      app, "--tokens", "KIND", "Tokens of near comparison and of weights: word, char [word]",
      kCompared,
      choice(filter.comparison.tokens, {{"word", TokenKind::kWord}, {"char", TokenKind::kChar}}));
  add_segmenter(app, line);
  add_no_fold(app, line);
}

void add_how(CLI::App& app, CommandLine& line) {
  FilterOptions& filter = line.filter;
  Comparison& comparison = filter.comparison;
  add_value(app, "--method", "METHOD",
            "minhash, simhash (both near, verified exactly), exact (folded), bytes\n"
            "[records: minhash; else exact]",
            kHow,
            choice<std::optional<Method>>(filter.method, {{"minhash", Method::kMinhash},
                                                          {"simhash", Method::kSimhash},
                                                          {"exact", Method::kExact},
                                                          {"bytes", Method::kBytes}}));
  add_values(app, "--against", "PATH",
             "Read this first and write nothing of it: what repeats anything in the file,\n"
             "or in a folder's files, goes; repeatable [none]",
             kHow, [&filter](const std::string& value) -> std::string {
               filter.against.push_back(value);
               return value.empty() ? "takes a name" : "";
             });
  add_value(app, "--contained", "SHARE",
            "Instead: drop a record so much of which stands in one other, 0.9 or 90% [off]", kHow,
            [&filter, set = fraction(comparison.containment)](const std::string& value) {
              filter.method = Method::kContained;
              return set(value);
            });
  add_value(app, "-t,--threshold", "J",
            "Near: least similarity (Jaccard) of what is dropped, 0.8 or 80% [0.8]", kHow,
            fraction(comparison.threshold));
  add_value(app, "-n,--shingle", "N",
            "Near: weight of a shingle; words, or Han and hiragana characters [5]", kHow,
            whole_number(comparison.shingle));
  add_value(app, "--recall", "R", "minhash: chance to find a pair at the threshold [0.99]", kHow,
            fraction(comparison.recall));
  add_value(app, "--distance", "BITS", "simhash: most bits that may differ, 0 to 16 [3]", kHow,
            whole_number(comparison.distance));
  add_value(app, "--min-passage", "N",
            "Paragraphs: least weight of a run that is removed, as in --shingle; passages:\n"
            "of what is cut out [50]",
            kHow, whole_number(filter.min_passage));
  add_value(app, "--gap", "N",
            "Passages: join two with at most this weight between them in both places [0]", kHow,
            whole_number(filter.gap));
  add_value(app, "--count", "N",
            "Passages: only those that stand in at least N places, the first counted [2]", kHow,
            whole_number(filter.count));
  add_value(app, "--max-cut", "F",
            "Passages: most of a record that is cut; else it is dropped, if what is left is\n"
            "lighter than --min-passage, or stays [80%]",
            kHow, fraction(filter.max_cut));
}

void add_stays(CLI::App& app, CommandLine& line) {
  add_value(app, "--keep", "RULE",
            "first, last, longest, max:FIELD, min:FIELD (JSONL); ties: first [first]", kStays,
            keep_rule(line.filter.keep));
}

void add_writing(CLI::App& app, CommandLine& line, bool tokens) {
  FilterOptions& filter = line.filter;
  add_value(app, "-o,--output", "FILE",
            "Result; .gz .bz2 .xz .zst .lz4 compress; appears when complete [stdout]", kWriting,
            file_name(filter.output));
  if (!tokens) {
    add_value(app, "--removed", "FILE",
              "Audit as JSONL: what was removed, and what it repeats [none]", kWriting,
              file_name(filter.removed));
    add_value(app, "--dropped", "FILE",
              "The dropped records (of text: paragraphs), as they were [none]", kWriting,
              file_name(filter.dropped));
    app.add_flag("--mark", filter.mark,
                 "JSONL: drop and cut nothing; add a field \"leitong\" that says why [off]")
        ->disable_flag_override()
        ->group(kWriting);
    app.add_flag("--check", line.check,
                 "Write no result; exit 1 if something would be dropped [off]")
        ->disable_flag_override()
        ->group(kWriting);
    add_value(app, "--stats", "FILE", "Counts, times, memory, versions as a JSON object [none]",
              kWriting, file_name(filter.stats));
  }
  app.add_flag("--line-buffered", filter.line_buffered,
               "Write each line as soon as it is decided [off]")
      ->disable_flag_override()
      ->group(kWriting);
}

void add_threads(CLI::App& app, CommandLine& line) {
  add_value(app, "-j,--threads", "N", "Threads; no result depends on it [one per core]", kRunning,
            whole_number(line.filter.threads));
}

void add_running(CLI::App& app, CommandLine& line) {
  FilterOptions& filter = line.filter;
  const bool dedup = line.command == Command::kDedup;
  if (dedup) {
    add_threads(app, line);
    add_value(app, "-S,--memory", "SIZE",
              "Near: memory to verify from without computing twice; 4G, 50%; no result\n"
              "depends on it [50%]",
              kRunning, memory_size(filter.memory_bytes));
    add_value(app, "-T,--temp-dir", "DIR",
              "Where pipes are kept that must be read again (--keep, --by passage), and what\n"
              "exceeds --memory [$TMPDIR or /tmp]",
              kRunning, file_name(filter.temp_dir));
    add_value(app, "--progress", "WHEN",
              "On stderr: always, never, auto: if it is a terminal [auto]", kRunning,
              choice(line.progress, whens()));
    app.add_flag("-v,--verbose", line.verbose, "Say what was settled on, and a summary [off]")
        ->disable_flag_override()
        ->group(kRunning);
    app.add_flag("--verify-segmenter", line.verify_segmenter,
                 "Only compare how words are cut with ICU itself; exit 1 if it differs [off]")
        ->group(kRunning);
  }
  app.add_flag("-q,--quiet", line.quiet, "No warnings, no summary [off]")
      ->disable_flag_override()
      ->group(kRunning);
}

void add_dedup(CLI::App& app, CommandLine& line) {
  add_reading(app, line, false);
  add_compared(app, line, false);
  add_how(app, line);
  add_stays(app, line);
  add_writing(app, line, false);
  add_running(app, line);
}

void add_tokens(CLI::App& app, CommandLine& line) {
  add_reading(app, line, true);
  add_compared(app, line, true);
  add_writing(app, line, true);
  add_running(app, line);
}

void add_compare(CLI::App& app, CommandLine& line) {
  FilterOptions& filter = line.filter;
  filter.inputs.assign(2, "");
  filter.min_passage = TextComparisonOptions().min_passage;
  constexpr std::array kNames = {"A", "B"};
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    app.add_option(kNames[i], filter.inputs[i],
                   "Plain or gz, bz2, xz, zst, lz4, whatever its name; '-' is stdin")
        ->option_text(" ");
  }
  add_compared(app, line, true);
  add_value(app, "-n,--shingle", "N",
            "Weight of a shingle; words, or Han and hiragana characters [5]", kHow,
            whole_number(filter.comparison.shingle));
  add_value(app, "--min-passage", "N", "Least weight of a passage that is shown [10]", kHow,
            whole_number(filter.min_passage));
  app.add_flag("--json", line.json, "One JSON object, with byte offsets and whole texts [off]")
      ->disable_flag_override()
      ->group(kWriting);
  add_value(app, "--color", "WHEN",
            "always, never, auto: on a terminal, unless NO_COLOR is set [auto]", kWriting,
            choice(line.color, whens()));
  add_running(app, line);
}

void add_passages(CLI::App& app, CommandLine& line) {
  FilterOptions& filter = line.filter;
  add_reading(app, line, true);
  add_segmenter(app, line);
  add_no_fold(app, line);
  add_value(app, "--min-passage", "N",
            "Least weight of a passage; words, or Han and hiragana characters [50]", kHow,
            whole_number(filter.min_passage));
  add_value(app, "--count", "N", "Least number of times that it occurs [2]", kHow,
            whole_number(filter.count));
  add_value(app, "--top", "N", "Passages that are listed at most [20]", kHow,
            whole_number(line.top));
  app.add_flag("--json", line.json, "A JSON object a line, with the whole text [off]")
      ->disable_flag_override()
      ->group(kWriting);
  add_threads(app, line);
  add_value(app, "-T,--temp-dir", "DIR",
            "Where pipes and compressed inputs are kept for the second pass\n"
            "[$TMPDIR or /tmp]",
            kRunning, file_name(filter.temp_dir));
  add_running(app, line);
}

std::string version_text() {
  const Identity versions = identity();
  return std::string("leitong ") + version() + "\nsketch " + versions.sketch_format +
         ", fold table " + versions.fold_table + ", ICU " + versions.icu + ", dictionary " +
         versions.dictionary;
}

void note_given(const CLI::App& app, CommandLine& line) {
  for (const CLI::Option* option : app.get_options()) {
    if (option->count() > 0 && !option->get_lnames().empty()) {
      line.given.insert(option->get_lnames().front());
    }
  }
}

}  // namespace

Command take_command(std::vector<std::string>& words) {
  Command command = Command::kDedup;
  if (words.empty()) return command;
  if (words.front() == "tokens") command = Command::kTokens;
  if (words.front() == "compare") command = Command::kCompare;
  if (words.front() == "passages") command = Command::kPassages;
  if (command != Command::kDedup || words.front() == "dedup") words.erase(words.begin());
  return command;
}

const char* program_name(Command command) { return describe(command).name; }

Result<CommandLine> parse_command_line(Command command, std::vector<std::string> words) {
  CommandLine line;
  line.command = command;
  const Description& description = describe(command);
  CLI::App app(description.does, description.name);
  app.formatter(std::make_shared<HelpFormatter>());
  switch (command) {
    case Command::kDedup:
      add_dedup(app, line);
      break;
    case Command::kTokens:
      add_tokens(app, line);
      break;
    case Command::kCompare:
      add_compare(app, line);
      break;
    case Command::kPassages:
      add_passages(app, line);
      break;
  }
  app.set_help_flag("-h,--help", "This text")->group(kRunning);
  app.set_version_flag("-V,--version", version_text(),
                       "Version, and the versions results depend on")
      ->group(kRunning);
  app.footer(description.exit);
  app.allow_extras();  // to name them ourselves

  // The value of an option that may have none stands behind "=", so a FILE is never taken for one.
  std::replace(words.begin(), std::ranges::find(words, "--"), std::string("--no-fold"),
               std::string("--no-fold=all"));
  std::ranges::reverse(words);  // CLI11 takes them from the back
  try {
    app.parse(std::move(words));
  } catch (const CLI::Success& answer) {
    std::ostringstream text;
    app.exit(answer, text, text);
    if (std::fputs(text.str().c_str(), stdout) < 0 || std::fflush(stdout) != 0) {
      return std::unexpected(
          Error{.kind = Error::Kind::kOutput, .what = "can't be written", .path = "-"});
    }
    line.answered = true;
    return line;
  } catch (const CLI::ParseError& error) {
    return std::unexpected(Error{.kind = Error::Kind::kUsage, .what = error.what()});
  }
  for (const std::string& extra : app.remaining()) {
    if (extra == "--") continue;  // what ends the options is left over, too
    if (command == Command::kCompare && !extra.starts_with('-')) {
      return std::unexpected(
          Error{.kind = Error::Kind::kUsage, .what = "two texts are compared, not more: " + extra});
    }
    return std::unexpected(
        Error{.kind = Error::Kind::kUsage, .what = "there is no option " + extra});
  }
  if (line.filter.inputs.empty()) line.filter.inputs = {"-"};
  if (command == Command::kCompare && std::ranges::count(line.filter.inputs, "") > 0) {
    return std::unexpected(
        Error{.kind = Error::Kind::kUsage, .what = "two texts are compared: name both"});
  }
  note_given(app, line);
  return line;
}

}  // namespace leitong::tool
