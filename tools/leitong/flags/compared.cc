#include "flags/flags.h"
#include "flags/values.h"

namespace leitong::tool {
namespace {

// "record", or "record,passage".
Value steps(FilterOptions& filter) {
  Value one = choice<std::optional<Unit>>(filter.unit, {{"record", Unit::kRecord},
                                                        {"paragraph", Unit::kParagraph},
                                                        {"passage", Unit::kPassage},
                                                        {"file", Unit::kFile}});
  one.set = [&filter, set = one.set](const std::string& words) -> std::string {
    if (words == "line" || words == "lines")
      return "takes record, where --format lines makes each line one";
    std::vector<Unit> units;
    for (std::size_t begin = 0, end = 0; begin <= words.size(); begin = end + 1) {
      end = std::min(words.find(',', begin), words.size());
      if (const std::string wrong = set(words.substr(begin, end - begin)); !wrong.empty()) {
        return words.contains(',') ? wrong + ", or several with commas between them" : wrong;
      }
      units.push_back(*filter.unit);
    }
    filter.unit = units.front();
    filter.then.assign(units.begin() + 1, units.end());
    return {};
  };
  return one;
}

void add_unit(FlagTable& flags, FilterOptions& filter) {
  flags.add({.names = "--by",
             .common = true,
             .kind = "UNIT[,UNIT]",
             .what = "What is kept or dropped: record, paragraph; passage: cut out of a text "
                     "wherever it stands; file: each is one record, the paths that stay are "
                     "printed; record,passage: each on what the one before kept [text: "
                     "paragraph; else record]",
             .brief = "record, paragraph, passage, file, a list [text: paragraph; else record]",
             .value = steps(filter)});
}

void add_within(FlagTable& flags, FilterOptions& filter) {
  flags.add({.names = "--within",
             .kind = "WHAT",
             .what = "What repeats are looked for in: all, file, record [all]",
             .value = choice(
                 filter.within,
                 {{"all", Within::kAll}, {"file", Within::kFile}, {"record", Within::kRecord}})});
}

void add_tokens(FlagTable& flags, Comparison& comparison) {
  flags.add({.names = "--tokens",
             .kind = "KIND",
             .what = "Tokens of near comparison and of weights: word, char [word]",
             .value = choice(comparison.tokens,
                             {{"word", TokenKind::kWord}, {"char", TokenKind::kChar}})});
}

void add_segmenter(FlagTable& flags, Comparison& comparison) {
  flags.add({.names = "--segmenter",
             .kind = "NAME",
             .what = "Words by: icu itself, or auto: faster, the same [auto]",
             .value = choice(comparison.segmenter,
                             {{"auto", SegmenterKind::kAuto}, {"icu", SegmenterKind::kIcu}})});
}

void add_no_fold(FlagTable& flags, Comparison& comparison) {
  flags.add({.names = "--no-fold",
             .kind = "STEP",
             .what = "Don't fold; or leave out one STEP: controls, compatibility (width, case), "
                     "traditional (to simplified), variants (of Han) [fold by all]",
             .value = fold_step_off(comparison.fold),
             .collects = true,
             .bare = "all",
             .twin = "--fold",
             .twin_value = "none"});
}

}  // namespace

void add_compared(FlagTable& flags, CommandLine& line) {
  flags.begin_group(line.command == Command::kIndex ? "What is compared (create)"
                                                    : "What is compared");
  Comparison& comparison = line.filter.comparison;
  if (line.command == Command::kDedup) {
    add_unit(flags, line.filter);
    add_within(flags, line.filter);
  }
  if (line.command == Command::kPlan) {
    flags.add({.names = "--by",
               .kind = "UNIT",
               .what = "Runs by record are planned; any other UNIT is told what to do [record]",
               .value = steps(line.filter)});
  }
  if (line.command == Command::kPassages) add_within(flags, line.filter);
  if (line.command != Command::kPassages) add_tokens(flags, comparison);
  if (line.command != Command::kIndex) add_segmenter(flags, comparison);
  add_no_fold(flags, comparison);
}

}  // namespace leitong::tool
