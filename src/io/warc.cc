// A record says how long it is, so its content is skipped, whatever stands in it, and a file costs
// as much as its headers. What is said is believed only if the two line ends that close a record
// stand where it ends; where they don't, or there is no header, the next line that can begin a
// record is looked for. That may be one inside a page about WARC, so nothing of a record that was
// ended in this way is believed either: it can't be read, and stays as it is.
//
// Whether a record is whole depends on the bytes up to its own end alone. So the thread that cuts
// blocks (WarcBorders) and those that look into them come to the same records, and so does who
// reads some of them again. Line ends without carriage returns, which the standard has not, are
// read too.
#include "io/warc.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <string>
#include <system_error>
#include <utility>

namespace leitong {
namespace {

constexpr std::string_view kVersion = "WARC/1.";
constexpr std::string_view kLineEnds = "\r\n";
constexpr std::size_t kNone = std::string_view::npos;
// Of a block's bytes, which are held in memory.
constexpr std::uint64_t kMostContent = std::numeric_limits<std::int32_t>::max();

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::string_view trimmed(std::string_view value) {
  constexpr std::string_view kSpace = " \t\r";
  const std::size_t begin = std::min(value.find_first_not_of(kSpace), value.size());
  return value.substr(begin, value.find_last_not_of(kSpace) + 1 - begin);
}

// Its lines one after another.
class HeaderLines {
 public:
  explicit HeaderLines(std::string_view bytes) : bytes_(bytes) {}

