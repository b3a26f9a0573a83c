// Makes the tables of the fast segmenter (text/segmenter/tables.h) from the ICU that is linked:
//
//   make_segmenter_tables FILE
//
// Characters get their class by asking which category ICU's rules give a sample of each class; no
// category number is written down. Characters that the fold never yields are hard: ICU itself will
// be asked, and words that hold one are left out, a third of the dictionary. If the rules or the
// dictionary are of an unknown kind the file says so, and plain ICU serves.
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>
#include <unicode/uversion.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "leitong/segment.h"
#include "text/segmenter/rules.h"
#include "text/segmenter/tables.h"
#include "text/tables/make_segmenter_tables_dictionary.h"
#include "text/tables/make_segmenter_tables_rows.h"
#include "text/tables/make_segmenter_tables_rules.h"

namespace leitong {
namespace {

// What a unit can be before the dictionary is looked at. kUnknown and kUnknownKatakana stand for
// "divided, give it a code if it has a word".
class Classes {
 public:
  explicit Classes(const WordRules& rules);
  [[nodiscard]] ClassCode of(char16_t unit) const { return classes_[unit]; }

 private:
  std::array<ClassCode, 65536> classes_;
};

// The characters that ICU's CJK engine takes for its own.
bool is_divided(char16_t unit) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(unit, &status);
  return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
         unit == 0x30FC || unit == 0xFF70 || unit == 0xFF9E || unit == 0xFF9F;
}

// A katakana run as ICU's engine has it, without the half-width forms, which are never normalised.
bool is_run_katakana(char16_t unit) { return unit >= 0x30A1 && unit <= 0x30FE && unit != 0x30FB; }

class FoldedCharacters {
 public:
  FoldedCharacters()
      : case_fold_(icu::Normalizer2::getNFKCCasefoldInstance(status_)),
        compose_(icu::Normalizer2::getNFKCInstance(status_)),
        simplify_(icu::Transliterator::createInstance("Hant-Hans", UTRANS_FORWARD, status_)) {}

  // ICU's engine would not rewrite it, and the fold leaves it alone.
  [[nodiscard]] bool contains(char16_t unit) {
    const icu::UnicodeString string(unit);
    if (!compose_->isNormalized(string, status_)) return false;
    icu::UnicodeString folded = case_fold_->normalize(string, status_);
    simplify_->transliterate(folded);
    return U_SUCCESS(status_) && folded == string;
  }

 private:
  UErrorCode status_ = U_ZERO_ERROR;
  const icu::Normalizer2* case_fold_;
  const icu::Normalizer2* compose_;
  std::unique_ptr<icu::Transliterator> simplify_;
};

Classes::Classes(const WordRules& rules) {
  // A sample of each class that the fast segmenter knows; what has none of their categories is
  // hard.
  constexpr std::pair<char16_t, ClassCode> kSamples[] = {
      {u'!', kOther},    {u'\n', kOther},    {u'\v', kOther},       {u'"', kOther},
      {u'©', kOther},    {u'a', kLetter},    {u'0', kNumber},       {u'_', kJoiner},
      {u' ', kSpace},    {u'·', kMidLetter}, {u',', kMidNumber},    {u'.', kMidBoth},
      {u'\'', kMidBoth}, {u'가', kHangul},   {u'々', kRepeatOther}, {u'カ', kUnknownKatakana},
      {u'ひ', kUnknown}, {u'中', kUnknown},
  };
  std::map<unsigned, ClassCode> by_category;
  for (const auto& [sample, code] : kSamples) by_category[rules.category(sample)] = code;

  FoldedCharacters folded;
  for (unsigned i = 0; i < classes_.size(); ++i) {
    const auto unit = static_cast<char16_t>(i);
    const auto known = by_category.find(rules.category(unit));
    ClassCode code = known == by_category.end() || U16_IS_SURROGATE(unit) ? kHard : known->second;
    if (code >= kFirstDivided) {
      if (code == kUnknownKatakana && !is_run_katakana(unit)) code = kKatakanaOther;
      if (!is_divided(unit) || !folded.contains(unit)) code = kHard;
    }
    classes_[i] = code;
  }
}

// A code for each character of the words, and for all others their class.
struct CodeTable {
  std::vector<Code> codes = std::vector<Code>(65536);
  std::vector<std::uint8_t> singles = {};  // by code
  const char* unusable = "";
};

CodeTable assign_codes(const Classes& classes, const std::vector<Word>& words) {
  std::map<char16_t, std::uint32_t> members;  // cost of the character as a word
  for (const Word& word : words) {
    for (const char16_t unit : word.text) members.emplace(unit, kMissingCost);
    if (word.text.size() == 1) members[word.text[0]] = word.cost;
  }
  // Frequent characters cost little: in this order their rows lie together.
  std::vector<std::pair<std::uint32_t, char16_t>> by_cost;
  by_cost.reserve(members.size());
  for (const auto& [unit, cost] : members) by_cost.emplace_back(cost, unit);
  std::ranges::sort(by_cost);

  CodeTable table;
  for (unsigned i = 0; i < table.codes.size(); ++i) {
    table.codes[i] = classes.of(static_cast<char16_t>(i));
  }
  Code katakana = kUnknownKatakana;
  Code han = kFirstHan - 1;
  std::vector<std::uint8_t>& singles = table.singles;
  for (const auto& [cost, unit] : by_cost) {
    Code& code = table.codes[unit];
    if (code == kUnknownKatakana) {
      code = ++katakana;
    } else if (code == kUnknown) {
      code = ++han;
    } else if (code == kRepeatOther && unit == u'々') {
      code = kRepeat;
    } else {
      table.unusable = "the dictionary has characters of a new kind";
    }
    if (singles.size() <= code) singles.resize(code + 1, kMissingCost);
    singles[code] = static_cast<std::uint8_t>(cost);
  }
  if (katakana >= kFirstHan || han >= kLabelMask) table.unusable = "the dictionary is too large";
  singles.resize(std::max<std::size_t>(singles.size(), kFirstHan), kMissingCost);
  return table;
}

// The words as a trie over codes.
struct Node {
  std::uint32_t gain = 0;
  std::map<std::uint32_t, Node> next;

