#include "command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string_view>

#include "leitong/version.h"

namespace leitong::tool {
namespace {

constexpr const char* kReading = "Reading";
constexpr const char* kCompared = "What is compared";
constexpr const char* kHow = "How";
constexpr const char* kStays = "Which copy stays";
constexpr const char* kWriting = "Writing";
constexpr const char* kRunning = "Running";

// Turns the value of an option into what is asked for, or explains what it should have been.
using Setter = std::function<std::string(const std::string&)>;

// For the parser, which names the option in front of it.
void set_or_explain(const std::string& names, const std::string& value, const Setter& set) {
  if (const std::string problem = set(value); !problem.empty()) {
    throw CLI::ValidationError(names.substr(names.rfind("--")), problem + ", not '" + value + "'");
  }
}

// Of several values the last one counts.
CLI::Option* add_value(CLI::App& app, const std::string& names, const std::string& kind,
                       const std::string& what, const char* group, const Setter& set) {
  return app
      .add_option_function<std::string>(
          names, [names, set](const std::string& value) { set_or_explain(names, value, set); },
          what)
      ->type_name(kind)
      ->group(group)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

// Given several times, each with one value, they all count.
CLI::Option* add_values(CLI::App& app, const std::string& names, const std::string& kind,
                        const std::string& what, const char* group, const Setter& set) {
  return app
      .add_option_function<std::vector<std::string>>(
          names,
          [names, set](const std::vector<std::string>& values) {
            for (const std::string& value : values) set_or_explain(names, value, set);
          },
          what)
      ->type_name(kind)
      ->group(group)
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

template <class T>
Setter choice(T& target, std::vector<std::pair<std::string, T>> choices) {
  return [&target, choices = std::move(choices)](const std::string& value) -> std::string {
    std::string expected;
    for (const auto& [name, meaning] : choices) {
      if (value == name) {
        target = meaning;
        return {};
      }
      expected += (expected.empty() ? "" : ", ") + name;
    }
    return "takes one of " + expected;
  };
}

// "0.8" or "80%".
Setter fraction(double& target) {
  return [&target](const std::string& value) -> std::string {
    std::string digits = value;
    const bool percent = digits.ends_with('%');
    if (percent) digits.pop_back();
    double number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size()) {
      return "takes a fraction such as 0.8 or 80%";
    }
    target = percent ? number / 100 : number;
    return {};
  };
}

// "4G", in powers of 1024, or "50%" of what the machine has; a plain number is bytes.
Setter memory_size(std::optional<std::uint64_t>& target) {
  return [&target](const std::string& value) -> std::string {
    constexpr const char* kExpected = "takes a size such as 512M, 4G or 50%";
    constexpr std::string_view kUnits = "KMGT";
    std::uint64_t number = 0;
    const char* const limit = value.data() + value.size();
    const auto [end, error] = std::from_chars(value.data(), limit, number);
    if (error != std::errc() || limit - end > 1) return kExpected;
    if (end == limit) {
      target = number;
    } else if (*end == '%') {
      if (number > 100) return kExpected;
      target = machine_memory() / 100 * number;
    } else {
      const std::size_t unit = kUnits.find(*end);
      if (unit == std::string_view::npos) return kExpected;
      const unsigned bits = 10 * (static_cast<unsigned>(unit) + 1);
      if (number > std::numeric_limits<std::uint64_t>::max() >> bits) return kExpected;
      target = number << bits;
    }
    return {};
  };
}

template <class T>
Setter whole_number(T& target) {
  return [&target](const std::string& value) -> std::string {
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), target);
    return error == std::errc() && end == value.data() + value.size() ? "" : "takes a whole number";
  };
}

Setter text(std::string& target) {
  return [&target](const std::string& value) -> std::string {
    target = value;
    return {};
  };
}

Setter file_name(std::string& target) {
  return [&target](const std::string& value) -> std::string {
    target = value;
    return value.empty() ? "takes a name" : "";
  };
}

Setter keep_rule(Keep& keep) {
  return [&keep](const std::string& value) -> std::string {
    using Rule = Keep::Rule;
    const std::map<std::string, Rule> simple = {
        {"first", Rule::kFirst}, {"last", Rule::kLast}, {"longest", Rule::kLongest}};
    if (const auto found = simple.find(value); found != simple.end()) {
      keep = {.rule = found->second};
      return {};
    }
    for (const auto& [prefix, rule] : {std::pair<std::string, Rule>{"max:", Rule::kMax},
                                       std::pair<std::string, Rule>{"min:", Rule::kMin}}) {
      if (!value.starts_with(prefix) || value.size() == prefix.size()) continue;
      keep = {.rule = rule, .field = value.substr(prefix.size())};
      return {};
    }
    return "takes first, last, longest, max:FIELD or min:FIELD";
  };
}

Setter fold_step_off(FoldOptions& fold) {
  return [&fold](const std::string& value) -> std::string {
    if (value == "all") {
      fold = {.controls = false, .compatibility = false, .simplify = false, .variants = false};
    } else if (value == "controls") {
      fold.controls = false;
    } else if (value == "compatibility") {
      fold.compatibility = false;
    } else if (value == "traditional") {
      fold.simplify = false;
    } else if (value == "variants") {
      fold.variants = false;
    } else {
      return "takes one of controls, compatibility, traditional, variants";
    }
    return {};
  };
}

// Help in one layout for all versions of CLI11, which differ in their blank lines.
class HelpFormatter : public CLI::Formatter {
 public:
  HelpFormatter() {
    column_width(26);
    label("OPTIONS", "OPTION...");
    label("Positionals", "Input");
  }

