#include "engine/output.h"

#include <utility>

namespace leitong {

Result<Output> Output::create(const std::string& path, std::span<const FileIdentity> inputs) {
  if (path.empty()) return Output(nullptr);
  Result<std::unique_ptr<Sink>> sink = Sink::create(path, inputs);
  if (!sink) return std::unexpected(std::move(sink.error()));
  return Output(std::move(*sink));
}

void Output::enter(std::uint32_t input, std::string_view line_end) {
  if (input_ != input) {
    input_ = input;
    if (wrote_) line_end_owed_ = line_end_;
    line_end_.clear();
    wrote_ = false;
    input_changed_ = true;
  }
  if (line_end_.empty()) line_end_ = line_end;
}

Result<void> Output::write(std::string_view bytes) {
  if (bytes.empty() || muted_) return {};
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

Result<void> Output::flush() { return sink_ ? sink_->flush() : Result<void>{}; }

Result<void> Output::close() { return sink_ ? sink_->close() : Result<void>{}; }

}  // namespace leitong
