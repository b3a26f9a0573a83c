#include "command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <map>

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

CLI::Option* add_value(CLI::App& app, const std::string& names, const std::string& kind,
                       const std::string& what, const char* group, const Setter& set) {
  return app
      .add_option_function<std::string>(
          names,
          [names, set](const std::string& value) {
            if (const std::string problem = set(value); !problem.empty()) {
              throw CLI::ValidationError(names.substr(names.rfind("--")),
                                         problem + ", not '" + value + "'");
            }
          },
          what)
      ->type_name(kind)
      ->group(group)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
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

void add_shared_options(CLI::App& app, CommandLine& line) {
  FilterOptions& filter = line.filter;
  app.add_option("FILE", filter.inputs,
                 "Inputs, plain or gz, bz2, xz, zst, lz4; '-' or none is stdin")
      ->type_name("")
      ->option_text(" ");
  add_value(app, "--format", "FORMAT",
            "auto, text (paragraphs), lines (each a record), jsonl; auto goes by name, else by the "
            "first bytes, never to lines [auto]",
            kReading,
            choice(filter.format, {{"auto", Format::kAuto},
                                   {"text", Format::kText},
                                   {"lines", Format::kLines},
                                   {"jsonl", Format::kJsonl}}));
  add_value(app, "-f,--field", "FIELD", "JSONL: what is compared; a.b goes inside [text]", kReading,
            text(filter.field));
  add_value(
      app, "--tokens", "KIND", "word (ICU's) or char [word]", kCompared,
      choice(filter.comparison.tokens, {{"word", TokenKind::kWord}, {"char", TokenKind::kChar}}));
  add_value(app, "--segmenter", "NAME", "auto, or icu: ICU itself [auto]", kCompared,
            choice(filter.comparison.segmenter,
                   {{"auto", SegmenterKind::kAuto}, {"icu", SegmenterKind::kIcu}}));
  add_value(app, "--no-fold", "STEP",
            "Leave out a step of the fold: controls, compatibility (width, case), traditional, "
            "variants; without STEP all of them",
            kCompared, fold_step_off(filter.comparison.fold))
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->expected(0, 1)
      ->default_str("all");
  app.add_flag("--line-buffered", filter.line_buffered, "Write each line as soon as it is decided")
      ->group(kWriting);
  add_value(app, "-o,--output", "FILE",
            "Result; compressed by its name; takes its name only when complete [-]", kWriting,
            text(filter.output));
  app.add_flag("-q,--quiet", line.quiet, "No warnings, no summary")->group(kRunning);
}

void add_dedup_options(CLI::App& app, CommandLine& line) {
  FilterOptions& filter = line.filter;
  Comparison& comparison = filter.comparison;
  add_value(app, "--id-field", "FIELD", "JSONL: names records in the audit", kReading,
            text(filter.id_field));
  add_value(app, "--on-error", "WHAT",
            "Records that can't be read: keep (as they are; exit 3), drop, fail [keep]", kReading,
            choice(filter.on_error,
                   {{"keep", OnError::kKeep}, {"drop", OnError::kDrop}, {"fail", OnError::kFail}}));
  add_value(app, "--by", "UNIT", "record or paragraph [text: paragraph; all else: record]",
            kCompared,
            choice<std::optional<Unit>>(
                filter.unit, {{"record", Unit::kRecord}, {"paragraph", Unit::kParagraph}}));
  add_value(app, "--within", "WHAT", "Repeats count within all inputs, a file or a record [all]",
            kCompared,
            choice(filter.within,
                   {{"all", Within::kAll}, {"file", Within::kFile}, {"record", Within::kRecord}}));
  add_value(app, "-n,--shingle", "N",
            "Weight of a shingle: Han and hiragana characters, or words [5]", kCompared,
            whole_number(comparison.shingle));
  add_value(app, "--method", "METHOD",
            "minhash, simhash (near, verified exactly), exact (folded), bytes [records: minhash; "
            "paragraphs: exact]",
            kHow,
            choice<std::optional<Method>>(filter.method, {{"minhash", Method::kMinhash},
                                                          {"simhash", Method::kSimhash},
                                                          {"exact", Method::kExact},
                                                          {"bytes", Method::kBytes}}));
  add_value(app, "-t,--threshold", "J", "Least similarity of a near duplicate, 0.8 or 80% [0.8]",
            kHow, fraction(comparison.threshold));
  add_value(app, "--recall", "R", "minhash: chance to find a pair at the threshold [0.99]", kHow,
            fraction(comparison.recall));
  add_value(app, "--distance", "BITS", "simhash: most bits in which fingerprints differ [3]", kHow,
            whole_number(comparison.distance));
  add_value(app, "--min-passage", "N",
            "paragraphs: least weight of a repeated run that is removed [50]", kHow,
            whole_number(filter.min_passage));
  add_value(app, "--keep", "RULE",
            "first, last, longest, max:FIELD, min:FIELD; ties by input order [first]", kStays,
            keep_rule(filter.keep));
  add_value(app, "--removed", "FILE", "Audit: what was removed and what it repeats, as JSONL",
            kWriting, text(filter.removed));
  add_value(app, "--dropped", "FILE", "What was removed, as it was", kWriting,
            text(filter.dropped));
  app.add_flag("--check", line.check, "Write nothing; exit 1 if something would be dropped")
      ->group(kWriting);
  add_value(app, "--stats", "FILE", "Counts, times, memory, versions, as one JSON object", kWriting,
            text(line.stats));
  add_value(app, "-j,--threads", "N", "Threads [as many as cores]", kRunning,
            whole_number(filter.threads));
  add_value(app, "-T,--temp-dir", "DIR", "For input that must be read twice [$TMPDIR, or /tmp]",
            kRunning, text(filter.temp_dir));
  add_value(app, "--progress", "WHEN", "auto, always, never [auto: if stderr is a terminal]",
            kRunning,
            choice(line.progress,
                   {{"auto", When::kAuto}, {"always", When::kAlways}, {"never", When::kNever}}));
  app.add_flag("-v,--verbose", line.verbose, "Say what was guessed, and a summary")
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

Result<CommandLine> parse_command_line(std::vector<std::string> words) {
  CommandLine line;
  std::string name = "leitong";
  if (!words.empty() && words.front() == "tokens") {
    line.command = Command::kTokens;
    words.erase(words.begin());
    name = "leitong tokens";
  } else if (!words.empty() && words.front() == "dedup") {
    words.erase(words.begin());
  }

  const bool tokens = line.command == Command::kTokens;
  CLI::App app(tokens ? "Prints what is compared: for each line of input its folded tokens."
                      : "Finds repeated text, keeps one copy, and writes the rest as it was.\n"
                        "`leitong tokens` prints what is compared (leitong tokens --help).",
               name);
  app.set_help_flag("-h,--help", "This text")->group(kRunning);
  app.set_version_flag("-V,--version", version_text(),
                       "Version, and the versions results depend on")
      ->group(kRunning);
  app.get_formatter()->column_width(26);
  app.get_formatter()->label("OPTIONS", "OPTION…");
  add_shared_options(app, line);
  if (!tokens) add_dedup_options(app, line);

  std::ranges::reverse(words);  // CLI11 takes them from the back
  try {
    app.parse(std::move(words));
  } catch (const CLI::Success& answer) {
    app.exit(answer);
    line.answered = true;
    return line;
  } catch (const CLI::ParseError& error) {
    return std::unexpected(Error{.kind = Error::Kind::kUsage, .what = error.what()});
  }
  if (line.filter.inputs.empty()) line.filter.inputs = {"-"};
  note_given(app, line);
  return line;
}

}  // namespace leitong::tool
