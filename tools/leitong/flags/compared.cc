#include "flags/flags.h"
#include "flags/values.h"

namespace leitong::tool {
namespace {

void add_unit(FlagTable& flags, FilterOptions& filter) {
  flags.add({.names = "--by",
             .common = true,
             .kind = "UNIT",
             .what = "What is kept or dropped: record, paragraph; passage: cut out of a text "
                     "wherever it stands; file: each is one record, the paths that stay are "
                     "printed [text: paragraph; else record]",
             .brief = "record, paragraph, passage, file [text: paragraph; else record]",
             .value = choice<std::optional<Unit>>(filter.unit, {{"record", Unit::kRecord},
                                                                {"paragraph", Unit::kParagraph},
                                                                {"passage", Unit::kPassage},
                                                                {"file", Unit::kFile}})});
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
  flags.begin_group("What is compared");
  Comparison& comparison = line.filter.comparison;
  if (line.command == Command::kDedup) {
    add_unit(flags, line.filter);
    add_within(flags, line.filter);
  }
  if (line.command != Command::kPassages) add_tokens(flags, comparison);
  add_segmenter(flags, comparison);
  add_no_fold(flags, comparison);
}

}  // namespace leitong::tool
