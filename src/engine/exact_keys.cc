// A key is the hash of the exact form: of its bytes if it is ASCII, for so the plain texts of a
// block come, else of its UTF-16. Which of the two it is says the form, so equal forms have equal
// keys; and the same bytes are another key as ASCII, as UTF-16, and of a text without exact form.
#include "engine/exact_keys.h"

#include <algorithm>

namespace leitong {
namespace {

// Longer ones are not gathered with others: their memory would be there twice.
constexpr std::size_t kGathered = std::size_t{64} << 10;

std::string_view as_bytes(std::u16string_view units) {
  // Little-endian, as everything that is hashed (docs/design.md section 5).
  return {reinterpret_cast<const char*>(units.data()), units.size() * sizeof(char16_t)};
}

bool is_ascii(std::u16string_view units) {
  char16_t all = 0;
  for (const char16_t unit : units) all |= unit;
  return all < 0x80;
}

}  // namespace

std::uint64_t count_code_points(std::u16string_view units) {
  const auto trail = [](char16_t unit) { return (unit & 0xFC00) == 0xDC00; };
  return units.size() - static_cast<std::size_t>(std::ranges::count_if(units, trail));
}

ExactKeys::ExactKeys(FoldOptions options)
    : plain_ones_(options.compatibility), others_(options), folder_(options) {}

Hash128 ExactKeys::key_of(std::u16string_view form, std::string_view text) {
  if (form.empty()) {
    Hash128 key = hash128(text);
    key.high = ~key.high;
    return key;
  }
  if (is_ascii(form)) {
    ascii_.assign(form.begin(), form.end());
    return hash128(ascii_);
  }
  Hash128 key = hash128(as_bytes(form));
  key.low = ~key.low;
  return key;
}

Hash128 ExactKeys::of(std::string_view text) {
  ill_formed_ = 0;
  plain_length_ = 0;
  if (plain_ones_) {
    plain_.assign(text);
    if (const auto form = plain_.find(0, text.size())) {
      plain_length_ = text.size();
      return hash128(*form);
    }
  }
  folder_.fold(text, folded_);
  ill_formed_ = folded_.ill_formed;
  exact_form(folded_.units, form_);
  return key_of(form_, text);
}

void ExactKeys::begin_block(std::string_view block) {
  block_ = block;
  ill_formed_ = 0;
  others_.clear();
  other_places_.clear();
  if (plain_ones_) plain_.assign(block);
}

bool ExactKeys::append_plain(std::string_view text, std::vector<Hash128>& out) {
  if (!plain_ones_) return false;
  const auto begin = static_cast<std::size_t>(text.data() - block_.data());
  const auto form = plain_.find(begin, begin + text.size());
  if (form) out.push_back(hash128(*form));
  return form.has_value();
}

void ExactKeys::append_other(std::string_view text, std::vector<Hash128>& out) {
  if (text.size() <= kGathered) {
    others_.add(text);
    other_places_.push_back(out.size());
    out.emplace_back();
    return;
  }
  folder_.fold(text, folded_);
  ill_formed_ += folded_.ill_formed;
  exact_form(folded_.units, form_);
  out.push_back(key_of(form_, text));
}

void ExactKeys::end_block(std::vector<Hash128>& out) {
  if (others_.size() == 0) return;
  others_.compute();
  ill_formed_ += others_.ill_formed();
  for (std::size_t i = 0; i < others_.size(); ++i) {
    out[other_places_[i]] = key_of(others_.form(i), others_.text(i));
  }
}

void ExactKeys::append(std::string_view block, std::span<const std::string_view> texts,
                       std::vector<Hash128>& out) {
  begin_block(block);
  for (const std::string_view text : texts) {
    if (!append_plain(text, out)) append_other(text, out);
  }
  end_block(out);
}

std::uint64_t ExactKeys::length() const {
  return plain_length_ != 0 ? plain_length_ : count_code_points(folded_.units);
}

}  // namespace leitong
