// Each pass of the fast segmenter against the same in a few plain lines, on every SIMD target.
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reference/random_text.h"
#include "reference/slow_dictionary.h"
#include "reference/slow_rule_bits.h"
#include "text/icu_segmenter.h"
#include "text/segmenter/classes.h"
#include "text/segmenter/hard.h"
#include "text/segmenter/long_edges.h"
#include "text/segmenter/pairs.h"
#include "text/segmenter/pieces.h"
#include "text/segmenter/rule_bits.h"
#include "text/segmenter/tables.h"
#include "unit/every_target.h"
#include "unit/text/segmenter/comparison.h"

namespace leitong {
namespace {

constexpr unsigned kSeed = 11;

const SegmenterTables& tables() { return linked_tables()->tables; }

const reference::SlowDictionary& dictionary() {
  static const reference::SlowDictionary dictionary;
  return dictionary;
}

bool bit(std::uint64_t word, std::size_t i) { return (word >> (i % 64) & 1) != 0; }

// All passes over one text.
struct Passes {
  explicit Passes(std::u16string_view text)
      : blocks(text.size() / 64 + 1),
        codes(blocks * 64 + 16),
        classes(blocks + 1),
        rules(blocks),
        cells(blocks * 64),
        pairs(blocks),
        edges(tables()),
        starts(blocks) {
    classify(text, tables(), ClassSets(tables()), codes.data(), classes.data());
    find_rule_bits(classes.data(), blocks, rules.data());
    find_pairs(tables(), classes.data(), blocks, codes.data(), cells.data(), pairs.data());
    edges.find(classes.data(), pairs.data(), blocks, codes.data());
    Pieces(tables()).find_starts(classes.data(), pairs.data(), blocks, codes.data(), cells.data(),
                                 starts.data());
  }

