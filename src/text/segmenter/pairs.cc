// Two dependent loads a character, without a branch: nine tenths of Chinese are words of one and
// two characters, so this is nearly all of the dictionary that is ever read, and it is asked only
// yes or no. A mask in the cell tells, from three bits of the third character, whether it pays to
// look for a longer word: so it does at one place in 40.
//
// What did not help, elsewhere measured: one base a character (the rows cannot be packed), AVX-512
// gathers, perfect hashing, hot rows first.
#include "text/segmenter/pairs.h"

#include <bit>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/segmenter/pairs.cc"
#include <hwy/foreach_target.h>  // IWYU pragma: keep
#include <hwy/highway.h>

#include "text/lane_bits-inl.h"

HWY_BEFORE_NAMESPACE();
namespace leitong::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// The bits of one block, out of the cells that the rows lead to; those of other rows become 0. This
// is where labels are compared, for a compiler makes a branch of it elsewhere, and that branch is
// wrong every third time.
#if HWY_TARGET == HWY_SCALAR

HWY_INLINE PairBits match_cells(const Code* HWY_RESTRICT codes, Cell* HWY_RESTRICT cells) {
  PairBits bits;
  for (std::size_t i = 0; i < 64; ++i) {
    if ((cells[i] & kLabelMask) != codes[i + 1]) cells[i] = 0;
    const Cell longer = cells[i] >> (kThirdShift + (codes[i + 2] & 7)) & 1;
    bits.word |= std::uint64_t{gain(cells[i]) != 0} << i;
    bits.longer |= std::uint64_t{longer} << i;
  }
  return bits;
}

#else

using U32 = hn::CappedTag<std::uint32_t, 16>;
using U16 = hn::Rebind<std::uint16_t, U32>;

HWY_INLINE PairBits match_cells(const Code* HWY_RESTRICT codes, Cell* HWY_RESTRICT cells) {
  const U32 d;
  const auto zero = hn::Zero(d);
  PairBits bits;
  for (std::size_t i = 0; i < 64; i += hn::Lanes(d)) {
    const auto found = hn::LoadU(d, cells + i);
    const auto second = hn::PromoteTo(d, hn::LoadU(U16(), codes + i + 1));
    const auto third = hn::PromoteTo(d, hn::LoadU(U16(), codes + i + 2));
    const auto other = hn::And(hn::Xor(found, second), hn::Set(d, kLabelMask));
    const auto cell = hn::IfThenElseZero(hn::Eq(other, zero), found);
    hn::StoreU(cell, d, cells + i);
    const auto shift = hn::Add(hn::And(third, hn::Set(d, 7)), hn::Set(d, kThirdShift));
    const auto longer = hn::And(hn::Shr(cell, shift), hn::Set(d, 1));
    bits.word |= bits_of(d, hn::Ne(hn::ShiftRight<static_cast<int>(kGainShift)>(cell), zero)) << i;
    bits.longer |= bits_of(d, hn::Ne(longer, zero)) << i;
  }
  return bits;
}

#endif  // HWY_SCALAR

void find_in_blocks(const SegmenterTables& tables, const ClassBits* blocks, std::size_t block_count,
                    const Code* HWY_RESTRICT codes, Cell* HWY_RESTRICT cells,
                    PairBits* HWY_RESTRICT pairs) {
  const std::uint32_t* const HWY_RESTRICT rows = tables.rows.data();
  const Cell* const HWY_RESTRICT table = tables.pairs.data();
  // All cells first, then the bits: vectors read right behind the stores of single cells
  // would wait for them. What stands in a block before its first and
  // behind its last divided character is not looked up, and its bits are cleared.
  for (std::size_t block = 0; block < block_count; ++block) {
    const std::uint64_t divided = blocks[block].divided;
    if (divided == 0) continue;
    const std::size_t begin = block * 64 + static_cast<std::size_t>(std::countr_zero(divided));
    const std::size_t end = block * 64 + static_cast<std::size_t>(std::bit_width(divided));
    for (std::size_t i = begin; i < end; ++i) {
      const std::size_t a = codes[i];
      const std::uint32_t b = codes[i + 1];
      cells[i] = table[rows[4 * a + (b & 3)] + b];
    }
  }
  for (std::size_t block = 0; block < block_count; ++block) {
    const std::uint64_t divided = blocks[block].divided;
    pairs[block] = {};
    if (divided == 0) continue;
    const PairBits bits = match_cells(codes + block * 64, cells + block * 64);
    pairs[block] = {.word = bits.word & divided, .longer = bits.longer & divided};
  }
}

}  // namespace leitong::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leitong {
namespace {
HWY_EXPORT(find_in_blocks);
}  // namespace

void find_pairs(const SegmenterTables& tables, const ClassBits* blocks, std::size_t block_count,
                const Code* codes, Cell* cells, PairBits* pairs) {
  HWY_DYNAMIC_DISPATCH(find_in_blocks)(tables, blocks, block_count, codes, cells, pairs);
}

}  // namespace leitong
#endif  // HWY_ONCE
