#include "text/segmenter/tables.h"

#include <cstring>
#include <string_view>
#include <utility>

#include "leitong/segment.h"

// The file is put into the read-only data as it is: pages are read when they are first touched.
__asm__(
    ".pushsection .rodata, \"a\"\n"
    ".balign 64\n"
    "leitong_segmenter_tables:\n"
    ".incbin \"" LEITONG_SEGMENTER_TABLES
    "\"\n"
    "leitong_segmenter_tables_end:\n"
    ".popsection\n");

namespace leitong {

extern const std::byte kTables[] __asm__("leitong_segmenter_tables")
    __attribute__((visibility("hidden")));
extern const std::byte kTablesEnd[] __asm__("leitong_segmenter_tables_end")
    __attribute__((visibility("hidden")));

namespace {

Error useless(std::string why) { return {.kind = Error::Kind::kInternal, .what = std::move(why)}; }

// Takes arrays off a file, one after another.
class Reader {
 public:
  explicit Reader(std::span<const std::byte> bytes) : bytes_(bytes) {}

  template <class T>
  std::span<const T> take(std::size_t count) {
    const std::size_t size = (count * sizeof(T) + kTableAlignment - 1) & ~(kTableAlignment - 1);
    if (failed_ || size > bytes_.size()) {
      failed_ = true;
      return {};
    }
    const std::span<const T> values(reinterpret_cast<const T*>(bytes_.data()), count);
    bytes_ = bytes_.subspan(size);
    return values;
  }
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  std::span<const std::byte> bytes_;
  bool failed_ = false;
};

}  // namespace

Result<SegmenterTables> view_tables(std::span<const std::byte> bytes) {
  Reader reader(bytes);
  const auto header = reader.take<SegmenterTablesHeader>(1);
  if (header.empty() || header[0].magic != SegmenterTablesHeader::kMagic) {
    return std::unexpected(useless("there are no tables of the fast segmenter"));
  }
  if (header[0].unusable[0] != '\0') return std::unexpected(useless(header[0].unusable));
  const auto codes = reader.take<Code>(65536);
  const auto singles = reader.take<std::uint8_t>(header[0].singles);
  const auto rows = reader.take<std::uint32_t>(header[0].rows);
  const auto pairs = reader.take<Cell>(header[0].pairs);
  const auto thirds = reader.take<std::uint32_t>(header[0].pairs);
  const auto deep = reader.take<DeepCell>(header[0].deep);
  if (reader.failed()) return std::unexpected(useless("the segmenter's tables are cut off"));
  return SegmenterTables{.codes = std::span<const Code, 65536>(codes),
                         .singles = singles,
                         .rows = rows,
                         .pairs = pairs,
                         .thirds = thirds,
                         .deep = deep};
}

namespace {

Result<LinkedTables> find_linked_tables() {
  const std::span<const std::byte> bytes(kTables, kTablesEnd);
  const Result<SegmenterTables> tables = view_tables(bytes);
  if (!tables) return std::unexpected(tables.error());
  SegmenterTablesHeader header;
  std::memcpy(&header, bytes.data(), sizeof header);
  Result<WordRules> rules = WordRules::open();
  if (!rules) return std::unexpected(rules.error());
  if (icu_version() != header.icu_version) {
    return std::unexpected(useless("built for ICU " + std::string(header.icu_version)));
  }
  if (rules->hash() != header.rules_hash || dictionary_hash() != header.dictionary_hash) {
    return std::unexpected(useless("built for other rules or another dictionary"));
  }
  return LinkedTables{.tables = *tables, .rules = std::move(*rules)};
}

}  // namespace

const Result<LinkedTables>& linked_tables() {
  static const Result<LinkedTables> tables = find_linked_tables();
  return tables;
}

}  // namespace leitong
