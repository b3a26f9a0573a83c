// A page in the macros of man(7). Options that a command shares with `leitong` itself are only
// named there.
#include <array>
#include <string_view>

#include "command.h"
#include "flags/flags.h"
#include "generate/generate.h"
#include "leitong/version.h"

namespace leitong::tool {
namespace {

constexpr const char* kDescription =
    "Finds repeated text (exact, near and partial), keeps one copy, and writes the rest to "
    "standard "
    "output byte for byte. Traditional and simplified Chinese, full and half width, upper and "
    "lower "
    "case compare as equal; words are cut by ICU's dictionaries.\n"
    "Nothing is removed on an estimate: sketches propose, the exact similarity of the two texts "
    "decides, and each thing that goes has a kept copy, which --removed names.\n"
    "Without FILE, or where FILE is -, standard input is read. Compressed input is known by its "
    "first "
    "bytes.";

constexpr const char* kConfiguration =
    "The file that --config or LEITONG_CONFIG names has a line for each option, by its long name: "
    "threshold = 0.7, quiet = true, against = [\"a\", \"b\"]. What stands before the first section "
    "holds for every command that has such an option; after a line [tokens] it holds for that "
    "command "
    "alone. What the command line says wins; of options that may be repeated both count. Options "
    "of "
    "the file that tune another method or unit than the one at work are left out; unknown ones are "
    "an "
    "error.";

struct Entry {
  const char* name;
  const char* what;
};

constexpr std::array kExits = {
    Entry{"0", "All is done."},
    Entry{"1",
          "The question was answered yes: with --check, something would be dropped; with "
          "--verify-segmenter, something differs."},
    Entry{"2", "An error: of usage, of reading or writing. It wins over 3."},
    Entry{"3",
          "All is done, but some records could not be read. They were passed through unchanged, "
          "and each is named on standard error."},
};

constexpr std::array kEnvironment = {
    Entry{"LEITONG_CONFIG", "A configuration file; --config and --no-config win."},
    Entry{"NO_COLOR", "If it is set and not empty, --color auto means never."},
    Entry{"TMPDIR", "Where --temp-dir is, if that is not given. Otherwise /tmp."},
};

// All of them are run by a test, in a folder that has the files they name.
constexpr std::array kExamples = {
    Entry{"leitong corpus.jsonl -o clean.jsonl.zst",
          "Near-duplicates of records go; the result is compressed by its name:"},
    Entry{"zstdcat corpus.jsonl.zst | leitong --format jsonl -t 0.7 > clean.jsonl",
          "As a filter, with a lower threshold:"},
    Entry{"leitong --removed - -o clean.jsonl --id-field id corpus.jsonl",
          "What went, and for what:"},
    Entry{"leitong --format lines --method exact words.txt",
          "Each line a record, equal after folding; the order stays:"},
    Entry{"leitong --by passage --min-passage 100 -o clean.jsonl corpus.jsonl",
          "Stretches that stand earlier are cut out, wherever they begin:"},
    Entry{"leitong --against old.jsonl new.jsonl > news.jsonl",
          "Only what is not in another file:"},
    Entry{"leitong --check -q text.txt || echo \"says something twice\"", "A question:"},
    Entry{"leitong tokens text.txt | head", "What is compared:"},
    Entry{"leitong compare old.txt new.txt", "What two texts share:"},
    Entry{"leitong passages --top 5 corpus.jsonl", "Boilerplate:"},
};

// A line of text: no character of it is taken for a request.
std::string safe(std::string_view text) {
  std::string roff;
  for (const char c : text) {
    if (c == '\\') {
      roff += "\\e";
    } else if (c == '-') {
      roff += "\\-";
    } else if (c == '\'') {
      roff += "\\(aq";
    } else if (c == '\n') {
      roff += ' ';
    } else {
      roff += c;
    }
  }
  return roff.starts_with('.') ? "\\&" + roff : roff;
}

std::string paragraphs(std::string_view text) {
  std::string roff;
  while (!text.empty()) {
    const std::string_view paragraph = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(paragraph.size() + 1, text.size()));
    roff += (roff.empty() ? "" : ".PP\n") + safe(paragraph) + "\n";
  }
  return roff;
}

std::string bold(std::string_view text) { return "\\fB" + safe(text) + "\\fR"; }
std::string italic(std::string_view text) { return "\\fI" + safe(text) + "\\fR"; }

std::string synopsis(const CommandDescription& command) {
  std::string roff = bold(command.name) + " [" + italic("OPTION") + "...]";
  const FlagTable flags = shown_flags(command.command);
  for (const Operand& operand : flags.operands()) {
    roff += operand.repeats ? " [" + italic(operand.name) + "...]" : " " + italic(operand.name);
  }
  return roff + "\n";
}

std::string entry(const Flag& flag) {
  std::string roff = ".TP\n";
  if (!flag.short_name().empty()) {
    roff += bold("-" + flag.short_name());
    if (!flag.long_name().empty()) roff += ", ";
  }
  if (!flag.long_name().empty()) roff += bold("--" + flag.long_name());
  if (!flag.is_switch()) {
    roff += flag.bare.empty() ? " " + italic(flag.kind) : "[=" + italic(flag.kind) + "]";
  }
  if (!flag.twin.empty()) roff += "; " + bold(flag.twin);
  return roff + "\n" + safe(flag.what) + "\n";
}

std::string options() {
  std::string roff;
  std::string_view group;
  const FlagTable flags = shown_flags(Command::kDedup);
  for (const Flag& flag : flags.flags()) {
    if (flag.group != group) roff += ".SS " + safe(flag.group) + "\n";
    group = flag.group;
    roff += entry(flag);
  }
  return roff;
}

std::string other_command(const CommandDescription& command) {
  std::string roff = ".SS " + safe(command.name) + "\n" + safe(command.does) + "\n.PP\n" +
                     safe(command.exit) + "\n";
  const FlagTable main = shown_flags(Command::kDedup);
  const FlagTable flags = shown_flags(command.command);
  std::string shared;
  for (const Flag& flag : flags.flags()) {
    const Flag* known = main.find(flag.long_name());
    if (known != nullptr && known->what == flag.what) {
      shared += (shared.empty() ? "" : ", ") + bold(flag.name());
    } else if (!flag.long_name().empty()) {
      roff += entry(flag);
    }
  }
  return roff + ".PP\nAs above: " + shared + ".\n";
}

template <std::size_t kCount>
std::string list(const std::array<Entry, kCount>& entries) {
  std::string roff;
  for (const Entry& entry : entries) {
    roff += ".TP\n" + bold(entry.name) + "\n" + safe(entry.what) + "\n";
  }
  return roff;
}

}  // namespace