  void insert(const Word& word, const CodeTable& table) {
    Node* node = this;
    for (const char16_t unit : word.text) node = &node->next[table.codes[unit]];
    node->gain = kMissingCost - word.cost;
  }
};

Cell cell_of(std::uint32_t code, const Node& node) {
  Cell third = 0;
  for (const auto& [next, child] : node.next) third |= 1U << (next & 7);
  return code | third << kThirdShift | node.gain << kGainShift;
}

// Levels three and on.
class DeepCells {
 public:
  explicit DeepCells(std::uint32_t codes) : codes_(codes) {}

  // Collects the rows below a pair.
  void add(const Node& pair) {
    if (pair.next.empty()) return;
    rows_.push_back(&pair);
    for (const auto& [code, child] : pair.next) add(child);
  }

  void pack() {
    // Large rows first; the order of equals is that of the trie.
    std::vector<std::size_t> order;
    order.reserve(rows_.size());
    for (std::size_t i = 0; i < rows_.size(); ++i) order.push_back(i);
    std::ranges::sort(order, {}, [&](std::size_t i) {
      return std::pair(-static_cast<std::ptrdiff_t>(rows_[i]->next.size()), i);
    });
    RowPacker packer;
    for (const std::size_t i : order) {
      const Node* const row = rows_[i];
      std::vector<std::uint32_t> columns;
      columns.reserve(row->next.size());
      for (const auto& [code, child] : row->next) columns.push_back(code);
      bases_[row] = packer.place(columns);
    }
    nobody_ = packer.unused_base();
    cells.assign(packer.size() + codes_, {.cell = kEmptyCell, .base = nobody_});
    for (const Node* const row : rows_) {
      for (const auto& [code, child] : row->next) {
        cells[bases_[row] + code] = {.cell = cell_of(code, child), .base = base_of(child)};
      }
    }
  }

  // Where the row of this node lies; if it has none, where nothing matches.
  [[nodiscard]] std::uint32_t base_of(const Node& node) const {
    const auto found = bases_.find(&node);
    return found == bases_.end() ? nobody_ : found->second;
  }

  std::vector<DeepCell> cells;

