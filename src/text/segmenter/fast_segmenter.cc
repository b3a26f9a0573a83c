// ICU breaks words in two steps: rules (a table of states, walked a character at a time) find
// segments, and where a segment holds Han or kana a dictionary divides it by a cheapest path. Both
// steps are slow for what they decide: nearly always a boundary depends on two or three characters.
// So here each step is a pass over a window of text that answers for 64 units at once, in bitmaps:
//
//   classes    a code for each unit, and a bitmap for each class of the rules
//   pairs      is this character, with the next, a word of the dictionary; may a longer one start
//   rule_bits  the rules, as shifts and ands of the class bitmaps
//   long_edges the dictionary's words of three characters and more, where one may start
//   pieces     the dictionary: what stands between two gaps that no word spans is solved by itself,
//              nearly always without arithmetic (the lemma, and its proof, are there)
//   hard       the rest: around each other character (marks, joiners, Hebrew, surrogates) the
//              stretch between two boundaries beyond doubt is walked with ICU's own table of
//              states; where it holds characters of a dictionary that we do not have (South-East
//              Asian scripts, Han that the fold never yields) ICU itself segments it
//
// Why it is ICU's answer: rule segments depend only on classes, and a test holds the bitmaps
// against ICU's own compiled rules over all short strings of classes; the pieces have ICU's own
// costs and ties; and everything that is not in the tables goes to ICU. The tables are made, when
// this is built, from the rules and the dictionary of the ICU that is linked, and are used only if
// both have the same hash at run time: otherwise plain ICU serves.
//
// A window ends where a boundary is safe, so no window knows or needs another. Windows begin at a
// multiple of 64 units, up to 63 units before the last one ended, and what lies before is not
// written: so no bitmap is ever shifted. Where a window holds no safe boundary it is made larger,
// twice each time, which keeps the work linear.
#include "text/segmenter/fast_segmenter.h"

#include <algorithm>
#include <bit>
#include <span>
#include <string>
#include <utility>

#include "text/icu_segmenter.h"

namespace leitong {
namespace {

// Codes are read up to this far behind the last block: pairs look two characters ahead.
constexpr std::size_t kCodePadding = 16;

std::uint64_t ones_from(std::size_t bit) { return ~std::uint64_t{0} << bit; }
std::uint64_t ones_below(std::size_t bit) {
  return bit >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bit) - 1;
}

void merge(std::uint64_t& word, std::uint64_t bits, std::uint64_t mask) {
  word = (word & ~mask) | (bits & mask);
}

}  // namespace

Result<std::unique_ptr<FastSegmenter>> FastSegmenter::create(std::size_t window) {
  const Result<LinkedTables>& linked = linked_tables();
  if (!linked) return std::unexpected(linked.error());
  auto icu = IcuSegmenter::create();
  if (!icu) return std::unexpected(std::move(icu).error());
  return std::unique_ptr<FastSegmenter>(new FastSegmenter(*linked, std::move(*icu), window));
}

FastSegmenter::FastSegmenter(const LinkedTables& linked, std::unique_ptr<Segmenter> icu,
                             std::size_t window)
    : tables_(linked.tables),
      sets_(tables_),
      pieces_(tables_),
      hard_(linked.rules, std::move(icu)),
      window_(window) {}

void FastSegmenter::segment(std::u16string_view text, Segmentation& out) {
  out.units = text.size();
  out.starts.assign(text.size() / 64 + 1, 0);
  out.words.assign(text.size() / 64 + 1, 0);
  units_ += text.size();

  std::size_t size = window_;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t base = begin / 64 * 64;
    const std::u16string_view window = text.substr(base, size);
    run_passes(window);
    std::size_t end = text.size();
    if (base + window.size() < text.size()) {
      // The boundary before the window's last unit may depend on the unit after it.
      end = base + last_safe(window.size() - 2);
      if (end <= begin) {
        size *= 2;
        continue;
      }
    }
    write(base, {begin, end}, out);
    settle_hard(text, base, {begin, end}, out);
    begin = end;
    size = window_;
  }
}

