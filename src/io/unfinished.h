// Outputs that are not yet in their place, so that an interrupted process can remove them.
#pragma once

#include <atomic>
#include <string>

namespace leitong {

// A file that goes away if the process is interrupted, or this object destroyed, before done().
class UnfinishedOutput {
 public:
  explicit UnfinishedOutput(const std::string& path);
  ~UnfinishedOutput();
  UnfinishedOutput(const UnfinishedOutput&) = delete;
  UnfinishedOutput& operator=(const UnfinishedOutput&) = delete;

  // The file has taken its name.
  void done();

 private:
  struct Slot;
  friend void remove_unfinished_outputs();
  static std::atomic<Slot*> slots_;
  Slot* slot_;
};

// Removes the files of all objects alive. Async-signal-safe: call it in a handler of SIGINT,
// SIGTERM or SIGHUP, then let the signal end the process.
void remove_unfinished_outputs();

}  // namespace leitong