  std::size_t blocks;
  std::vector<Code> codes;
  std::vector<ClassBits> classes;
  std::vector<RuleBits> rules;
  std::vector<Cell> cells;
  std::vector<PairBits> pairs;
  LongEdges edges;
  std::vector<std::uint64_t> starts;
};

bool is_known(std::u16string_view word) {
  return std::ranges::all_of(word, [](char16_t c) { return tables().codes[c] >= kFirstDivided; });
}

// Characters of the dictionary that have a code of their own, without trouble between them.
std::u16string divided_text(std::mt19937& random, std::size_t length) {
  static const std::vector<std::u16string> words = [] {
    std::vector<std::u16string> list;
    for (const auto& [word, cost] : dictionary().costs()) {
      if (is_known(word)) list.push_back(word);
    }
    return list;
  }();
  std::u16string text;
  while (text.size() < length) {
    const std::u16string& word = words[random() % words.size()];
    const std::size_t from = random() % word.size();
    text += word.substr(from, 1 + random() % word.size());
  }
  return text;
}

// Texts of trouble and texts of words, of many lengths; `check` gets each.
template <class Check>
void on_random_texts(int rounds, Check check) {
  std::mt19937 random(kSeed);
  for (int round = 0; round < rounds; ++round) {
    SCOPED_TRACE("seed " + std::to_string(kSeed) + ", round " + std::to_string(round));
    ASSERT_NO_FATAL_FAILURE(check(reference::random_text(random, random() % 100)));
    ASSERT_NO_FATAL_FAILURE(check(divided_text(random, random() % 150)));
  }
}

TEST(Classes, AreThoseOfTheCodes) {
  on_every_target([] {
    on_random_texts(150, [](const std::u16string& text) {
      const Passes passes(text);
      for (std::size_t i = 0; i < passes.blocks * 64; ++i) {
        const Code code = i < text.size() ? tables().codes[text[i]] : Code{kOther};
        const ClassBits& found = passes.classes[i / 64];
        ASSERT_EQ(bit(found.letter, i), code == kLetter) << i;
        ASSERT_EQ(bit(found.number, i), code == kNumber) << i;
        ASSERT_EQ(bit(found.joiner, i), code == kJoiner) << i;
        ASSERT_EQ(bit(found.space, i), code == kSpace) << i;
        ASSERT_EQ(bit(found.mid_letter, i), code == kMidLetter || code == kMidBoth) << i;
        ASSERT_EQ(bit(found.mid_number, i), code == kMidNumber || code == kMidBoth) << i;
        ASSERT_EQ(bit(found.hard, i), code == kHard) << i;
        ASSERT_EQ(bit(found.hangul, i), code == kHangul) << i;
        ASSERT_EQ(bit(found.katakana, i), code == kKatakanaOther || is_katakana_run(code)) << i;
        ASSERT_EQ(bit(found.run, i), is_katakana_run(code)) << i;
        ASSERT_EQ(bit(found.repeat, i), code == kRepeat || code == kRepeatOther) << i;
        ASSERT_EQ(bit(found.divided, i), code >= kFirstDivided) << i;
        // All codes are exact but those of a block that is all ASCII.
        const auto block = std::u16string_view(text).substr(i / 64 * 64, 64);
        const bool is_ascii = std::ranges::all_of(block, [](char16_t c) { return c < 128; });
        ASSERT_EQ(passes.codes[i], is_ascii ? Code{kOther} : code) << i;
      }
    });
  });
}

// The letter that slow_rule_bits.h has for a class.
char letter_of(Code code) {
  if (code > kKatakanaOther) return is_katakana_run(code) ? 'k' : 'H';
  return std::string_view("!?a1_ :,.hrrk").at(code);
}

std::string letters_of(std::u16string_view text) {
  std::string letters;
  for (const char16_t unit : text) letters += letter_of(tables().codes[unit]);
  return letters;
}

TEST(RuleBits, AreTheRulesPlaceByPlace) {
  on_random_texts(500, [](const std::u16string& text) {
    const Passes passes(text);
    const std::string letters = letters_of(text);
    for (std::size_t i = 1; i < text.size(); ++i) {
      const RuleBits& found = passes.rules[i / 64];
      ASSERT_EQ(bit(found.joined, i), reference::is_joined(letters, i)) << letters << " at " << i;
      ASSERT_EQ(bit(found.inside, i), reference::is_inside(letters, i)) << letters << " at " << i;
      ASSERT_EQ(bit(found.safe, i), reference::is_safe(letters, i)) << letters << " at " << i;
    }
  });
}

// The rules of the linked ICU, walked over all strings of classes up to this length: boundaries,
// and which segments are words.
TEST(RuleBits, AreTheRulesOverAllShortStringsOfClasses) {
  constexpr std::u16string_view kClassMembers = u"a1_ ·,.!中々カの가";
  const WordRules& rules = linked_tables()->rules;
  for (std::size_t length = 1; length <= 5; ++length) {
    std::vector<std::size_t> digits(length);
    std::u16string text(length, u' ');
    const std::uint64_t all = (std::uint64_t{1} << length) - 1;
    for (;;) {
      for (std::size_t i = 0; i < length; ++i) text[i] = kClassMembers[digits[i]];
      const Passes passes(text);
      const std::uint64_t starts = ~(passes.rules[0].joined | passes.rules[0].inside);
      const std::uint64_t words =
          word_bits(passes.classes[0], starts, starts >> 1, starts, starts >> 1);
      std::uint64_t expected = 0;
      std::uint64_t expected_words = 0;
      for (std::size_t i = 0; i < length;) {
        const WordRules::Segment segment = rules.first_segment(std::u16string_view(text).substr(i));
        expected |= std::uint64_t{1} << i;
        expected_words |= std::uint64_t{segment.is_word} << i;
        i += segment.length;
      }
      ASSERT_EQ(starts & all, expected) << utf8(text);
      ASSERT_EQ(words & all, expected_words) << utf8(text);
      std::size_t place = 0;
      while (place < length && ++digits[place] == kClassMembers.size()) digits[place++] = 0;
      if (place == length) break;
    }
  }
}

// What stands before and behind a safe boundary is segmented each by itself.
TEST(RuleBits, SafeBoundariesAreSafe) {
  std::mt19937 random(kSeed);
  reference::WordLoop icu;
  std::size_t tried = 0;
  for (int round = 0; round < 400; ++round) {
    const std::u16string text = reference::random_text(random, 12);
    const Passes passes(text);
    const std::vector<reference::Word> whole = icu.segments(text);
    for (std::size_t g = 1; g < text.size(); ++g) {
      if (!bit(passes.rules[g / 64].safe, g)) continue;
      std::vector<reference::Word> parts = icu.segments(std::u16string_view(text).substr(0, g));
      for (reference::Word word : icu.segments(std::u16string_view(text).substr(g))) {
        word.begin += static_cast<std::uint32_t>(g);
        word.end += static_cast<std::uint32_t>(g);
        parts.push_back(word);
      }
      ASSERT_EQ(parts, whole) << "cut at " << g << ", seed " << kSeed;
      ++tried;
    }
  }
  EXPECT_GT(tried, 500U);
}

TEST(Pairs, AreTheWordsOfTwoThatAreNotDominated) {
  on_every_target([] {
    std::mt19937 random(kSeed);
    const auto edge = [](std::u16string_view word) { return dictionary().edge(word); };
    for (int round = 0; round < 100; ++round) {
      const std::u16string text = divided_text(random, 130);
      const Passes passes(text);
      for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        const std::u16string_view pair = std::u16string_view(text).substr(i, 2);
        const bool is_kept =
            edge(pair) >= 0 && edge(pair) <= edge(pair.substr(0, 1)) + edge(pair.substr(1));
        ASSERT_EQ(bit(passes.pairs[i / 64].word, i), is_kept) << "at " << i << " seed " << kSeed;
        if (is_kept) {
          ASSERT_EQ(cost(passes.cells[i]), edge(pair));
        }
      }
    }
  });
}

// Whether some longer word begins with the pair at `i` and goes on with a code that has the low
// three bits of the third character's.
bool may_start_longer_word(std::u16string_view text, std::size_t i) {
  const std::u16string_view pair = text.substr(i, 2);
  const Code third = i + 2 < text.size() ? tables().codes[text[i + 2]] : Code{kOther};
  const auto& words = dictionary().costs();
  for (auto at = words.lower_bound(pair); at != words.end() && at->first.starts_with(pair); ++at) {
    const std::u16string& word = at->first;
    if (word.size() > 2 && (tables().codes[word[2]] & 7) == (third & 7) && is_known(word) &&
        dictionary().longest_word(word, 0) == word.size()) {
      return true;
    }
  }
  return false;
}

TEST(Pairs, SayWhereALongerWordMayStart) {
  on_every_target([] {
    std::mt19937 random(kSeed);
    for (int round = 0; round < 50; ++round) {
      const std::u16string text = divided_text(random, 130);
      const Passes passes(text);
      for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        ASSERT_EQ(bit(passes.pairs[i / 64].longer, i), may_start_longer_word(text, i))
            << "at " << i << " seed " << kSeed;
      }
    }
  });
}