  // Without its line end. False if no line is complete.
  bool next(std::string_view& line) {
    const std::size_t end = bytes_.find('\n', at_);
    if (end == kNone) return false;
    line = bytes_.substr(at_, end - at_);
    if (line.ends_with('\r')) line.remove_suffix(1);
    at_ = end + 1;
    return true;
  }
  [[nodiscard]] std::size_t behind() const { return at_; }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

struct Header {
  enum class State : std::uint8_t { kWhole, kCutOff, kDamaged };
  State state = State::kCutOff;
  const char* problem = nullptr;  // kDamaged
  std::size_t size = 0;           // with the empty line
  std::string_view length = {};   // as it says
  std::uint64_t content = 0;      // bytes
  std::string_view type = {};
  std::string_view content_type = {};
  bool is_segment = false;  // of a record that goes on in others
};

Header damaged(const char* problem) {
  return {.state = Header::State::kDamaged, .problem = problem};
}

// Of fields that are called the same the first counts. False if it is not this one.
bool set_first(std::string_view& field, std::string_view value) {
  if (field.data() != nullptr) return false;
  field = value;
  return true;
}

// Whether these few bytes may become the begin of a record.
bool may_begin_record(std::string_view bytes) {
  if (bytes.size() <= kVersion.size()) return kVersion.starts_with(bytes);
  return bytes.size() == kVersion.size() + 1 && begins_warc_record(std::string(bytes) + '\n');
}

// What is wrong with a Content-Length; null if nothing.
const char* read_length(Header& header) {
  if (header.length.empty()) return "the record has no Content-Length";
  const char* const end = header.length.data() + header.length.size();
  const auto [rest, error] = std::from_chars(header.length.data(), end, header.content);
  const bool too_large = error == std::errc::result_out_of_range;
  if (rest != end || (error != std::errc() && !too_large)) return "Content-Length is no number";
  if (too_large || header.content > kMostContent) {
    return "the record is longer than 2 GiB and can't be compared";
  }
  return nullptr;
}

Header read_header(std::string_view bytes) {
  if (may_begin_record(bytes)) return {};
  if (!begins_warc_record(bytes)) return damaged("this is no WARC record");
  Header header;
  HeaderLines lines(bytes);
  std::string_view line;
  if (!lines.next(line)) return header;
  if (line.size() != kVersion.size() + 1) return damaged("this is no WARC record");
  while (lines.next(line)) {
    if (line.empty()) {
      header.size = lines.behind();
      header.problem = read_length(header);
      header.state = header.problem == nullptr ? Header::State::kWhole : Header::State::kDamaged;
      return header;
    }
    if (line.front() == ' ' || line.front() == '\t') continue;  // more of the line before it
    const std::size_t colon = line.find(':');
    if (colon == kNone) return damaged("a line of the WARC header has no colon");
    const std::string_view name = line.substr(0, colon);
    const auto is = [&](std::string_view wanted) {
      return name.size() == wanted.size() && same_word(name, wanted);
    };
    const auto value = [&] { return trimmed(line.substr(colon + 1)); };
    if (is("Content-Length")) {
      if (!set_first(header.length, value()) && header.length != value()) {
        return damaged("the record has several Content-Lengths");
      }
    } else if (is("WARC-Type")) {
      set_first(header.type, value());
    } else if (is("Content-Type")) {
      set_first(header.content_type, value());
    } else if (is("WARC-Segment-Number")) {
      header.is_segment = true;
    }
  }
  return header;
}

// text/dns is what crawlers note of names that they looked up.
bool is_text(std::string_view content_type) {
  const std::string_view media = trimmed(content_type.substr(0, content_type.find(';')));
  constexpr std::string_view kText = "text/";
  return same_word(media.substr(0, kText.size()), kText) && !same_word(media, "text/dns");
}

WarcRecord::Kind kind_of(const Header& header) {
  using Kind = WarcRecord::Kind;
  if (same_word(header.type, "response")) return Kind::kResponse;
  if (header.is_segment) return Kind::kOther;
  const bool is_conversion = same_word(header.type, "conversion");
  if (is_conversion && header.content_type.empty()) return Kind::kText;
  if (!is_conversion && !same_word(header.type, "resource")) return Kind::kOther;
  return is_text(header.content_type) ? Kind::kText : Kind::kOther;
}

// What stands at a place, as far as its bytes say; more may come behind them.
struct Standing {
  enum class State : std::uint8_t { kWhole, kOpen, kLost };
  State state = State::kLost;
  LineSpan span = {};      // kWhole
  std::size_t needed = 0;  // kOpen: bytes with which more can be said
};

Standing look_at(std::string_view bytes, std::size_t begin) {
  using State = Standing::State;
  const Standing open = {.state = State::kOpen, .needed = bytes.size() + 1};
  if (kLineEnds.contains(bytes[begin])) {
    const std::size_t end = bytes.find_first_not_of(kLineEnds, begin);
    if (end == kNone) return open;
    return {.state = State::kWhole, .span = {.begin = begin, .end = end, .next = end}};
  }
  const Header header = read_header(bytes.substr(begin));
  if (header.state == Header::State::kDamaged) return {};
  if (header.state == Header::State::kCutOff) return open;
  const std::size_t end = begin + header.size + static_cast<std::size_t>(header.content);
  const std::string_view behind = bytes.substr(std::min(end, bytes.size()));
  for (const std::string_view close : {"\r\n\r\n", "\n\n"}) {
    if (end <= bytes.size() && behind.starts_with(close)) {
      return {.state = State::kWhole,
              .span = {.begin = begin, .end = end, .next = end + close.size()}};
    }
    if (close.starts_with(behind)) {
      return {.state = State::kOpen, .needed = std::max(end + 2, bytes.size() + 1)};
    }
  }
  return {};
}

// The first place from `from` (not 0) on where a record begins; kNone if there is none.
std::size_t find_begin(std::string_view bytes, std::size_t from) {
  constexpr std::string_view kLine = "\nWARC/1.";
  for (std::size_t at = from - 1;; ++at) {
    at = bytes.find(kLine, at);
    if (at == kNone) return kNone;
    if (begins_warc_record(bytes.substr(at + 1))) return at + 1;
  }
}

std::unexpected<Error> problem(std::string what, std::string advice = {}) {
  return std::unexpected(
      Error{.kind = Error::Kind::kInput, .what = std::move(what), .advice = std::move(advice)});
}

}  // namespace

bool begins_warc_record(std::string_view bytes) {
  if (!bytes.starts_with(kVersion) || bytes.size() < kVersion.size() + 2) return false;
  const char digit = bytes[kVersion.size()];
  return digit >= '0' && digit <= '9' && kLineEnds.contains(bytes[kVersion.size() + 1]);
}

std::size_t WarcBorders::cut(std::string_view bytes) {
  while (end_ < bytes.size() && bytes.size() >= needed_) {
    if (lost_from_ == 0) {
      const Standing standing = look_at(bytes, end_);
      if (standing.state == Standing::State::kOpen) {
        needed_ = standing.needed;
        break;
      }
      if (standing.state == Standing::State::kWhole) {
        end_ = standing.span.next;
        continue;
      }
      lost_from_ = end_ + 1;
    }
    const std::size_t begin = find_begin(bytes, lost_from_);
    if (begin == kNone) {
      // The last bytes may be those of a begin.
      lost_from_ = std::max(lost_from_, bytes.size() - std::min(bytes.size(), kVersion.size() + 1));
      needed_ = bytes.size() + 1;
      break;
    }
    end_ = begin;
    lost_from_ = 0;
  }
  return end_;
}

void find_warc_records(std::string_view bytes, std::vector<LineSpan>& records) {
  records.clear();
  for (std::size_t begin = 0; begin < bytes.size(); begin = records.back().next) {
    const Standing standing = look_at(bytes, begin);
    if (standing.state == Standing::State::kWhole) {
      records.push_back(standing.span);
    } else {
      const std::size_t end = std::min(find_begin(bytes, begin + 1), bytes.size());
      records.push_back({.begin = begin, .end = end, .next = end});
    }
  }
}

Result<WarcRecord> read_warc_record(std::string_view record) {
  const Header header = read_header(record);
  if (header.state == Header::State::kCutOff) return problem("the WARC header breaks off");
  if (header.state == Header::State::kDamaged) return problem(header.problem);
  const std::string_view rest = record.substr(header.size);
  const auto there = [&](std::string_view bytes) {
    return "it says " + std::string(header.length) + ", " + std::to_string(bytes.size()) +
           " are there";
  };
  if (rest.size() < header.content) {
    return problem("the record has fewer bytes than its Content-Length says", there(rest));
  }
  const std::string_view behind = rest.substr(header.content);
  if (behind.find_first_not_of(kLineEnds) != kNone) {
    return problem("the record has more bytes than its Content-Length says", there(rest));
  }
  return WarcRecord{.kind = kind_of(header), .content = rest.substr(0, header.content)};
}

std::string_view warc_field(std::string_view record, std::string_view name) {
  HeaderLines lines(record);
  std::string_view line;
  while (lines.next(line) && !line.empty()) {
    const std::size_t colon = line.find(':');
    if (colon == name.size() && same_word(line.substr(0, colon), name)) {
      return trimmed(line.substr(colon + 1));
    }
  }
  return {};
}

}  // namespace leitong
