// The binary form is that of ICU's RBBI data, format 6, as getBinaryRules() hands it out: a header
// of 20 numbers (magic, format, length, categories, then offset and length of the forward table,
// the reverse table, the trie, the source and the table of status values); a state table of a
// header of five numbers and rows of bytes (accepting, look-ahead, tag, next state by category).
//
// A segment is the longest accepted run from the start state, 1; if nothing is accepted it is one
// character. Rules that look ahead past a boundary, or that know the start of the text, would need
// more than that: none of ICU's word rules do, and if they come to, open() fails.
#include "text/segmenter/rules.h"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/rbbi.h>
#include <unicode/ucptrie.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <cstring>
#include <span>
#include <string>
#include <utility>

#include "base/hash.h"

namespace leitong {
namespace {

constexpr std::uint32_t kMagic = 0xB1A0;
constexpr std::uint8_t kFormat = 6;
constexpr std::uint32_t kByteRows = 4;  // the only flag of a state table that we understand
constexpr std::size_t kStart = 1;
constexpr std::uint32_t kWordStatus = 100;

struct Header {
  std::uint32_t magic;
  std::uint8_t format[4];
  std::uint32_t length;
  std::uint32_t categories;
  std::uint32_t forward, forward_length;
  std::uint32_t reverse, reverse_length;
  std::uint32_t trie, trie_length;
  std::uint32_t source, source_length;
  std::uint32_t status, status_length;
};

struct StateTable {
  std::uint32_t states;
  std::uint32_t row_length;
  std::uint32_t first_dictionary_category;
  std::uint32_t look_ahead_results;
  std::uint32_t flags;
};

// `count` values from `offset` on, if they are all there.
template <class T>
bool copy(std::span<const std::uint8_t> bytes, std::size_t offset, T* values,
          std::size_t count = 1) {
  if (offset > bytes.size() || count * sizeof(T) > bytes.size() - offset) return false;
  std::memcpy(values, bytes.data() + offset, count * sizeof(T));
  return true;
}

Error unknown(std::string what) {
  return {.kind = Error::Kind::kInternal, .what = "ICU's word rules: " + std::move(what)};
}

}  // namespace

void WordRules::CloseTrie::operator()(UCPTrie* trie) const { ucptrie_close(trie); }

WordRules::~WordRules() = default;
WordRules::WordRules(WordRules&&) noexcept = default;
WordRules& WordRules::operator=(WordRules&&) noexcept = default;

Result<WordRules> WordRules::open() {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> iterator(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  auto* const compiled = dynamic_cast<icu::RuleBasedBreakIterator*>(iterator.get());
  if (U_FAILURE(status) || compiled == nullptr) return std::unexpected(unknown("there are none"));

  std::uint32_t length = 0;
  const std::uint8_t* const first = compiled->getBinaryRules(length);
  return read({first, length});
}

Result<WordRules> WordRules::read(std::span<const std::uint8_t> compiled) {
  WordRules rules;
  rules.bytes_.assign(compiled.begin(), compiled.end());
  rules.hash_ = hash64({reinterpret_cast<const char*>(compiled.data()), compiled.size()});

  Header header;
  StateTable table;
  if (!copy(rules.bytes_, 0, &header) || header.magic != kMagic || header.format[0] != kFormat ||
      !copy(rules.bytes_, header.forward, &table)) {
    return std::unexpected(unknown("the format is new"));
  }
  if (table.flags != kByteRows || table.look_ahead_results != 0 ||
      table.row_length < 3 + header.categories) {
    return std::unexpected(unknown("the state table is of a new kind"));
  }
  rules.category_count_ = header.categories;
  rules.first_dictionary_category_ = table.first_dictionary_category;

  std::vector<std::uint8_t> row(table.row_length);
  for (std::uint32_t i = 0; i < table.states; ++i) {
    const std::size_t at = header.forward + sizeof table + std::size_t{i} * table.row_length;
    if (!copy(rules.bytes_, at, row.data(), row.size())) return std::unexpected(unknown("cut off"));
    const auto next = std::span(row).subspan(3, header.categories);
    if (row[0] > 1 || row[1] != 0 || std::ranges::max(next) >= table.states) {
      return std::unexpected(unknown("they look ahead"));
    }
    // The tag is an index into lists of status values, each after its count, in ascending order.
    std::uint32_t count = 0;
    std::uint32_t last = 0;
    const std::size_t list = header.status + std::size_t{row[2]} * 4;
    if (!copy(rules.bytes_, list, &count) ||
        !copy(rules.bytes_, list + std::size_t{count} * 4, &last)) {
      return std::unexpected(unknown("a status is missing"));
    }
    rules.states_.push_back({.accepts = row[0] == 1, .is_word = count > 0 && last >= kWordStatus});
    rules.next_.insert(rules.next_.end(), next.begin(), next.end());
  }

  UErrorCode status = U_ZERO_ERROR;
  if (header.trie % 4 != 0 || std::size_t{header.trie} + header.trie_length > rules.bytes_.size()) {
    return std::unexpected(unknown("the categories are missing"));
  }
  rules.categories_.reset(ucptrie_openFromBinary(
      UCPTRIE_TYPE_FAST, UCPTRIE_VALUE_BITS_8, rules.bytes_.data() + header.trie,
      static_cast<std::int32_t>(header.trie_length), nullptr, &status));
  if (U_FAILURE(status)) return std::unexpected(unknown("the categories are of a new kind"));
  return rules;
}

unsigned WordRules::category(char32_t c) const {
  return UCPTRIE_FAST_GET(categories_.get(), UCPTRIE_8, static_cast<UChar32>(c));
}

WordRules::Segment WordRules::first_segment(std::u16string_view text) const {
  Segment segment;
  std::size_t state = kStart;
  for (std::size_t i = 0; i < text.size();) {
    UChar32 c;
    U16_NEXT(text, i, text.size(), c);
    state = next_[state * category_count_ + category(static_cast<char32_t>(c))];
    if (segment.length == 0) segment.length = i;
    if (state == 0) break;
    if (states_[state].accepts) segment = {.length = i, .is_word = states_[state].is_word};
  }
  return segment;
}

WordRules::Segment WordRules::first_segment(const unsigned* categories, std::size_t count) const {
  Segment segment{.length = 1};
  std::size_t state = kStart;
  for (std::size_t i = 0; i < count; ++i) {
    state = next_[state * category_count_ + categories[i]];
    if (state == 0) break;
    if (states_[state].accepts) segment = {.length = i + 1, .is_word = states_[state].is_word};
  }
  return segment;
}

}  // namespace leitong