void FastSegmenter::run_passes(std::u16string_view window) {
  block_count_ = window.size() / 64 + 1;
  if (classes_.size() < block_count_ + 1) {
    codes_.resize(block_count_ * 64 + kCodePadding);
    classes_.resize(block_count_ + 1);
    cells_.resize(block_count_ * 64);
    pairs_.resize(block_count_);
    rules_.resize(block_count_);
    divided_starts_.resize(block_count_);
  }
  classify(window, tables_, sets_, codes_.data(), classes_.data());
  std::fill_n(codes_.data() + block_count_ * 64, kCodePadding, Code{kOther});
  classes_[block_count_] = {};
  find_rule_bits(classes_.data(), block_count_, rules_.data());

  const bool divides =
      std::ranges::any_of(std::span(classes_).first(block_count_),
                          [](const ClassBits& block) { return block.divided != 0; });
  if (divides) {
    find_pairs(tables_, classes_.data(), block_count_, codes_.data(), cells_.data(), pairs_.data());
    pieces_.find_starts(classes_.data(), pairs_.data(), block_count_, codes_.data(), cells_.data(),
                        divided_starts_.data());
  } else {
    std::fill_n(divided_starts_.begin(), block_count_, 0);
  }
}

// The boundaries and the word flags of the window, at `base` in the text, inside `range`.
void FastSegmenter::write(std::size_t base, Range range, Segmentation& out) const {
  const auto starts_of = [&](std::size_t block) {
    return ~(rules_[block].joined | (rules_[block].inside & ~divided_starts_[block]));
  };
  const auto rule_starts_of = [&](std::size_t block) {
    return ~(rules_[block].joined | rules_[block].inside);
  };
  const auto after = [](std::uint64_t now, std::uint64_t next) { return now >> 1 | next << 63; };

  const std::size_t first = range.begin / 64 - base / 64;
  const std::size_t last = (range.end - 1) / 64 - base / 64;
  std::uint64_t starts = starts_of(first);
  for (std::size_t block = first; block <= last; ++block) {
    const ClassBits& classes = classes_[block];
    const bool is_last = block + 1 == block_count_;
    const std::uint64_t next_starts = is_last ? ~std::uint64_t{0} : starts_of(block + 1);
    const std::uint64_t rule_starts = rule_starts_of(block);
    const std::uint64_t next_rule_starts = is_last ? ~std::uint64_t{0} : rule_starts_of(block + 1);
    const std::uint64_t words = word_bits(classes, starts, after(starts, next_starts), rule_starts,
                                          after(rule_starts, next_rule_starts));

    std::uint64_t mask = ~std::uint64_t{0};
    if (block == first) mask &= ones_from(range.begin % 64);
    if (block == last) mask &= ones_below((range.end - 1) % 64 + 1);
    merge(out.starts[base / 64 + block], starts, mask);
    merge(out.words[base / 64 + block], words, mask);
    starts = next_starts;
  }
}

void FastSegmenter::settle_hard(std::u16string_view text, std::size_t base, Range range,
                                Segmentation& out) {
  std::size_t done = range.begin;
  for (std::size_t block = done / 64 - base / 64; base + block * 64 < range.end; ++block) {
    for (std::uint64_t bits = classes_[block].hard; bits != 0; bits &= bits - 1) {
      const std::size_t hard = base + block * 64 + static_cast<std::size_t>(std::countr_zero(bits));
      if (hard < done) continue;
      if (hard >= range.end) return;
      // From the last safe boundary before to the first one behind.
      const std::size_t begin = std::max(done, base + last_safe(hard - base));
      std::size_t end = hard + 1;
      while (end < range.end && (rules_[(end - base) / 64].safe >> (end % 64) & 1) == 0) ++end;
      hard_.segment(text, begin, end, base, classes_, out.starts, out.words);
      done = end;
    }
  }
}

// The last safe boundary of the window that is at most `below`; its start if there is none.
std::size_t FastSegmenter::last_safe(std::size_t below) const {
  for (std::size_t block = below / 64 + 1; block-- > 0;) {
    std::uint64_t safe = rules_[block].safe;
    if (block == below / 64) safe &= ones_below(below % 64 + 1);
    if (safe != 0) return block * 64 + static_cast<std::size_t>(63 - std::countl_zero(safe));
  }
  return 0;
}

}  // namespace leitong
