// Where the kept parts of all inputs go: joined in one output, or each input's into its own.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/output/shards.h"
#include "io/sink.h"
#include "io/stretches.h"
#include "leitong/error.h"

namespace leitong {

// Not thread-safe.
class Output {
 public:
  // An empty path: what is written goes nowhere, but is counted.
  [[nodiscard]] static Result<Output> create(const std::string& path,
                                             std::span<const FileIdentity> inputs);

  // One output an input; none where its path is empty.
  [[nodiscard]] static Output create(std::vector<Shard> shards) {
    return Output(std::move(shards));
  }

  // Nothing is written, but where it stands is known: for a step that reads it.
  [[nodiscard]] static Output create_for_next_step(std::size_t inputs);

  // What is written from here on belongs to this input. If the one before left off without a line
  // end, one in its own style comes first, unless each has its own output. `line_end` is one that
  // the input uses: "\n", "\r\n" or "\r", empty if none is known yet; the first one said counts.
  [[nodiscard]] Result<void> enter(std::uint32_t input, std::string_view line_end);

  // What is written while this is set goes nowhere, and is not counted.
  void mute(bool muted) { muted_ = muted; }
  // `begin`: where the bytes stand in the input.
  [[nodiscard]] Result<void> write(std::string_view bytes, std::uint64_t begin);
  // Bytes that stand in no input. Not for a next step.
  [[nodiscard]] Result<void> write(std::string_view bytes);
  // What was written is a record by itself, also where it is compressed (Sink::end_member()).
  [[nodiscard]] Result<void> end_record();
  [[nodiscard]] Result<void> flush();
  [[nodiscard]] Result<void> close();

  [[nodiscard]] bool is_for_next_step() const { return !stretches_.empty(); }
  // … by input, what was written.
  [[nodiscard]] std::vector<Stretches> take_stretches() { return std::move(stretches_); }

  [[nodiscard]] std::uint64_t bytes_written() const { return bytes_written_; }
  // The outputs of inputs that are complete, and those of them that are empty.
  [[nodiscard]] std::uint64_t shards() const { return shards_done_; }
  [[nodiscard]] std::uint64_t empty_shards() const { return empty_shards_; }

 private:
  explicit Output(std::unique_ptr<Sink> sink) : sink_(std::move(sink)) {}
  explicit Output(std::vector<Shard> shards) : shards_(std::move(shards)) {}
  [[nodiscard]] Result<void> pass_on(std::string_view bytes);
  [[nodiscard]] Result<void> next_shard(std::uint32_t input);

  std::vector<Shard> shards_;         // by input; none: all go into one output
  std::vector<Stretches> stretches_;  // by input; none: bytes are written
  std::unique_ptr<Sink> sink_;        // none: nowhere
  std::uint64_t shards_done_ = 0;
  std::uint64_t empty_shards_ = 0;
  std::uint64_t bytes_written_ = 0;
  char last_ = '\n';
  bool muted_ = false;
  std::int64_t input_ = -1;
  bool input_changed_ = false;
  bool wrote_ = false;         // something of the current input
  std::string line_end_;       // of the current input; empty: not seen yet
  std::string line_end_owed_;  // of the input that wrote last
};

}  // namespace leitong
