// A class is a set of small codes, so 16 or more units are asked at once: with the low four bits of
// a code one byte shuffle fetches, for each possible value of the high bits, whether it is a
// member, and with the high bits another fetches the bit to look at. Han and hiragana codes are cut
// off to one value on the way to bytes, since the rules know no difference between them.
//
// ASCII needs no codes at all: the same two shuffles, with tables made for ASCII, read the text
// itself. That makes English about as fast as reading it. Cost otherwise: one table load a unit for
// the code, which the dictionary needs anyway.
#include "text/segmenter/classes.h"

#include <algorithm>
#include <bit>
#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/segmenter/classes.cc"
#include <hwy/foreach_target.h>  // IWYU pragma: keep
#include <hwy/highway.h>

#include "text/lane_bits-inl.h"

HWY_BEFORE_NAMESPACE();
namespace leitong::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_SCALAR

template <std::size_t kCount>
HWY_INLINE void find_classes(const std::uint16_t* HWY_RESTRICT values,
                             const std::array<ByteSet, kCount>& sets, ClassBits& block) {
  std::uint64_t words[kClasses] = {};
  for (std::size_t i = 0; i < 64; ++i) {
    const unsigned byte = std::min<unsigned>(values[i], 255);
    const unsigned high = std::min(byte / 16, 7U);
    for (std::size_t c = 0; c < kCount; ++c) {
      words[c] |= std::uint64_t{sets[c][byte % 16] >> high & 1U} << i;
    }
  }
  block = std::bit_cast<ClassBits>(words);
}

HWY_INLINE bool is_ascii(const std::uint16_t* HWY_RESTRICT units) {
  return std::all_of(units, units + 64, [](std::uint16_t unit) { return unit < 128; });
}

#else

using U8 = hn::CappedTag<std::uint8_t, 64>;
using HalfU8 = hn::Half<U8>;
using U16 = hn::Repartition<std::uint16_t, U8>;

// Values as bytes; what does not fit becomes 255.
HWY_INLINE hn::Vec<U8> narrow(const std::uint16_t* HWY_RESTRICT values) {
  const U16 d;
  const hn::RebindToSigned<U16> as_signed;
  const auto low = hn::BitCast(as_signed, hn::LoadU(d, values));
  const auto high = hn::BitCast(as_signed, hn::LoadU(d, values + hn::Lanes(d)));
  return hn::Combine(U8(), hn::DemoteTo(HalfU8(), high), hn::DemoteTo(HalfU8(), low));
}

template <std::size_t kCount>
HWY_INLINE void find_classes(const std::uint16_t* HWY_RESTRICT values,
                             const std::array<ByteSet, kCount>& sets, ClassBits& block) {
  const U8 d;
  HWY_ALIGN static constexpr std::uint8_t kBitOf[16] = {1,   2,   4,   8,   16,  32,  64,  128,
                                                        128, 128, 128, 128, 128, 128, 128, 128};
  const auto bit_of = hn::LoadDup128(d, kBitOf);
  std::uint64_t words[kClasses] = {};
  for (std::size_t i = 0; i < 64; i += hn::Lanes(d)) {
    const auto bytes = narrow(values + i);
    const auto low = hn::And(bytes, hn::Set(d, 15));
    const auto bit = hn::TableLookupBytes(bit_of, hn::ShiftRight<4>(bytes));
    for (std::size_t c = 0; c < kCount; ++c) {
      const auto set = hn::LoadDup128(d, sets[c].data());
      words[c] |= bits_of(d, hn::TestBit(hn::TableLookupBytes(set, low), bit)) << i;
    }
  }
  block = std::bit_cast<ClassBits>(words);
}

HWY_INLINE bool is_ascii(const std::uint16_t* HWY_RESTRICT units) {
  const U16 d;
  auto all = hn::LoadU(d, units);
  for (std::size_t i = hn::Lanes(d); i < 64; i += hn::Lanes(d)) {
    all = hn::Or(all, hn::LoadU(d, units + i));
  }
  return hn::AllTrue(d, hn::Lt(all, hn::Set(d, 128)));
}