TEST(LongEdges, AreTheLongestWordsAndTheKatakanaRuns) {
  std::mt19937 random(kSeed);
  for (int round = 0; round < 400; ++round) {
    std::u16string text = divided_text(random, random() % 150);
    if (round % 4 == 0) text += std::u16string(random() % 30, u'ア') + u"中";
    const Passes passes(text);
    std::vector<bool> covered(text.size() + 64);
    for (std::size_t i = 0; i < text.size(); ++i) {
      const std::size_t word = dictionary().longest_word(text, i);
      const std::size_t run = reference::SlowDictionary::run_length(text, i);
      ASSERT_EQ(passes.edges.starts_at(i), word != 0 || run != 0) << i << " seed " << kSeed;
      if (passes.edges.starts_at(i)) {
        ASSERT_EQ(passes.edges.longest(i), word) << i << " seed " << kSeed;
        ASSERT_EQ(passes.edges.run_length(i), run) << i << " seed " << kSeed;
      }
      for (std::size_t gap = i; gap + 1 < i + std::max(word, run); ++gap) covered[gap] = true;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
      ASSERT_EQ(bit(passes.edges.covered()[i / 64], i), covered[i]) << i << " seed " << kSeed;
    }
  }
}

TEST(Pieces, AreTheCheapestPath) {
  std::mt19937 random(kSeed);
  for (int round = 0; round < 1000; ++round) {
    const std::u16string text = divided_text(random, 1 + random() % 150);
    const Passes passes(text);
    const std::vector<std::size_t> expected = dictionary().starts(text);
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (bit(passes.starts[i / 64], i)) found.push_back(i);
    }
    ASSERT_EQ(found, expected) << "seed " << kSeed << " round " << round;
  }
}

// The whole text as one stretch must come out as ICU has it, hard characters or not.
TEST(HardStretches, AreIcusAnswer) {
  HardStretches hard(linked_tables()->rules, IcuSegmenter::create().value());
  const auto icu = make_segmenter(SegmenterKind::kIcu).value();
  on_random_texts(500, [&](const std::u16string& text) {
    const Passes passes(text);
    Segmentation found{.units = text.size(), .starts = passes.starts, .words = passes.starts};
    hard.segment(text, 0, text.size(), 0, passes.classes, found.starts, found.words);
    Segmentation expected;
    icu->segment(text, expected);
    ASSERT_EQ(difference(text, found, expected), "");
  });
  EXPECT_GT(hard.icu_units(), 0U);
  EXPECT_GT(hard.walked_units(), 0U);
}

}  // namespace
}  // namespace leitong
