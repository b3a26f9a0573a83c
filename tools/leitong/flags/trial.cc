#include "flags/flags.h"
#include "flags/values.h"

namespace leitong::tool {
namespace {

void add_amount(FlagTable& flags, CommandLine& line) {
  flags.begin_group("How much");
  flags.add({.names = "--records",
             .common = true,
             .kind = "N",
             .what = "Records of the run; 200K, 10M: thousands, millions [as FILE says]",
             .value = count(line.records)});
  flags.add({.names = "--bytes",
             .common = true,
             .kind = "SIZE",
             .what = "Their bytes, decompressed; 512M, 30G: powers of 1024 [as FILE says]",
             .value = size(line.bytes)});
}

void add_sample(FlagTable& flags, EvaluationOptions& trial) {
  flags.begin_group("The sample");
  flags.add({.names = "--sample",
             .common = true,
             .kind = "N",
             .what = "Records that are tried, any with the same chance, up to 16 MB [2000]",
             .value = whole_number(trial.sample)});
  flags.add({.names = "--seed",
             .common = true,
             .kind = "N",
             .what = "Another number, another sample and other copies [1]",
             .value = whole_number(trial.seed)});
  flags.add({.names = "--pairs",
             .common = true,
             .kind = "N",
             .what = "Show so many pairs just above and just below the threshold [0]",
             .value = whole_number(trial.pairs)});
}

}  // namespace

void add_trial(FlagTable& flags, CommandLine& line) {
  if (line.command == Command::kPlan) add_amount(flags, line);
  if (line.command == Command::kEval) add_sample(flags, line.trial);
}

}  // namespace leitong::tool