#endif  // HWY_SCALAR

// Goes through the blocks of a text. The classes of a block are found from its codes only when the
// next one has its codes: vectors read right behind the stores of single codes would wait for them.
class BlockPass {
 public:
  BlockPass(const Code* table, const ClassSets& sets) : table_(table), sets_(sets) {}

  HWY_INLINE void add(const std::uint16_t* HWY_RESTRICT units, std::size_t count,
                      Code* HWY_RESTRICT codes, ClassBits& block) {
    if (is_ascii(units)) {
      find_classes(units, sets_.of_ascii, block);
      std::memset(codes, 0, 64 * sizeof(Code));
      return;
    }
    for (std::size_t i = 0; i < count; ++i) codes[i] = table_[units[i]];
    finish();
    codes_ = codes;
    block_ = &block;
  }

  HWY_INLINE void finish() {
    if (block_ != nullptr) find_classes(codes_, sets_.of_code, *block_);
    block_ = nullptr;
  }

 private:
  const Code* table_;
  const ClassSets& sets_;
  const Code* codes_ = nullptr;
  ClassBits* block_ = nullptr;
};

void classify_blocks(const char16_t* text, std::size_t units, const Code* table,
                     const ClassSets& sets, Code* codes, ClassBits* blocks) {
  const auto* const from = reinterpret_cast<const std::uint16_t*>(text);
  const std::size_t whole = units / 64 * 64;
  BlockPass pass(table, sets);
  for (std::size_t i = 0; i < whole; i += 64) pass.add(from + i, 64, codes + i, blocks[i / 64]);
  std::uint16_t last[64] = {};  // U+0000 is kOther
  std::copy(from + whole, from + units, last);
  std::memset(codes + whole, 0, 64 * sizeof(Code));
  pass.add(last, units - whole, codes + whole, blocks[whole / 64]);
  pass.finish();
}

}  // namespace leitong::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leitong {
namespace {

HWY_EXPORT(classify_blocks);

constexpr unsigned kFirstCutOff = 112;  // in ByteSet, all bytes from here on share a bit
static_assert(kFirstHan == kFirstCutOff);
static_assert(kOther == 0);  // codes are cleared by memset

void insert(ByteSet& set, unsigned byte) {
  set[byte % 16] |= static_cast<std::uint8_t>(1U << (byte / 16));
}

// Which classes a code belongs to, in the order of ClassBits.
std::array<bool, kClasses> classes_of(Code code) {
  const bool divided = code >= kFirstDivided;
  const bool run = is_katakana_run(code);
  return {code == kLetter,
          code == kNumber,
          code == kJoiner,
          code == kSpace,
          code == kMidLetter || code == kMidBoth,
          code == kMidNumber || code == kMidBoth,
          code == kHard,
          code == kHangul,
          code == kKatakanaOther || run,
          run,
          code == kRepeat || code == kRepeatOther,
          divided};
}

}  // namespace

ClassSets::ClassSets(const SegmenterTables& tables) {
  for (unsigned byte = 0; byte < 128; ++byte) {
    const auto ascii = classes_of(tables.codes[byte]);
    for (std::size_t c = 0; c < kAsciiClasses; ++c) {
      if (ascii[c]) insert(of_ascii[c], byte);
    }
    const auto code = classes_of(static_cast<Code>(byte));
    for (std::size_t c = 0; c < kClasses; ++c) {
      if (code[c]) insert(of_code[c], byte);
    }
  }
}

void classify(std::u16string_view text, const SegmenterTables& tables, const ClassSets& sets,
              Code* codes, ClassBits* blocks) {
  HWY_DYNAMIC_DISPATCH(classify_blocks)
  (text.data(), text.size(), tables.codes.data(), sets, codes, blocks);
}

}  // namespace leitong
#endif  // HWY_ONCE
