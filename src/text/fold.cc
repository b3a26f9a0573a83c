// Decoding and folding go over the text in turns, in chunks that stay in the first-level cache: two
// simple loops are faster than one that does both. A chunk ends before a normalization boundary;
// what stands behind its last boundary is carried to the front of the next chunk, so a stretch that
// must be normalized as one is never cut. A chunk without boundary (one letter under ten thousand
// accents) doubles the buffer, so the whole stays linear.
//
// Nearly all text gives at most one unit a byte, so that much room is made, without filling it. The
// few characters that grow may need more: then the run stops, the room is doubled, and it goes on.
#include "leitong/fold.h"

#include <algorithm>
#include <array>
#include <span>

#include "text/fold_chunk.h"
#include "text/fold_steps.h"
#include "text/fold_table.h"
#include "text/utf8.h"

namespace leitong {
namespace {

constexpr std::size_t kChunk = 4096;  // units

class FoldRun {
 public:
  FoldRun(std::string_view utf8, const FoldOptions& options)
      : source_(utf8), options_(options), all_steps_(options == FoldOptions{}) {}

  [[nodiscard]] bool done() const { return source_.empty() && end_ == 0; }
  [[nodiscard]] std::size_t ill_formed() const { return ill_formed_; }

  // Goes on after `written` units, as far as the room allows; gives the units now written.
  std::size_t go_on(std::span<char16_t> out, std::size_t written) {
    while (!done()) {
      if (cut_ == 0) fill();
      const std::size_t reserve = end_ - cut_ + source_.size();
      const std::u16string_view chunk(buffer_.data() + begin_, cut_ - begin_);
      const ChunkProgress progress = fold(chunk, out.subspan(written), reserve);
      written += progress.written;
      begin_ += progress.read;
      if (begin_ != cut_) return written;
      std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(cut_),
                buffer_.begin() + static_cast<std::ptrdiff_t>(end_), buffer_.begin());
      end_ -= cut_;
      begin_ = cut_ = 0;
    }
    return written;
  }

 private:
  // Decodes behind the `end_` units that were carried, and finds where the chunk may be cut.
  void fill() {
    for (;;) {
      const Utf8Progress progress = decode_utf8(source_, buffer_.subspan(end_));
      source_.remove_prefix(progress.bytes);
      end_ += progress.units;
      ill_formed_ += progress.ill_formed;
      cut_ = source_.empty() ? end_ : last_boundary({buffer_.data(), end_});
      if (cut_ != 0) return;
      std::u16string larger(buffer_.begin(), buffer_.end());
      larger.resize(2 * buffer_.size());
      large_buffer_ = std::move(larger);
      buffer_ = large_buffer_;
    }
  }

  [[nodiscard]] ChunkProgress fold(std::u16string_view chunk, std::span<char16_t> out,
                                   std::size_t reserve) const {
    if (all_steps_) return fold_chunk(chunk, out, reserve);
    std::u16string folded;
    append_fold_by_steps(chunk, options_, folded);
    if (out.size() < folded.size() + reserve) return {};
    std::ranges::copy(folded, out.begin());
    return {chunk.size(), folded.size()};
  }

  std::string_view source_;  // not yet decoded
  const FoldOptions& options_;
  const bool all_steps_;
  std::array<char16_t, kChunk> small_buffer_;
  std::u16string large_buffer_;
  std::span<char16_t> buffer_ = small_buffer_;
  std::size_t begin_ = 0;  // of what is not yet folded
  std::size_t cut_ = 0;    // the end of the chunk, 0 if there is none
  std::size_t end_ = 0;    // of what is decoded
  std::size_t ill_formed_ = 0;
};

}  // namespace

Folder::Folder(FoldOptions options) : options_(options) {}

void Folder::fold(std::string_view utf8, FoldedText& out) const {
  FoldRun run(utf8, options_);
  out.units.clear();
  out.origin.clear();
  std::size_t written = 0;
  std::size_t room = std::max(out.units.capacity(), utf8.size());
  for (;;) {
    out.units.resize_and_overwrite(room, [&](char16_t* units, std::size_t size) {
      return written = run.go_on({units, size}, written);
    });
    if (run.done()) break;
    room *= 2;
  }
  out.ill_formed = run.ill_formed();
}

std::uint64_t fold_table_hash() { return kFoldTableHash; }

}  // namespace leitong
