#include "messages.h"

#include <cerrno>
#include <cstdio>

#include "leitong/filter.h"

namespace leitong::tool {
namespace {

constexpr std::uint64_t kShown = 10;

std::string readable(Error problem) {
  if (problem.path == "-") {
    problem.path = problem.kind == Error::Kind::kOutput ? "stdout" : "stdin";
  }
  return problem.message();
}

}  // namespace

int report_error(const Error& error, Command command) {
  if (is_closed_pipe(error)) return kFailed;
  std::fprintf(stderr, "leitong: error: %s\n", readable(error).c_str());
  if (error.kind == Error::Kind::kUsage) {
    std::fprintf(stderr, "Try '%s --help'.\n", describe(command).name);
  }
  return kFailed;
}

int report_input_errors(std::vector<Error> errors) {
  for (Error& error : errors) {
    if (error.byte && error.advice.empty()) error.advice = "what comes before it was processed";
    report_error(error);
  }
  return kFailed;
}

int print(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0) {
    return kDone;
  }
  return report_error(output_error(errno, "-"));
}

void Warnings::add(const Error& problem) {
  if (++counts_[problem.what] > kShown || quiet_) return;
  std::fprintf(stderr, "leitong: warning: %s\n", readable(problem).c_str());
}

void Warnings::finish() const {
  if (quiet_) return;
  for (const auto& [what, count] : counts_) {
    if (count <= kShown) continue;
    std::fprintf(stderr, "leitong: warning: %llu more: %s\n",
                 static_cast<unsigned long long>(count - kShown), what.c_str());
  }
}

}  // namespace leitong::tool
