// WARC 1.0 and 1.1 (ISO 28500), and so WET, read where they stand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "io/line_records.h"
#include "leitong/error.h"

namespace leitong {

// Whether a record begins there: "WARC/1." and a digit, in a line by themselves.
[[nodiscard]] bool begins_warc_record(std::string_view bytes);

// Where the last record in growing bytes of WARC ends. Content is not looked at but skipped.
class WarcBorders {
 public:
  // The length of the longest prefix that is whole records; 0 if there is none. `bytes` begin with
  // a record, and with all that was given since restart().
  [[nodiscard]] std::size_t cut(std::string_view bytes);
  // Other bytes come.
  void restart() { *this = {}; }

 private:
  std::size_t end_ = 0;
  std::size_t needed_ = 1;     // with fewer bytes there is nothing new to say
  std::size_t lost_from_ = 0;  // not 0: from where on the begin of a record is looked for
};

// The records of `bytes`, in order, as find_lines() gives lines; the line end of each is what
// stands behind its content. What can't be a record reaches to the begin of the next one, and line
// ends between records make one by themselves. Overwrites `records`. Pure.
void find_warc_records(std::string_view bytes, std::vector<LineSpan>& records);

struct WarcRecord {
  enum class Kind : std::uint8_t {
    kText,      // of a page: a conversion, or a resource that is text
    kResponse,  // what a server answered
    kOther,
  };
  Kind kind = Kind::kOther;
  std::string_view content;
};

// A record as find_warc_records() has it, without its line end; `content` points into it. Fails
// (kInput, without path and line) where it is none, or has not as many bytes as it says.
[[nodiscard]] Result<WarcRecord> read_warc_record(std::string_view record);

// A field of its header, the first that is called so, in small letters or capitals. Empty if there
// is none.
[[nodiscard]] std::string_view warc_field(std::string_view record, std::string_view name);

}  // namespace leitong
