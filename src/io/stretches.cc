// A step that follows another reads the original input again, and skips what the one before left
// out: so nothing but the borders must be kept between them, and what stands where in the original
// is known of every byte. Each read goes straight into the caller's buffer, where what is left out
// is closed up.
#include "io/stretches.h"

#include <algorithm>
#include <cstring>

namespace leitong {

void Stretches::add(std::uint64_t begin, std::uint64_t size) {
  if (size == 0) return;
  if (stretches_.empty() || end(stretches_.size() - 1) != begin) {
    stretches_.push_back({.begin = begin, .at = size_});
  }
  size_ += size;
}

std::size_t Stretches::find(std::uint64_t at) const {
  const auto behind = std::ranges::upper_bound(stretches_, at, {}, &Stretch::at);
  return static_cast<std::size_t>(behind - stretches_.begin()) - 1;
}

std::uint64_t Stretches::end(std::size_t i) const {
  const std::uint64_t at_end = i + 1 < stretches_.size() ? stretches_[i + 1].at : size_;
  return stretches_[i].begin + (at_end - stretches_[i].at);
}

std::uint64_t Stretches::in_input(std::uint64_t at) const {
  const Stretch& stretch = stretches_[find(at)];
  return stretch.begin + (at - stretch.at);
}

std::uint64_t Stretches::line_ends_left_out(std::uint64_t at) const {
  return stretches_[find(at)].line_ends_left_out;
}

Stretches Stretches::in_input(const Stretches& inner) const {
  Stretches result;
  for (std::size_t i = 0; i < inner.stretches_.size(); ++i) {
    std::uint64_t at = inner.stretches_[i].begin;
    const std::uint64_t at_end = inner.end(i);
    for (std::size_t own = find(at); at < at_end; ++own) {
      const std::uint64_t begin = stretches_[own].begin + (at - stretches_[own].at);
      const std::uint64_t size = std::min(end(own) - begin, at_end - at);
      result.add(begin, size);
      at += size;
    }
  }
  return result;
}

Result<std::size_t> StretchSource::read(std::span<char> buffer) {
  while (next_ < stretches_.stretches_.size()) {
    const Result<std::size_t> got = input_.read(buffer);
    if (!got) return got;
    if (*got == 0) {
      return std::unexpected(Error{.kind = Error::Kind::kInput,
                                   .what = "the input has changed while it was read",
                                   .path = name(),
                                   .advice = "run again when nothing writes to it"});
    }
    if (const std::size_t taken = take(buffer.first(*got)); taken > 0) return taken;
  }
  return 0;
}

Result<void> StretchSource::rewind() {
  next_ = 0;
  offset_ = line_ends_left_out_ = 0;
  after_cr_ = counts_ = false;
  last_taken_ = '\n';
  return input_.rewind();
}

std::size_t StretchSource::take(std::span<char> bytes) {
  std::vector<Stretches::Stretch>& all = stretches_.stretches_;
  const std::uint64_t end = offset_ + bytes.size();
  std::size_t taken = 0;
  while (offset_ < end && next_ < all.size()) {
    char* const here = bytes.data() + (bytes.size() - (end - offset_));
    if (offset_ < all[next_].begin) {
      const std::uint64_t size = std::min(all[next_].begin, end) - offset_;
      leave_out({here, size});
      offset_ += size;
      continue;
    }
    if (counts_ && offset_ == all[next_].begin) {
      // A CR and a LF that come together only now are one line end less.
      const bool joins = line_ends_ == LineEnds::kUniversal && last_taken_ == '\r';
      if (joins && *here == '\n') ++line_ends_left_out_;
      all[next_].line_ends_left_out = line_ends_left_out_;
      after_cr_ = false;
    }
    const std::uint64_t size = std::min(stretches_.end(next_), end) - offset_;
    std::memmove(bytes.data() + taken, here, size);
    taken += size;
    last_taken_ = bytes[taken - 1];
    offset_ += size;
    if (offset_ == stretches_.end(next_)) ++next_;
  }
  return taken;
}

void StretchSource::leave_out(std::string_view bytes) {
  if (!counts_) return;
  line_ends_left_out_ += count_line_ends(bytes, line_ends_);
  // One line end that two reads share is not two.
  if (line_ends_ == LineEnds::kUniversal && after_cr_ && bytes.starts_with('\n')) {
    --line_ends_left_out_;
  }
  after_cr_ = bytes.ends_with('\r');
}

}  // namespace leitong
