#include "engine/output/output.h"

#include <utility>

namespace leitong {

Result<Output> Output::create(const std::string& path, std::span<const FileIdentity> inputs) {
  if (path.empty()) return Output(nullptr);
  Result<std::unique_ptr<Sink>> sink = Sink::create(path, inputs);
  if (!sink) return std::unexpected(std::move(sink.error()));
  return Output(std::move(*sink));
}

Output Output::create_for_next_step(std::size_t inputs) {
  Output output(nullptr);
  output.stretches_.resize(inputs);
  return output;
}

Result<void> Output::enter(std::uint32_t input, std::string_view line_end) {
  if (input_ != input) {
    input_ = input;
    if (!shards_.empty()) return next_shard(input);
    if (wrote_) line_end_owed_ = line_end_;
    line_end_.clear();
    wrote_ = false;
    input_changed_ = true;
  }
  if (line_end_.empty()) line_end_ = line_end;
  return {};
}

Result<void> Output::next_shard(std::uint32_t input) {
  if (Result<void> closed = close(); !closed) return closed;
  const Shard& shard = shards_[input];
  if (shard.path.empty()) return {};
  // That no input is overwritten is known already.
  Result<std::unique_ptr<Sink>> sink = Sink::create(shard.path, {}, shard.compression);
  if (!sink) return std::unexpected(std::move(sink.error()));
  sink_ = std::move(*sink);
  return {};
}

Result<void> Output::write(std::string_view bytes, std::uint64_t begin) {
  if (stretches_.empty() || muted_) return write(bytes);
  stretches_[static_cast<std::size_t>(input_)].add(begin, bytes.size());
  bytes_written_ += bytes.size();
  return {};
}

Result<void> Output::write(std::string_view bytes) {
  if (bytes.empty() || muted_) return {};
  if (!stretches_.empty()) {
    return std::unexpected(Error{.what = "a step can't read what stands in no input"});
  }
  if (input_changed_ && last_ != '\n' && last_ != '\r') {
    const std::string line_end = line_end_owed_.empty() ? "\n" : line_end_owed_;
    if (Result<void> written = pass_on(line_end); !written) return written;
  }
  input_changed_ = false;
  wrote_ = true;
  last_ = bytes.back();
  return pass_on(bytes);
}

Result<void> Output::pass_on(std::string_view bytes) {
  bytes_written_ += bytes.size();
  return sink_ ? sink_->write(bytes) : Result<void>{};
}

Result<void> Output::end_record() {
  return sink_ && !muted_ ? sink_->end_member() : Result<void>{};
}

Result<void> Output::flush() { return sink_ ? sink_->flush() : Result<void>{}; }

Result<void> Output::close() {
  if (!sink_) return {};
  if (Result<void> closed = sink_->close(); !closed) return closed;
  if (!shards_.empty()) {
    ++shards_done_;
    if (sink_->bytes_written() == 0) ++empty_shards_;
  }
  sink_.reset();
  return {};
}

}  // namespace leitong
