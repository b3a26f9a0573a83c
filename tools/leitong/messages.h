// What is said on stderr, and the exit code that goes with it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "command_line.h"
#include "leitong/error.h"

namespace leitong::tool {

// docs/design.md section 4.
enum ExitCode {
  kDone = 0,
  kAnsweredYes = 1,
  kFailed = 2,
  kPassedSomeThrough = 3,
};

// "leitong: error: …"; of a usage error with a pointer to the command's --help. That the reader of
// a pipe has gone is nothing to complain of. Gives kFailed.
int report_error(const Error& error, Command command = Command::kDedup);
// Of inputs that break off: the others were done.
int report_input_errors(std::vector<Error> errors);

// All that a command has to say, to stdout. Gives kDone, or kFailed if it can't be written.
int print(std::string_view text);

// Warnings, at most ten of a kind (of one text, wherever it happens), then a count.
class Warnings {
 public:
  explicit Warnings(bool quiet) : quiet_(quiet) {}
  void add(const Error& problem);
  // Says how many were not shown.
  void finish() const;

 private:
  bool quiet_;
  std::map<std::string, std::uint64_t> counts_;
};

}  // namespace leitong::tool
