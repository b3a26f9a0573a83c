// Where equal anchors stand: all of a corpus, collected in a first pass over it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace leitong {

// A place where an anchor stands. Until it is said to be new, it is taken for a repeat of others.
class AnchorPlace {
 public:
  explicit AnchorPlace(std::uint64_t position) : bits_(position) {}
  [[nodiscard]] std::uint64_t position() const { return bits_ & ~kNew; }
  // Does a window of this anchor stand here for the first time?
  [[nodiscard]] bool is_new() const { return (bits_ & kNew) != 0; }
  void set_new() { bits_ |= kNew; }

 private:
  static constexpr std::uint64_t kNew = std::uint64_t{1} << 63;
  std::uint64_t bits_;
};

// Until finish() 12 bytes an anchor. Not for use by two threads at once.
class AnchorIndex {
 public:
  static constexpr std::uint64_t kPositions = std::uint64_t{1} << 40;

  // Positions are less than kPositions and never decrease. An anchor that is added twice is one.
  void add(std::uint64_t fingerprint, std::uint64_t position);

  // Forgets what occurs once. Nothing may be added after it.
  void finish();

  // After finish(): all places of this fingerprint, in order; none if there is only one.
  [[nodiscard]] std::span<AnchorPlace> find(std::uint64_t fingerprint);

  // After finish(): all places that find() can give, by fingerprint.
  [[nodiscard]] std::span<const AnchorPlace> places() const { return places_; }

  // The most that finish() and all after it needed.
  [[nodiscard]] std::size_t memory_bytes() const { return most_memory_; }

 private:
  static constexpr unsigned kPartBits = 8;

  // 56 bits of a fingerprint, whose other 8 say in which part it is, and 40 of a position.
  struct Entry {
    std::uint32_t fingerprint_low;
    std::uint32_t fingerprint_high_position_high;
    std::uint32_t position_low;
    [[nodiscard]] std::uint64_t fingerprint() const {
      return std::uint64_t{fingerprint_high_position_high & ~0xFFU} << 24 | fingerprint_low;
    }
    [[nodiscard]] std::uint64_t position() const {
      return std::uint64_t{fingerprint_high_position_high & 0xFFU} << 32 | position_low;
    }
  };
  static_assert(sizeof(Entry) == 12);

  // Grows without moving what it holds.
  class Part {
   public:
    void push_back(const Entry& entry);
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::size_t memory_bytes() const { return capacity_ * sizeof(Entry); }
    template <class Visit>
    void visit(Visit visit) const {
      std::size_t left = size_;
      for (const Chunk& chunk : chunks_) {
        for (std::size_t i = 0; i < chunk.size && left > 0; ++i, --left) visit(chunk.entries[i]);
      }
    }

   private:
    struct Chunk {
      std::unique_ptr<Entry[]> entries;
      std::size_t size;
    };
    std::vector<Chunk> chunks_;
    std::size_t free_ = 0;  // in the last chunk
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
  };

  struct Group {
    std::uint64_t fingerprint;
    std::uint64_t first_place;
  };

  void sort(const Part& part);
  void keep_groups(std::uint64_t part);
  void index_groups();
  void note_memory();

  std::array<Part, 1U << kPartBits> parts_;
  std::vector<Entry> sorted_;  // one part
  std::vector<std::uint32_t> bucket_ends_;

  std::vector<Group> groups_;  // by fingerprint, and one more behind the last
  std::vector<AnchorPlace> places_;
  unsigned prefix_bits_ = 0;
  std::vector<std::uint32_t> prefix_begins_;  // the first group with these leading bits or greater
  std::size_t entry_memory_ = 0;              // of the parts that are still there, in finish()
  std::size_t most_memory_ = 0;
};

}  // namespace leitong
