// The audit (`--removed`): for everything that was removed, what it repeats, as JSONL.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/sink.h"
#include "leitong/deduplicator.h"
#include "leitong/error.h"

namespace leitong {

class RemovalSample;

// Where something stands: bytes [start, end) of the decompressed input.
struct Place {
  std::uint32_t input = 0;
  std::uint64_t record = 0;  // from 1; in text the number of the first line
  std::uint64_t start = 0;
  std::uint64_t end = 0;
};

// The members that say where something stands; an empty id means that there is none.
void append_place(std::string& json, const Place& place, std::string_view input,
                  std::string_view id);

// Not thread-safe.
class Audit {
 public:
  // Without a path nothing is written.
  [[nodiscard]] static Result<Audit> create(const std::string& path,
                                            std::span<const FileIdentity> inputs,
                                            const std::vector<std::string>& input_names,
                                            std::uint32_t references);

  // … and counted there, too; it outlives the audit.
  void sample_into(RemovalSample& sample) { sample_ = &sample; }

  // One line, unless it was removed from a reference. An empty id means that there is none.
  [[nodiscard]] Result<void> add(const Place& removed, std::string_view id, std::string_view rule,
                                 double similarity, const Place& leader,
                                 std::string_view leader_id);
  [[nodiscard]] Result<void> flush() { return sink_ ? sink_->flush() : Result<void>{}; }
  [[nodiscard]] Result<void> close() { return sink_ ? sink_->close() : Result<void>{}; }

 private:
  Audit(std::unique_ptr<Sink> sink, const std::vector<std::string>& input_names,
        std::uint32_t references)
      : sink_(std::move(sink)), input_names_(input_names), references_(references) {}
  std::unique_ptr<Sink> sink_;  // none: only sampled
  RemovalSample* sample_ = nullptr;
  std::vector<std::string> input_names_;
  std::uint32_t references_;  // the first inputs
  std::string line_;
};

}  // namespace leitong
