// ICU divides a run of Han and kana by the cheapest path from its start to its end, where an edge
// is a word of the dictionary, a single character (255 if it is no word), or a whole katakana run;
// of several cheapest paths it takes, from the end back, the edge that starts first. We give the
// same answer and search no path over the text.
//
// A gap between two characters that no edge spans lies on every path, so it is a boundary. A
// *piece* is what stands between two such gaps, and it can be solved by itself: every path goes
// through both its ends, so costs before it are the same for all.
//
// Lemma: a piece that is itself a word is output whole. No way to spell a kept word with shorter
// ones is cheaper (dominated words were dropped, see tables/make_segmenter_tables_dictionary.h),
// and among equals the edge from the start of the piece starts first. Only katakana runs have edges
// of other costs, so this is not used where one begins.
//
// A *chain* is a piece with no edge longer than two characters. Let c be the cost of a character
// and p that of a pair. Three characters: a|bc if c(a) + p(bc) ≤ p(ab) + c(c), else ab|c; cutting
// everywhere is never better, since no kept pair costs more than its characters. Four: ab|cd if
// p(ab) + p(cd) ≤ c(a) + p(bc) + c(d), else a|bc|d. In Chinese nine characters of ten stand in
// pieces of one or two, which need no arithmetic at all, and about one in a hundred in a piece that
// needs the small path search below.
//
// Rejected: a shortest path over the whole run, as ICU does and as our first prototype did with a
// double array: 6 times ICU's speed, where this is over 40.
#include "text/segmenter/pieces.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

