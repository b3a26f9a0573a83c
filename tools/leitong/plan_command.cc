#include <langinfo.h>

#include <array>
#include <clocale>
#include <string_view>

#include "commands.h"
#include "leitong/run_plan.h"
#include "meaning.h"
#include "messages.h"
#include "plan_page.h"

namespace leitong::tool {
namespace {

bool locale_is_utf8() {
  const locale_t user = newlocale(LC_CTYPE_MASK, "", nullptr);
  if (user == nullptr) return false;
  const bool utf8 = std::string_view(nl_langinfo_l(CODESET, user)) == "UTF-8";
  freelocale(user);
  return utf8;
}

// What no model is known of that holds for any text.
std::optional<Error> find_unplanned(const FilterOptions& run) {
  if (run.unit.value_or(Unit::kRecord) != Unit::kRecord || !run.then.empty()) {
    return Error{.kind = Error::Kind::kUsage,
                 .what = "only runs by record can be planned",
                 .advice =
                     "run a tenth of the input with --stats - -o /dev/null; memory and time "
                     "of other units grow with its bytes"};
  }
  if (run.keep.rule != Keep::Rule::kFirst) {
    return Error{
        .kind = Error::Kind::kUsage,
        .what = "only runs that keep the first copy can be planned",
        .advice =
            "any other reads all twice and is decided within --memory: plan without --keep "
            "for the rest"};
  }
  return std::nullopt;
}

std::optional<Error> find_meaningless(const CommandLine& line, Method method) {
  const bool files = !line.filter.inputs.empty();
  const bool minhash = method == Method::kMinhash;
  const bool near = minhash || method == Method::kSimhash;
  constexpr const char* kNear = "--method minhash or simhash";
  const std::array rules = {
      MeaningRule{"format", files, "a FILE"},
      MeaningRule{"field", files, "a FILE"},
      MeaningRule{"delimiter", files, "a FILE"},
      MeaningRule{"header", files, "a FILE"},
      MeaningRule{"threshold", near, kNear},
      MeaningRule{"shingle", near, kNear},
      MeaningRule{"recall", minhash, "--method minhash"},
      MeaningRule{"distance", method == Method::kSimhash, "--method simhash"},
      MeaningRule{"tokens", near, kNear},
      MeaningRule{"segmenter", near, kNear},
      MeaningRule{"segmenter", line.filter.comparison.tokens == TokenKind::kWord, "--tokens word"},
      MeaningRule{"no-fold", method != Method::kBytes, "another method than bytes"},
      MeaningRule{"memory", near, kNear},
      MeaningRule{"ascii", !line.json, "to stand without --json"},
  };
  return find_meaningless_option(line, rules);
}

}  // namespace

int run_plan(const CommandLine& line) {
  if (auto error = find_unplanned(line.filter)) return report_error(*error, line.command);
  RunPlanOptions options{.records = line.records,
                         .bytes = line.bytes,
                         .samples = line.filter.inputs,
                         .format = line.filter.format,
                         .field = line.filter.field,
                         .delimiter = line.filter.delimiter,
                         .header = line.filter.header,
                         .comparison = line.filter.comparison,
                         .memory_bytes = line.filter.memory_bytes,
                         .threads = line.filter.threads};
  options.comparison.method = line.filter.method.value_or(Method::kMinhash);
  if (auto error = find_meaningless(line, options.comparison.method)) {
    return report_error(*error, line.command);
  }
  const Result<RunPlan> plan = plan_run(options);
  if (!plan) return report_error(plan.error(), line.command);
  const bool ascii = line.ascii || !locale_is_utf8();
  const int printed = print(
      line.json ? plan->json() : plan_page(*plan, ascii ? Drawing::kAscii : Drawing::kBraille));
  return printed == kDone && !plan->fits() ? kAnsweredYes : printed;
}

}  // namespace leitong::tool
