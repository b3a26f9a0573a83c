// Open addressing over cache lines of eight tags and eight members. The home line is the tag scaled
// to the number of lines; a full line passes on to the next, without wrapping round (what runs over
// the last home is appended). Nothing is ever removed, and lines fill from the front, so a look-up
// ends at the first line whose last entry is free, and meets the members of a bucket in the order
// in which they came, which is rank order. Growing takes the lines in order and so keeps that
// order.
//
// One cache miss a look-up in most cases. 9.4 to 14 bytes a member, 11.7 on average over tables
// that grow by half in turn. Rejected: chains through the members (1.7 times slower), two homes a
// tag with a stash, growth by a quarter.
#include "match/bucket_table.h"

#include <algorithm>
#include <utility>

namespace leitong {
namespace {

constexpr std::size_t kMostUsedPercent = 85;

// Where the number of members is foretold, the table takes that size; but not in one step from the
// few records by which the first guess is made.
constexpr std::size_t kExpectedUsedPercent = 80;
constexpr std::size_t kLeastGrowth = 8;  // by an eighth
constexpr std::size_t kMostGrowth = 16;

}  // namespace

BucketTable::BucketTable(std::size_t first_lines)
    : homes_(first_lines), lines_(first_lines, kFreeLine) {}

// A vector left to itself would double.
void BucketTable::append_line() {
  if (lines_.size() == lines_.capacity()) lines_.reserve(lines_.size() + kOverrun);
  lines_.push_back(kFreeLine);
}

// Of a line that is not full: entries fill from the front, so three looks tell.
std::size_t BucketTable::used_entries(const Line& line) {
  std::size_t used = line.members[3] != kFree ? 4 : 0;
  used += line.members[used + 1] != kFree ? 2 : 0;
  used += line.members[used] != kFree ? 1 : 0;
  return used;
}

// Tags are compared without a branch each: few lines hold the one that is looked for.
BucketTable::Place BucketTable::collect(std::uint32_t tag, std::vector<std::uint32_t>& out) const {
  Place place{.line = home(tag)};
  for (; place.line < lines_.size(); ++place.line) {
    const Line& line = lines_[place.line];
    std::uint32_t found = 0;
    for (const std::uint32_t other : line.tags) found |= other == tag ? 1 : 0;
    if (found != 0) {
      for (std::size_t i = 0; i < kEntries; ++i) {
        if (line.tags[i] == tag && line.members[i] != kFree) {
          out.push_back(line.members[i]);
          ++place.members;
        }
      }
    }
    if (line.members.back() == kFree) {
      place.entry = used_entries(line);
      break;
    }
  }
  return place;
}

void BucketTable::insert(std::uint32_t tag, std::uint32_t member, Place place,
                         std::size_t expected) {
  put(place, tag, member);
  if (100 * ++used_ > kMostUsedPercent * kEntries * homes_) grow(expected);
}

void BucketTable::put(Place place, std::uint32_t tag, std::uint32_t member) {
  if (place.line == lines_.size()) append_line();
  Line& line = lines_[place.line];
  line.tags[place.entry] = tag;
  line.members[place.entry] = member;
}

void BucketTable::grow(std::size_t expected) {
  const auto old = std::move(lines_);
  homes_ = expected == 0 ? homes_ + homes_ / 2
                         : std::clamp(100 * expected / (kExpectedUsedPercent * kEntries),
                                      homes_ + homes_ / kLeastGrowth, homes_ * kMostGrowth);
  lines_.reserve(homes_ + kOverrun);
  lines_.assign(homes_, kFreeLine);
  std::vector<std::uint8_t> used(homes_, 0);
  for (const Line& line : old) {
    for (std::size_t i = 0; i < kEntries && line.members[i] != kFree; ++i) {
      Place place{.line = home(line.tags[i])};
      while (place.line < used.size() && used[place.line] == kEntries) ++place.line;
      if (place.line == used.size()) used.push_back(0);
      place.entry = used[place.line]++;
      put(place, line.tags[i], line.members[i]);
    }
  }
}

}  // namespace leitong
