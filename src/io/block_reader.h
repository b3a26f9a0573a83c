// Cuts an input into blocks at line ends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "io/csv.h"
#include "io/source.h"
#include "io/warc.h"
#include "leitong/error.h"

namespace leitong {

// Bytes beyond the end of a block that may be read (they are zero): what SIMD readers need.
inline constexpr std::size_t kBlockPadding = 64;

// What says at the begin of an input that it is UTF-8.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// A piece of an input that ends after a line, or a record, or with the input. Owns its bytes; may
// be moved (`bytes` stays where it is), and used again for the next piece, which spares the
// allocation.
struct Block {
  std::string_view bytes;        // followed by kBlockPadding zeros
  std::uint64_t offset = 0;      // of bytes[0] in the decompressed input
  std::uint64_t first_line = 1;  // number of the first line, from 1
  std::uint64_t lines = 0;       // line ends in `bytes`
  std::uint32_t input = 0;       // as the reader was told
  // Where `bytes` stand, as they are, in the regular file that is the input; none if it is none.
  std::optional<std::uint64_t> file_offset = {};
  bool last = false;             // the end of the input (or of what can be read of it)
  bool cut_short = false;        // … and more should follow, but can't be read
  bool begins_input = false;     // `bytes` are the first of the input
  bool byte_order_mark = false;  // `bytes` starts with the input's UTF-8 byte order mark

  // The memory that `bytes` lies in.
  std::unique_ptr<char[]> buffer;
  std::size_t capacity = 0;  // without the padding
};

struct BlockOptions {
  std::size_t target_size = std::size_t{1} << 20;  // at least 1; a longer line makes a longer block
  std::uint32_t input = 0;                         // copied into each block
  // Hand over what has arrived as soon as it has a complete line (a person types, a log grows).
  bool small_reads = false;
  // A CR without LF ends a line as well: counted, and cut at where a block would have no LF.
  bool cut_at_cr = false;
  // What a block ends with: a line, or a record of CSV, whose quotes may hold line ends, or of
  // WARC.
  enum class Cut : std::uint8_t { kLine, kCsvRecord, kWarcRecord };
  Cut cut = Cut::kLine;
  char csv_delimiter = ',';  // kCsvRecord
  // Not 0: one block holds the whole input; where that is longer than this, so much of it, and an
  // error.
  std::size_t whole_up_to = 0;
};

// Takes time linear in the input, however long its lines. Not thread-safe.
class BlockReader {
 public:
  // `source` outlives the reader.
  BlockReader(Source& source, const BlockOptions& options);

  // False after the last block. Each input has exactly one block with `last`, perhaps an empty one.
  // Where the source fails, what came before is delivered as a last block first; then the error, as
  // often as it is asked for.
  [[nodiscard]] Result<bool> next(Block& out);

  // Looked at only: the first block comes again, or others, if the options are set now.
  void give_back(const Block& first);
  void set_options(const BlockOptions& options) { options_ = options; }

 private:
  // The length of the longest prefix of `bytes` that ends with a line; 0 if there is none. No cut
  // lies before `searched`.
  [[nodiscard]] std::size_t cut(std::string_view bytes, std::size_t searched);
  void fill(Block& out, std::size_t limit, std::size_t& size);

  Source& source_;
  BlockOptions options_;
  CsvBorders csv_borders_;
  WarcBorders warc_borders_;
  Block carry_;  // begins with what was read beyond the last cut
  std::size_t carried_ = 0;
  std::uint64_t offset_ = 0;
  std::uint64_t line_ = 1;
  bool ended_ = false;      // the source has no more
  bool delivered_ = false;  // the last block went out
  std::optional<Error> failure_;
};

}  // namespace leitong