namespace leitong {
namespace {

using Words = std::vector<std::uint64_t>;

// ICU's cost of a katakana run by its length; longer ones cost as much as the first.
constexpr std::array<std::uint32_t, 9> kRunCosts = {8192, 984, 408, 240, 204, 252, 300, 372, 480};

constexpr std::uint32_t run_cost(std::size_t length) {
  return length < kRunCosts.size() ? kRunCosts[length] : kRunCosts[0];
}

void set_bit(std::uint64_t* bits, std::size_t i) { bits[i / 64] |= std::uint64_t{1} << (i % 64); }

// The bits [begin, end).
template <class Change>
void for_each_word(std::size_t begin, std::size_t end, Change change) {
  for (std::size_t w = begin / 64; w * 64 < end; ++w) {
    std::uint64_t mask = ~std::uint64_t{0};
    if (begin > w * 64) mask &= ~std::uint64_t{0} << (begin - w * 64);
    if (end < w * 64 + 64) mask &= (std::uint64_t{1} << (end - w * 64)) - 1;
    change(w, mask);
  }
}

// How many bits from bit `i` on are set, without a gap.
std::size_t ones_from(const Words& bits, std::size_t i) {
  std::size_t count = 0;
  for (;;) {
    const std::size_t shift = (i + count) % 64;
    const auto ones = static_cast<std::size_t>(std::countr_one(bits[(i + count) / 64] >> shift));
    count += ones;
    if (ones == 0 || shift + ones < 64) return count;
  }
}

// How many bits below bit `i` are set, without a gap.
std::size_t ones_before(const Words& bits, std::size_t i) {
  std::size_t count = 0;
  while (count < i) {
    const std::size_t at = i - count;
    const std::size_t room = (at - 1) % 64 + 1;  // bits of this word below `at`
    const auto ones = std::min<std::size_t>(
        room, static_cast<std::size_t>(std::countl_one(bits[(at - 1) / 64] << (64 - room))));
    count += ones;
    if (ones < room) break;
  }
  return count;
}

}  // namespace

void Pieces::find_starts(const ClassBits* blocks, const PairBits* pairs, std::size_t block_count,
                         const Code* codes, const Cell* cells, std::uint64_t* starts) {
  codes_ = codes;
  cells_ = cells;
  edges_.find(blocks, pairs, block_count, codes);

  covered_.resize(block_count + 1);
  chained_.resize(block_count + 1);
  std::uint64_t last = 0;
  for (std::size_t i = 0; i < block_count; ++i) {
    covered_[i] = pairs[i].word | edges_.covered()[i];
    starts[i] = blocks[i].divided & ~(covered_[i] << 1 | last >> 63);
    chained_[i] = pairs[i].word;
    last = covered_[i];
  }
  covered_[block_count] = 0;
  chained_[block_count] = 0;
  solve_long_pieces(block_count, starts);
  solve_chains(block_count, starts);
}

void Pieces::solve_long_pieces(std::size_t block_count, std::uint64_t* starts) {
  std::size_t done = 0;
  for (std::size_t block = 0; block < block_count; ++block) {
    for (std::uint64_t bits = edges_.starts()[block]; bits != 0; bits &= bits - 1) {
      const std::size_t i = block * 64 + static_cast<std::size_t>(std::countr_zero(bits));
      if (i < done) continue;
      const std::size_t begin = i - ones_before(covered_, i);
      const std::size_t end = i + ones_from(covered_, i) + 1;
      for_each_word(begin, end, [&](std::size_t w, std::uint64_t mask) { chained_[w] &= ~mask; });
      if (!is_whole_word(begin, end)) solve(begin, end, starts);
      done = end;
    }
  }
}

// The lemma. A katakana run that is the whole piece is no exception: its edge spans the same.
bool Pieces::is_whole_word(std::size_t begin, std::size_t end) const {
  const std::size_t length = end - begin;
  if (!edges_.starts_at(begin) || edges_.longest(begin) != length) return false;
  if (edges_.run_length(begin) == length) return true;
  for (std::size_t i = begin; i < end; ++i) {
    if (edges_.starts_at(i) && edges_.run_length(i) != 0) return false;
  }
  return true;
}

void Pieces::solve_chains(std::size_t block_count, std::uint64_t* starts) {
  std::uint64_t last = 0;
  for (std::size_t block = 0; block < block_count; ++block) {
    const std::uint64_t now = chained_[block];
    // Chains of three characters and more: where a pair starts and the next one with it.
    std::uint64_t firsts = now & ~(now << 1 | last >> 63) & (now >> 1 | chained_[block + 1] << 63);
    last = now;
    for (; firsts != 0; firsts &= firsts - 1) {
      const std::size_t i = block * 64 + static_cast<std::size_t>(std::countr_zero(firsts));
      const std::size_t length = ones_from(chained_, i) + 1;
      const auto single = [&](std::size_t j) -> std::uint32_t {
        return tables_.singles[codes_[i + j]];
      };
      const auto pair = [&](std::size_t j) { return cost(cells_[i + j]); };
      if (length == 3) {
        set_bit(starts, i + (single(0) + pair(1) <= pair(0) + single(2) ? 1 : 2));
      } else if (length == 4) {
        if (pair(0) + pair(2) <= single(0) + pair(1) + single(3)) {
          set_bit(starts, i + 2);
        } else {
          set_bit(starts, i + 1);
          set_bit(starts, i + 3);
        }
      } else {
        solve(i, i + length, starts);
      }
    }
  }
}

void Pieces::relax(std::size_t from, std::size_t length, std::uint32_t edge) {
  Best& target = best_[from + length];
  const std::uint32_t total = best_[from].cost + edge;
  if (total < target.cost) target = {.cost = total, .from = static_cast<std::uint32_t>(from)};
}

// The cheapest path from `begin` to `end`, edge by edge in ICU's order.
void Pieces::solve(std::size_t begin, std::size_t end, std::uint64_t* starts) {
  const std::size_t length = end - begin;
  best_.assign(length + 1, {.cost = std::numeric_limits<std::uint32_t>::max(), .from = 0});
  best_[0].cost = 0;
  for (std::size_t from = 0; from < length; ++from) {
    const std::size_t i = begin + from;
    relax(from, 1, tables_.singles[codes_[i]]);
    if (from + 1 == length) break;
    if (gain(cells_[i]) != 0) relax(from, 2, cost(cells_[i]));
    if (!edges_.starts_at(i)) continue;
    if (edges_.longest(i) != 0) {
      for_each_long_word(tables_, codes_ + i, pair_index(tables_, codes_[i], codes_[i + 1]),
                         [&](std::size_t word, std::uint32_t edge) { relax(from, word, edge); });
    }
    const std::size_t run = edges_.run_length(i);
    if (run != 0) relax(from, run, run_cost(run));
  }
  for (std::size_t i = best_[length].from; i != 0; i = best_[i].from) set_bit(starts, begin + i);
}

}  // namespace leitong