  std::string make_help(const CLI::App* app, std::string name,
                        CLI::AppFormatMode mode) const override {
    std::string help = CLI::Formatter::make_help(app, std::move(name), mode);
    for (std::size_t at = help.find("\n\n\n"); at != std::string::npos;
         at = help.find("\n\n\n", at)) {
      help.erase(at, 1);
    }
    return help;
  }
};

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
  add_value(app, "--segmenter", "NAME", "Words by: icu itself, or auto: faster, the same [auto]",
            kCompared,
            choice(filter.comparison.segmenter,
                   {{"auto", SegmenterKind::kAuto}, {"icu", SegmenterKind::kIcu}}));
  add_values(app, "--no-fold", "STEP",
             "Don't fold; or leave out one STEP: controls, compatibility (width, case),\n"
             "traditional (to simplified), variants (of Han) [fold by all]",
             kCompared, fold_step_off(filter.comparison.fold))
      ->option_text("[=STEP]");
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

void add_running(CLI::App& app, CommandLine& line, bool tokens) {
  FilterOptions& filter = line.filter;
  if (!tokens) {
    add_value(app, "-j,--threads", "N", "Threads; no result depends on it [one per core]", kRunning,
              whole_number(filter.threads));
    add_value(app, "-S,--memory", "SIZE",
              "Near: memory to verify from without computing twice; 4G, 50%; no result\n"
              "depends on it [50%]",
              kRunning, memory_size(filter.memory_bytes));
    add_value(app, "-T,--temp-dir", "DIR",
              "Where pipes are kept that must be read twice (--keep), and what exceeds\n"
              "--memory [$TMPDIR or /tmp]",
              kRunning, file_name(filter.temp_dir));
    add_value(app, "--progress", "WHEN",
              "On stderr: always, never, auto: if it is a terminal [auto]", kRunning,
              choice(line.progress,
                     {{"auto", When::kAuto}, {"always", When::kAlways}, {"never", When::kNever}}));
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
  const bool tokens = !words.empty() && words.front() == "tokens";
  if (tokens || (!words.empty() && words.front() == "dedup")) words.erase(words.begin());
  return tokens ? Command::kTokens : Command::kDedup;
}

const char* program_name(Command command) {
  return command == Command::kTokens ? "leitong tokens" : "leitong";
}

Result<CommandLine> parse_command_line(Command command, std::vector<std::string> words) {
  CommandLine line;
  line.command = command;
  const bool tokens = command == Command::kTokens;
  CLI::App app(tokens ? "Prints what is compared: for each line of input its folded tokens.\n"
                      : "Finds repeated text, keeps one copy, and writes the rest as it was.\n",
               program_name(command));
  app.formatter(std::make_shared<HelpFormatter>());
  add_reading(app, line, tokens);
  add_compared(app, line, tokens);
  if (!tokens) add_how(app, line);
  if (!tokens) add_stays(app, line);
  add_writing(app, line, tokens);
  add_running(app, line, tokens);
  app.set_help_flag("-h,--help", "This text")->group(kRunning);
  app.set_version_flag("-V,--version", version_text(),
                       "Version, and the versions results depend on")
      ->group(kRunning);
  app.footer(
      tokens ? "Exit: 0 done; 2 error; 3 done, but some records could not be read (empty lines)."
             : "Exit: 0 done; 1 --check: yes; 2 error; 3 done, but some records could not be\n"
               "read and stayed. `leitong tokens --help`: see what is compared.");
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
    return std::unexpected(
        Error{.kind = Error::Kind::kUsage, .what = "there is no option " + extra});
  }
  if (line.filter.inputs.empty()) line.filter.inputs = {"-"};
  note_given(app, line);
  return line;
}

}  // namespace leitong::tool
