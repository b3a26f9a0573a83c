// Where the shingles of kept records come from when memory is too short for them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/output/open_files.h"
#include "engine/record/record_batch.h"
#include "io/spool.h"
#include "leitong/error.h"
#include "leitong/filter.h"
#include "leitong/hash.h"
#include "leitong/leaders.h"
#include "match/growing_array.h"

namespace leitong {

// A record as it stands in an input that is a plain regular file.
struct TextPlace {
  std::uint32_t input = 0;
  std::uint64_t begin = 0;  // in the file
  std::uint64_t end = 0;
};

// None where the input can't be read again.
[[nodiscard]] std::optional<TextPlace> text_place(const RecordBatch& batch,
                                                  const BatchRecord& record);

// From where the shingles of one record are had again: a file, or the spool of RecordTexts.
struct ShinglePlace {
  std::uint64_t begin = 0;
  std::uint32_t length = 0;  // bytes, or shingles in the spool
  std::uint32_t input = 0;
};

// 24 bytes a record. Not for use by two threads at once.
class RecordTexts final : public ShingleSource {
 public:
  // `options` outlives it; `comparison` has the method that was settled on.
  RecordTexts(const FilterOptions& options, RecordLayout layout, const Comparison& comparison)
      : options_(options),
        layout_(std::move(layout)),
        comparison_(comparison),
        files_(options.inputs) {}

  // The next record: its number, greater than the one before, and NearDigester::list_key() of its
  // shingles. A record without a place leaves its shingles when they leave the cache.
  void add(RecordId record, const std::optional<TextPlace>& place, const Hash128& list_key);
  // Of a record that is added later: spools its shingles if it has no place.
  [[nodiscard]] ShinglePlace leave(const std::optional<TextPlace>& place,
                                   std::span<const std::uint64_t> shingles);
  void add(RecordId record, const ShinglePlace& left, const Hash128& list_key);
  // Forgets what was added, not what was left.
  void clear() { entries_ = {}; }
  // Forgets the one that was added last.
  void remove_last() { entries_.pop_back(); }

  bool shingles(RecordId record, std::vector<std::uint64_t>& out) override;
  bool holds(RecordId record) const override;
  void leaves_cache(RecordId record, std::span<const std::uint64_t> shingles) override;

  // Why shingles could not be stored or had again.
  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }
  [[nodiscard]] std::size_t memory_bytes() const { return entries_.memory_bytes(); }

 private:
  // Instead of a place, and added to one in the spool.
  static constexpr std::uint64_t kNowhere = ~std::uint64_t{0};
  static constexpr std::uint64_t kInSpool = std::uint64_t{1} << 63;
  struct Entry {
    ShinglePlace place;
    RecordId record = 0;
    std::uint32_t check = 0;  // of the digest
  };
  static_assert(sizeof(Entry) == 24);

  [[nodiscard]] Entry& find(RecordId record);
  // Nowhere where there is none, or the record is too long.
  [[nodiscard]] static ShinglePlace in_file(const std::optional<TextPlace>& place);
  [[nodiscard]] ShinglePlace spool(std::span<const std::uint64_t> shingles);
  [[nodiscard]] Result<void> read_spool(const ShinglePlace& place,
                                        std::vector<std::uint64_t>& out) const;
  [[nodiscard]] Result<void> read_text(const Entry& entry, std::vector<std::uint64_t>& out);
  bool check(const Result<void>& result);

  const FilterOptions& options_;
  RecordLayout layout_;
  Comparison comparison_;
  GrowingArray<Entry> entries_;
  std::optional<Error> failure_;
  std::optional<Spool> spool_;

  // Made when first needed.
  std::unique_ptr<RecordParser> parser_;
  RecordBatch batch_;
  std::vector<char> bytes_;
  OpenFiles files_;
  std::optional<std::uint32_t> newest_input_;
};

}  // namespace leitong
