#include <string>
#include <utility>

#include "flags/flags.h"
#include "flags/values.h"
#include "leitong/text_comparison.h"

namespace leitong::tool {
namespace {

void add_method(FlagTable& flags, FilterOptions& filter, const std::string& otherwise) {
  flags.add({.names = "--method",
             .common = true,
             .kind = "METHOD",
             .what = "minhash, simhash (both near, verified exactly), exact (folded), bytes [" +
                     otherwise + "]",
             .brief = "minhash, simhash (near), exact, bytes [" + otherwise + "]",
             .value = choice<std::optional<Method>>(filter.method, {{"minhash", Method::kMinhash},
                                                                    {"simhash", Method::kSimhash},
                                                                    {"exact", Method::kExact},
                                                                    {"bytes", Method::kBytes}})});
}

void add_near_method(FlagTable& flags, FilterOptions& filter) {
  flags.add({.names = "--method",
             .common = true,
             .kind = "METHOD",
             .what = "minhash, simhash (both near, verified exactly) [minhash]",
             .value = choice<std::optional<Method>>(
                 filter.method, {{"minhash", Method::kMinhash}, {"simhash", Method::kSimhash}})});
}

void add_references(FlagTable& flags, FilterOptions& filter) {
  flags.add({.names = "--against",
             .common = true,
             .kind = "PATH",
             .what = "Read this first and write nothing of it: what repeats anything in the file, "
                     "or in a folder's files, or in an index of records, goes; repeatable [none]",
             .brief = "What repeats anything in this file or folder goes, too; repeatable [none]",
             .value = file_names(filter.against),
             .collects = true});
  flags.add({.names = "--index",
             .kind = "DIR",
             .what = "Records: what repeats anything in this index goes too, and what stays is "
                     "added to it; `leitong index create` makes one [none]",
             .value = folder_name(filter.index)});
  Value contained = fraction(filter.comparison.containment);
  contained.set = [&filter, set = contained.set](const std::string& value) {
    filter.method = Method::kContained;
    return set(value);
  };
  flags.add(
      {.names = "--contained",
       .kind = "SHARE",
       .what = "Instead: drop a record so much of which stands in one other, 0.9 or 90% [off]",
       .value = std::move(contained)});
}

void add_near(FlagTable& flags, Comparison& comparison) {
  flags.add({.names = "-t,--threshold",
             .common = true,
             .kind = "J",
             .what = "Near: least similarity (Jaccard) of what is dropped, 0.8 or 80% [0.8]",
             .value = fraction(comparison.threshold)});
  flags.add({.names = "-n,--shingle",
             .kind = "N",
             .what = "Near: weight of a shingle; words, or Han and hiragana characters [5]",
             .value = whole_number(comparison.shingle)});
  flags.add({.names = "--recall",
             .kind = "R",
             .what = "minhash: chance to find a pair at the threshold [0.99]",
             .value = fraction(comparison.recall)});
  flags.add({.names = "--distance",
             .kind = "BITS",
             .what = "simhash: most bits that may differ, 0 to 16 [3]",
             .value = whole_number(comparison.distance)});
}

void add_passage_rules(FlagTable& flags, FilterOptions& filter) {
  flags.add({.names = "--min-passage",
             .kind = "N",
             .what =
                 "Paragraphs: least weight of a run that is removed, as in --shingle; passages: "
                 "of what is cut out [50]",
             .value = whole_number(filter.min_passage)});
  flags.add({.names = "--gap",
             .kind = "N",
             .what = "Passages: join two with at most this weight between them in both places [0]",
             .value = whole_number(filter.gap)});
  flags.add({.names = "--count",
             .kind = "N",
             .what = "Passages: only those that stand in at least N places, the first counted [2]",
             .value = whole_number(filter.count)});
  flags.add({.names = "--max-cut",
             .kind = "F",
             .what =
                 "Passages: most of a record that is cut; else it is dropped, if what is left is "
                 "lighter than --min-passage, or stays [80%]",
             .value = fraction(filter.max_cut)});
}

void add_how_texts_compare(FlagTable& flags, FilterOptions& filter) {
  filter.min_passage = TextComparisonOptions().min_passage;
  flags.add({.names = "-n,--shingle",
             .kind = "N",
             .what = "Weight of a shingle; words, or Han and hiragana characters [5]",
             .value = whole_number(filter.comparison.shingle)});
  flags.add({.names = "--min-passage",
             .common = true,
             .kind = "N",
             .what = "Least weight of a passage that is shown [10]",
             .value = whole_number(filter.min_passage)});
}

void add_index_text(FlagTable& flags, CommandLine& line) {
  flags.add(
      {.names = "--index-text",
       .common = true,
       .kind = "HOW",
       .what = "copy (the index holds all texts), or reference (it reads them in their files, "
               "which must be plain ones and stay as they are) [copy]",
       .brief = "copy all texts, or reference: read them in their files [copy]",
       .value = choice<IndexText>(
           line.index_text, {{"copy", IndexText::kCopy}, {"reference", IndexText::kReference}})});
}

void add_what_is_listed(FlagTable& flags, CommandLine& line) {
  flags.add({.names = "--min-passage",
             .common = true,
             .kind = "N",
             .what = "Least weight of a passage; words, or Han and hiragana characters [50]",
             .value = whole_number(line.filter.min_passage)});
  flags.add({.names = "--count",
             .common = true,
             .kind = "N",
             .what = "Least number of times that it occurs [2]",
             .value = whole_number(line.filter.count)});
  flags.add({.names = "--top",
             .common = true,
             .kind = "N",
             .what = "Passages that are listed at most [20]",
             .value = whole_number(line.top)});
}

}  // namespace

void add_how(FlagTable& flags, CommandLine& line) {
  flags.begin_group(line.command == Command::kIndex ? "How (create)" : "How");
  switch (line.command) {
    case Command::kDedup:
      add_method(flags, line.filter, "records: minhash; else exact");
      add_references(flags, line.filter);
      add_near(flags, line.filter.comparison);
      add_passage_rules(flags, line.filter);
      break;
    case Command::kTokens:
      break;
    case Command::kCompare:
      add_how_texts_compare(flags, line.filter);
      break;
    case Command::kPassages:
      add_what_is_listed(flags, line);
      break;
    case Command::kIndex:
      add_index_text(flags, line);
      [[fallthrough]];
    case Command::kPlan:
      add_method(flags, line.filter, "minhash");
      add_near(flags, line.filter.comparison);
      break;
    case Command::kEval:
      add_near_method(flags, line.filter);
      add_near(flags, line.filter.comparison);
      break;
  }
}

}  // namespace leitong::tool
