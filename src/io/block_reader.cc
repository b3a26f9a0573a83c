// Bytes are read straight into the block's buffer. What stands behind the last line end there moves
// to a second buffer, with which the next block begins: less than a line for each block. A block
// without a line end grows to twice its size, so that a line of any length is copied a constant
// number of times and searched once.
#include "io/block_reader.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

#include "io/line_records.h"

namespace leitong {
namespace {

// Makes room for `capacity` bytes and the padding, keeping the first `keep`. Memory that one very
// long line took is given back.
void reserve(Block& block, std::size_t capacity, std::size_t keep) {
  const bool fits = block.buffer != nullptr && block.capacity >= capacity;
  if (fits && block.capacity / 4 <= capacity) return;
  auto larger = std::make_unique_for_overwrite<char[]>(capacity + kBlockPadding);
  if (keep > 0) std::memcpy(larger.get(), block.buffer.get(), keep);
  block.buffer = std::move(larger);
  block.capacity = capacity;
}

}  // namespace

BlockReader::BlockReader(Source& source, const BlockOptions& options)
    : source_(source), options_(options), csv_borders_(options.csv_delimiter) {}

std::size_t BlockReader::cut(std::string_view bytes, std::size_t searched) {
  if (options_.whole_up_to > 0) return 0;
  if (options_.cut == BlockOptions::Cut::kCsvRecord) return csv_borders_.cut(bytes);
  if (options_.cut == BlockOptions::Cut::kWarcRecord) return warc_borders_.cut(bytes);
  const std::string_view news = bytes.substr(searched);
  if (const std::size_t lf = news.rfind('\n'); lf != std::string_view::npos) {
    return searched + lf + 1;
  }
  if (!options_.cut_at_cr || bytes.size() < 2) return 0;
  // The last byte may be the first half of a CR LF.
  const std::size_t cr = bytes.substr(0, bytes.size() - 1).rfind('\r');
  const bool new_place = cr != std::string_view::npos && cr + 1 >= searched;
  return new_place ? cr + 1 : 0;
}

// Reads until there are `limit` bytes, or a line where small reads are asked for, or the source
// ends.
void BlockReader::fill(Block& out, std::size_t limit, std::size_t& size) {
  for (std::size_t searched = 0; size < limit;) {
    if (options_.small_reads && size > searched && cut({out.buffer.get(), size}, searched) > 0) {
      return;
    }
    searched = size;
    const auto got = source_.read(std::span(out.buffer.get() + size, limit - size));
    if (!got) failure_ = got.error();
    if (!got || *got == 0) {
      ended_ = true;
      return;
    }
    size += *got;
  }
}

void BlockReader::give_back(const Block& first) {
  Block all;
  reserve(all, first.bytes.size() + carried_, 0);
  std::ranges::copy(first.bytes, all.buffer.get());
  std::copy_n(carry_.buffer.get(), carried_, all.buffer.get() + first.bytes.size());
  carry_ = std::move(all);
  carried_ += first.bytes.size();
  offset_ = 0;
  line_ = 1;
  delivered_ = false;
}

Result<bool> BlockReader::next(Block& out) {
  if (delivered_) {
    if (failure_) return std::unexpected(*failure_);
    return false;
  }
  std::size_t limit = std::max({options_.target_size, 2 * carried_, std::size_t{1}});
  reserve(out, limit, 0);
  if (carried_ > 0) std::memcpy(out.buffer.get(), carry_.buffer.get(), carried_);
  std::size_t size = carried_;
  std::size_t searched = 0;
  std::size_t end = 0;
  for (;;) {
    if (!ended_) fill(out, limit, size);
    if (ended_) {
      end = size;
      break;
    }
    end = cut({out.buffer.get(), size}, searched);
    if (end > 0) break;
    searched = size;
    if (options_.whole_up_to > 0 && size > options_.whole_up_to) {
      failure_ = {
          .kind = Error::Kind::kInput, .what = "too long to be compared", .path = source_.name()};
      ended_ = true;
      end = size;
      break;
    }
    if (size == limit) {
      limit *= 2;
      reserve(out, limit, size);
    }
  }
  csv_borders_.restart();
  warc_borders_.restart();
  carried_ = size - end;
  if (carried_ > 0) {
    reserve(carry_, carried_, 0);
    std::memcpy(carry_.buffer.get(), out.buffer.get() + end, carried_);
  }
  std::memset(out.buffer.get() + end, 0, kBlockPadding);

  out.bytes = {out.buffer.get(), end};
  out.offset = offset_;
  out.file_offset = source_.plain_start();
  if (out.file_offset) *out.file_offset += offset_;
  out.first_line = line_;
  out.lines = count_line_ends(out.bytes, options_.cut_at_cr ? LineEnds::kUniversal : LineEnds::kLf);
  out.input = options_.input;
  out.last = ended_;
  out.cut_short = failure_.has_value();
  out.begins_input = offset_ == 0;
  out.byte_order_mark = offset_ == 0 && out.bytes.starts_with(kByteOrderMark);
  offset_ += end;
  line_ += out.lines;
  delivered_ = out.last;
  return true;
}

}  // namespace leitong
