// Where equal anchors stand: all of a corpus, collected in a first pass over it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "passage/anchors.h"

namespace leitong {

// A place where an anchor stands. Until it is said to be new, it is taken for a repeat of others.
class AnchorPlace {
 public:
  AnchorPlace(std::uint64_t position, AnchorContext context)
      : bits_(position | std::uint64_t{context.before} << kPositionBits |
              std::uint64_t{context.behind} << (kPositionBits + AnchorContext::kBits)) {}
  [[nodiscard]] std::uint64_t position() const {
    return bits_ & ((std::uint64_t{1} << kPositionBits) - 1);
  }
  [[nodiscard]] AnchorContext context() const {
    constexpr std::uint64_t kMask = (1U << AnchorContext::kBits) - 1;
    return {.before = static_cast<std::uint16_t>(bits_ >> kPositionBits & kMask),
            .behind = static_cast<std::uint16_t>(bits_ >> (kPositionBits + AnchorContext::kBits) &
                                                 kMask)};
  }
  // Does a window of this anchor stand here for the first time?
  [[nodiscard]] bool is_new() const { return (bits_ & kNew) != 0; }
  void set_new() { bits_ |= kNew; }

  static constexpr unsigned kPositionBits = 40;

 private:
  static constexpr std::uint64_t kNew = std::uint64_t{1} << 63;
  std::uint64_t bits_;
};

// Until finish() 12 bytes an anchor. Not for use by two threads at once.
class AnchorIndex {
 public:
  static constexpr std::uint64_t kPositions = std::uint64_t{1} << AnchorPlace::kPositionBits;
  // Where an anchor has more places than this, none is said to be new beforehand.
  static constexpr std::size_t kManyPlaces = 8;

  // Positions are less than kPositions and never decrease. An anchor that is added twice is one,
  // and its context what either knows.
  void add(std::uint64_t fingerprint, std::uint64_t position, AnchorContext context);

  // Forgets what occurs once, and all places that share no window with any other. Where no earlier
  // one shares a window, a place is new. Nothing may be added after it.
  void finish();

  // After finish(): the places of this fingerprint, in order. (Few are those of another, which has
  // most of its bits.)
  [[nodiscard]] std::span<AnchorPlace> find(std::uint64_t fingerprint);

  // After finish(): a hint that find() will be asked for this fingerprint soon. The second one,
  // nearer to it, follows the first.
  void prefetch_prefix(std::uint64_t fingerprint) const {
    if (prefix_bits_ > 0) __builtin_prefetch(&prefix_begins_[prefix(fingerprint)]);
  }
  void prefetch_group(std::uint64_t fingerprint) const {
    if (prefix_bits_ > 0) __builtin_prefetch(&groups_[prefix_begins_[prefix(fingerprint)]]);
  }

  // After finish(): all places that find() can give, by fingerprint.
  [[nodiscard]] std::span<const AnchorPlace> places() const { return places_; }

  // The most that finish() and all after it needed.
  [[nodiscard]] std::size_t memory_bytes() const { return most_memory_; }

 private:
  static constexpr unsigned kPartBits = 8;

  // Of a fingerprint the leading bits count: 8 say in which part it is, 34 are in the entry.
  static constexpr unsigned kEntryFingerprintBits = 34;
  static constexpr unsigned kFingerprintBits = kPartBits + kEntryFingerprintBits;

  // 34 bits of the fingerprint, and a place.
  struct Entry {
    std::uint32_t fingerprint_high;
    std::uint32_t low_bits;  // of the fingerprint 2, then the rest of the place
    std::uint32_t position_low;

    Entry() = default;
    Entry(std::uint64_t fingerprint, std::uint64_t position, AnchorContext context)
        : fingerprint_high(static_cast<std::uint32_t>(fingerprint >> 24)),
          low_bits(static_cast<std::uint32_t>(fingerprint >> 22 & 3) << 30 |
                   std::uint32_t{context.behind} << (8 + AnchorContext::kBits) |
                   std::uint32_t{context.before} << 8 | static_cast<std::uint32_t>(position >> 32)),
          position_low(static_cast<std::uint32_t>(position)) {}

    [[nodiscard]] std::uint64_t fingerprint() const {
      return std::uint64_t{fingerprint_high} << 2 | low_bits >> 30;
    }
    [[nodiscard]] std::uint64_t position() const {
      return std::uint64_t{low_bits & 0xFF} << 32 | position_low;
    }
    [[nodiscard]] AnchorContext context() const {
      constexpr std::uint32_t kMask = (1U << AnchorContext::kBits) - 1;
      return {.before = static_cast<std::uint16_t>(low_bits >> 8 & kMask),
              .behind = static_cast<std::uint16_t>(low_bits >> (8 + AnchorContext::kBits) & kMask)};
    }
  };
  static_assert(sizeof(Entry) == 12);

  // How many of the places at hand have each hash on one side.
  using ContextCounts = std::array<std::uint32_t, std::size_t{1} << AnchorContext::kBits>;

  // Grows without moving what it holds.
  class Part {
   public:
    void push_back(const Entry& entry) {
      if (next_ == end_) add_chunk();
      *next_++ = entry;
    }
    [[nodiscard]] std::size_t size() const {
      return capacity_ - static_cast<std::size_t>(end_ - next_);
    }
    [[nodiscard]] std::size_t memory_bytes() const { return capacity_ * sizeof(Entry); }
    template <class Visit>
    void visit(Visit visit) const {
      std::size_t left = size();
      for (const Chunk& chunk : chunks_) {
        for (std::size_t i = 0; i < chunk.size && left > 0; ++i, --left) visit(chunk.entries[i]);
      }
    }

   private:
    struct Chunk {
      std::unique_ptr<Entry[]> entries;
      std::size_t size;
    };
    void add_chunk();

    std::vector<Chunk> chunks_;
    Entry* next_ = nullptr;  // of the last chunk, what is free
    Entry* end_ = nullptr;
    std::size_t capacity_ = 0;
  };

  struct Group {
    std::uint64_t fingerprint;
    std::uint64_t first_place;
  };

  [[nodiscard]] std::uint64_t prefix(std::uint64_t fingerprint) const {
    return fingerprint >> (64 - prefix_bits_);
  }

  void sort(const Part& part);
  void keep_groups(std::uint64_t part);
  void keep_places();
  void index_groups();
  void note_memory();

  std::array<Part, 1U << kPartBits> parts_;
  std::vector<Entry> sorted_;  // one part
  std::vector<std::uint32_t> bucket_ends_;
  std::vector<AnchorPlace> group_;  // all places of one fingerprint
  ContextCounts before_ = {};
  ContextCounts behind_ = {};

  std::vector<Group> groups_;  // by fingerprint, and one more behind the last
  std::vector<AnchorPlace> places_;
  unsigned prefix_bits_ = 0;
  std::vector<std::uint32_t> prefix_begins_;  // the first group with these leading bits or greater
  std::size_t entry_memory_ = 0;              // of the parts that are still there, in finish()
  std::size_t most_memory_ = 0;
};

}  // namespace leitong