 private:
  std::uint32_t codes_;
  std::uint32_t nobody_ = 0;
  std::vector<const Node*> rows_;
  std::map<const Node*, std::uint32_t> bases_;
};

struct PairCells {
  std::vector<std::uint32_t> rows;
  std::vector<Cell> cells;
  std::vector<std::uint32_t> thirds;
};

PairCells pack_pairs(const Node& root, std::uint32_t codes, const DeepCells& deep) {
  struct Row {
    std::uint32_t index;
    std::vector<std::uint32_t> columns;
  };
  std::vector<Row> rows;
  for (const auto& [a, node] : root.next) {
    for (std::uint32_t part = 0; part < 4; ++part) {
      Row row{.index = 4 * a + part, .columns = {}};
      for (const auto& [b, child] : node.next) {
        if (b % 4 == part) row.columns.push_back(b);
      }
      if (!row.columns.empty()) rows.push_back(std::move(row));
    }
  }
  std::ranges::sort(rows, {}, [](const Row& row) {
    return std::pair(-static_cast<std::ptrdiff_t>(row.columns.size()), row.index);
  });

  PairCells pairs;
  pairs.rows.resize(std::size_t{4} * codes);
  RowPacker packer;
  std::vector<bool> placed(pairs.rows.size());
  for (const Row& row : rows) {
    pairs.rows[row.index] = packer.place(row.columns);
    placed[row.index] = true;
  }
  const std::uint32_t nobody = packer.unused_base();
  for (std::size_t i = 0; i < placed.size(); ++i) {
    if (!placed[i]) pairs.rows[i] = nobody;
  }
  pairs.cells.assign(packer.size() + codes, kEmptyCell);
  pairs.thirds.assign(pairs.cells.size(), deep.base_of(Node{}));
  for (const Row& row : rows) {
    const Node& first = root.next.at(row.index / 4);
    for (const std::uint32_t b : row.columns) {
      const std::uint32_t place = pairs.rows[row.index] + b;
      pairs.cells[place] = cell_of(b, first.next.at(b));
      pairs.thirds[place] = deep.base_of(first.next.at(b));
    }
  }
  return pairs;
}

class File {
 public:
  explicit File(const char* path) : out_(path, std::ios::binary) {}

  void write(const void* data, std::size_t bytes) {
    out_.write(static_cast<const char*>(data), static_cast<std::streamsize>(bytes));
    static constexpr std::array<char, kTableAlignment> kZeros = {};
    const std::size_t over = bytes % kTableAlignment;
    if (over != 0) out_.write(kZeros.data(), static_cast<std::streamsize>(kTableAlignment - over));
  }
  template <class T>
  void write(const std::vector<T>& values) {
    write(values.data(), values.size() * sizeof(T));
  }
  bool close() {
    out_.close();
    return out_.good();
  }

 private:
  std::ofstream out_;
};

int make(const char* path) {
  SegmenterTablesHeader header = {.magic = SegmenterTablesHeader::kMagic,
                                  .rules_hash = 0,
                                  .dictionary_hash = dictionary_hash(),
                                  .icu_version = {},
                                  .singles = 0,
                                  .rows = 0,
                                  .pairs = 0,
                                  .deep = 0,
                                  .unusable = {}};
  icu_version().copy(header.icu_version, sizeof header.icu_version - 1);
  File file(path);
  const auto give_up = [&](std::string_view why) {
    why.copy(header.unusable, sizeof header.unusable - 1);
    file.write(&header, sizeof header);
    return file.close() ? 0 : 1;
  };

  const Result<WordRules> rules = WordRules::open();
  if (!rules) return give_up(rules.error().what);
  if (!rules_are_known(*rules)) return give_up("ICU's word rules are new");
  const Result<std::vector<Word>> dictionary = read_dictionary();
  if (!dictionary) return give_up(dictionary.error().what);

  const Classes classes(*rules);
  std::vector<Word> words;
  for (const Word& word : *dictionary) {
    if (std::ranges::all_of(word.text,
                            [&](char16_t c) { return classes.of(c) >= kFirstDivided; })) {
      words.push_back(word);
    }
  }
  words = without_dominated(words);
  const CodeTable table = assign_codes(classes, words);
  if (*table.unusable != '\0') return give_up(table.unusable);

  Node root;
  for (const Word& word : words) root.insert(word, table);
  const auto codes = static_cast<std::uint32_t>(table.singles.size());
  DeepCells deep(codes);
  for (const auto& [a, first] : root.next) {
    for (const auto& [b, pair] : first.next) deep.add(pair);
  }
  deep.pack();
  const PairCells pairs = pack_pairs(root, codes, deep);

  header.rules_hash = rules->hash();
  header.singles = codes;
  header.rows = static_cast<std::uint32_t>(pairs.rows.size());
  header.pairs = static_cast<std::uint32_t>(pairs.cells.size());
  header.deep = static_cast<std::uint32_t>(deep.cells.size());
  file.write(&header, sizeof header);
  file.write(table.codes);
  file.write(table.singles);
  file.write(pairs.rows);
  file.write(pairs.cells);
  file.write(pairs.thirds);
  file.write(deep.cells);
  return file.close() ? 0 : 1;
}

}  // namespace
}  // namespace leitong

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: make_segmenter_tables FILE\n", stderr);
    return 2;
  }
  return leitong::make(argv[1]);
}
