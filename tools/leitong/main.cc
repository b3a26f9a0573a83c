// leitong: the command line of the library.
#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <string>
#include <utility>
#include <vector>

#include "command_line.h"
#include "commands.h"
#include "leitong/filter.h"
#include "messages.h"
#include "named_inputs.h"

namespace {

// Where a standard stream is closed, the next file that is opened would take its number, and get
// what is meant for the stream. What stands there instead can't be read or written either.
void hold_closed_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(stream, F_GETFD) >= 0) continue;
    static_cast<void>(open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY));
  }
}

// Half-written outputs go; the signal does the rest.
void end_by_signal(int signal) {
  leitong::discard_unfinished_outputs();
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

}  // namespace

int main(int count, char** words) {
  hold_closed_streams();
  // Both are seen as failed writes: the first is quiet, the second has a message.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    // What was ignored before (nohup, a job in the background) stays ignored.
    if (std::signal(signal, end_by_signal) == SIG_IGN) std::signal(signal, SIG_IGN);
  }

  std::vector<std::string> rest(words + 1, words + count);
  const leitong::tool::Command command = leitong::tool::take_command(rest);
  leitong::Result<leitong::tool::CommandLine> line =
      leitong::tool::parse_command_line(command, std::move(rest));
  if (!line) return leitong::tool::report_error(line.error(), command);
  if (!line->answer.empty()) return leitong::tool::print(line->answer);
  if (command != leitong::tool::Command::kCompare) {
    if (const auto error = leitong::tool::list_named_inputs(*line)) {
      return leitong::tool::report_error(*error, command);
    }
  }
  switch (command) {
    case leitong::tool::Command::kTokens:
      return leitong::tool::run_tokens(*line);
    case leitong::tool::Command::kCompare:
      return leitong::tool::run_compare(*line);
    case leitong::tool::Command::kPassages:
      return leitong::tool::run_passages(*line);
    case leitong::tool::Command::kPlan:
      return leitong::tool::run_plan(*line);
    case leitong::tool::Command::kEval:
      return leitong::tool::run_eval(*line);
    case leitong::tool::Command::kIndex:
      return leitong::tool::run_index(std::move(*line));
    case leitong::tool::Command::kDedup:
      break;
  }
  return leitong::tool::run_dedup(std::move(*line));
}