std::string manual_page() {
  std::string roff = ".\\\" Made by `leitong --generate man`.\n.TH LEITONG 1 \"\" \"leitong " +
                     std::string(version()) + "\" \"User Commands\"\n";
  roff += ".SH NAME\nleitong \\- find repeated text, keep one copy, write the rest as it was\n";
  roff += ".SH SYNOPSIS\n";
  for (const CommandDescription& command : all_commands()) {
    if (command.command != Command::kDedup) roff += ".br\n";
    roff += synopsis(command);
  }
  roff += ".SH DESCRIPTION\n" + paragraphs(kDescription);
  roff +=
      ".SH OPTIONS\nOf an option given twice the last one counts. Default values stand in "
      "brackets.\n" +
      options();
  roff += ".SH COMMANDS\n";
  for (const CommandDescription& command : all_commands()) {
    if (command.command != Command::kDedup) roff += other_command(command);
  }
  roff += ".SH EXIT STATUS\n" + list(kExits);
  roff += ".SH FILES\n" + paragraphs(kConfiguration);
  roff += ".SH ENVIRONMENT\n" + list(kEnvironment);
  roff += ".SH EXAMPLES\n";
  for (const Entry& example : kExamples) {
    if (&example != kExamples.data()) roff += ".PP\n";
    roff += safe(example.what) + "\n.PP\n.RS 4\n.nf\n" + safe(example.name) + "\n.fi\n.RE\n";
  }
  roff += ".SH SEE ALSO\n.BR sort (1),\n.BR uniq (1),\n.BR jq (1),\n.BR zstd (1),\n.BR iconv (1)\n";
  return roff;
}

}  // namespace leitong::tool
