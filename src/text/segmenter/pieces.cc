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

// ICU's cost of a katakana run by its length; longer ones cost as much as the first, and runs from
// kLongRun on are no edge.
constexpr std::array<std::uint32_t, 9> kRunCosts = {8192, 984, 408, 240, 204, 252, 300, 372, 480};
constexpr std::size_t kLongRun = 20;

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
  covered_.resize(block_count + 1);
  chained_.resize(block_count + 1);
  marked_.assign(block_count + 1, 0);
  longest_.resize(block_count * 64);
  run_length_.resize(block_count * 64);
  starts_.resize(block_count * 64);
  walks_.resize(block_count * 64);
  for (std::size_t i = 0; i < block_count; ++i) covered_[i] = pairs[i].word;
  covered_[block_count] = 0;

  mark_longer_words(pairs, block_count);
  mark_katakana_runs(blocks, block_count);

  std::uint64_t last = 0;
  for (std::size_t i = 0; i < block_count; ++i) {
    starts[i] = blocks[i].divided & ~(covered_[i] << 1 | last >> 63);
    chained_[i] = pairs[i].word;
    last = covered_[i];
  }
  chained_[block_count] = 0;
  solve_marked_pieces(block_count, starts);
  solve_chains(block_count, starts);
}

// Level by level instead of word by word: all look-ups of a level are independent of each other,
// and whether one goes on is added to a counter and not branched on. In Japanese, where every
// fourth place may begin a longer word and half of them do, this halves the time.
void Pieces::mark_longer_words(const PairBits* pairs, std::size_t block_count) {
  const DeepCell* const deep = tables_.deep.data();
  const Code* const codes = codes_;
  std::uint32_t* const starts = starts_.data();
  Walk* const walks = walks_.data();
  std::uint8_t* const longest = longest_.data();

  std::size_t count = 0;
  for (std::size_t block = 0; block < block_count; ++block) {
    for (std::uint64_t bits = pairs[block].longer; bits != 0; bits &= bits - 1) {
      const std::size_t i = block * 64 + static_cast<std::size_t>(std::countr_zero(bits));
      const std::uint32_t cell =
          tables_.thirds[pair_index(tables_, codes[i], codes[i + 1])] + codes[i + 2];
      __builtin_prefetch(deep + cell);
      starts[count] = static_cast<std::uint32_t>(i);
      walks[count] = {.unit = static_cast<std::uint32_t>(i), .cell = cell};
      longest[i] = 0;
      run_length_[i] = 0;
      ++count;
    }
  }

  std::size_t walking = count;
  for (unsigned length = 3; walking != 0; ++length) {
    std::size_t going_on = 0;
    for (std::size_t k = 0; k < walking; ++k) {
      const std::uint32_t i = walks[k].unit;
      const DeepCell found = deep[walks[k].cell];
      const unsigned matches = (found.cell & kLabelMask) == codes[i + length - 1];
      const unsigned ends = matches & (gain(found.cell) != 0);
      const unsigned before = longest[i];
      longest[i] = static_cast<std::uint8_t>(before ^ ((before ^ length) & (0 - ends)));
      const std::uint32_t next = found.base + codes[i + length];
      walks[going_on].unit = i;
      walks[going_on].cell = next;
      __builtin_prefetch(deep + next);
      going_on += matches;
    }
    walking = going_on;
  }

  for (std::size_t k = 0; k < count; ++k) {
    const std::size_t i = starts[k];
    const std::uint64_t is_marked = longest[i] != 0;
    const std::uint64_t gaps = ((is_marked << longest[i]) - is_marked) >> 1;  // one less than units
    marked_[i / 64] |= is_marked << (i % 64);
    covered_[i / 64] |= gaps << (i % 64);
    covered_[i / 64 + 1] |= gaps >> 1 >> (63 - i % 64);
  }
}

void Pieces::mark_katakana_runs(const ClassBits* blocks, std::size_t block_count) {
  std::size_t begin = 0;
  std::size_t length = 0;
  const auto close = [&] {
    if (length > 1 && length < kLongRun) {
      const bool has_word = (marked_[begin / 64] >> (begin % 64) & 1) != 0;
      if (!has_word) longest_[begin] = 0;
      set_bit(marked_.data(), begin);
      run_length_[begin] = static_cast<std::uint8_t>(length);
      for_each_word(begin, begin + length - 1,
                    [&](std::size_t w, std::uint64_t mask) { covered_[w] |= mask; });
    }
    length = 0;
  };
  for (std::size_t block = 0; block < block_count; ++block) {
    std::uint64_t bits = blocks[block].run;
    std::size_t at = block * 64;
    if (length != 0 && (bits & 1) == 0) close();
    while (bits != 0) {
      const auto skip = static_cast<std::size_t>(std::countr_zero(bits));
      bits >>= skip;
      at += skip;
      const auto ones = static_cast<std::size_t>(std::countr_one(bits));
      if (length == 0) begin = at;
      length += ones;
      at += ones;
      bits = ones < 64 ? bits >> ones : 0;
      if (at % 64 != 0) close();
    }
  }
  close();
}

void Pieces::solve_marked_pieces(std::size_t block_count, std::uint64_t* starts) {
  std::size_t done = 0;
  for (std::size_t block = 0; block < block_count; ++block) {
    for (std::uint64_t bits = marked_[block]; bits != 0; bits &= bits - 1) {
      const std::size_t i = block * 64 + static_cast<std::size_t>(std::countr_zero(bits));
      if (i < done) continue;
      const std::size_t begin = i - ones_before(covered_, i);
      const std::size_t end = i + ones_from(covered_, i) + 1;
      for_each_word(begin, end, [&](std::size_t w, std::uint64_t mask) { chained_[w] &= ~mask; });
      done = end;
      // The lemma. A katakana run that is the whole piece is no exception: its edge spans the same.
      const std::size_t length = end - begin;
      const bool is_whole =
          begin == i && longest_[i] == length && (run_length_[i] == 0 || run_length_[i] == length);
      if (is_whole) {
        bool has_run = false;
        for (std::size_t j = i + 1; j < end && run_length_[i] == 0; ++j) {
          has_run |= (marked_[j / 64] >> (j % 64) & 1) != 0 && run_length_[j] != 0;
        }
        if (!has_run) continue;
      }
      solve(begin, end, starts);
    }
  }
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
    if ((marked_[i / 64] >> (i % 64) & 1) == 0) continue;
    if (longest_[i] != 0) {
      for_each_long_word(tables_, codes_ + i, pair_index(tables_, codes_[i], codes_[i + 1]),
                         [&](std::size_t word, std::uint32_t edge) { relax(from, word, edge); });
    }
    if (run_length_[i] != 0) relax(from, run_length_[i], run_cost(run_length_[i]));
  }
  for (std::size_t i = best_[length].from; i != 0; i = best_[i].from) set_bit(starts, begin + i);
}

}  // namespace leitong
