// Decoding, folding and squeezing white space each start anew for every text, and end in a part
// that is no whole block; of lines that is most of the time. So many texts are one, with a mark
// behind each: U+FFFF, a noncharacter, which the fold leaves alone, with a normalization boundary
// before it and behind it, so that no text has to do with the next.
//
// A text may have that noncharacter itself; then there are more marks than texts, which are taken
// one by one instead. That is the only way to have more, for nothing else folds to U+FFFF.
#include "text/exact_forms.h"

#include <algorithm>

#include "text/exact_form.h"
#include "text/find_units.h"

namespace leitong {
namespace {

constexpr std::string_view kMark = "\xEF\xBF\xBF";
constexpr char16_t kMarkUnit = 0xFFFF;

}  // namespace

void ExactForms::clear() {
  texts_.clear();
  text_ends_.clear();
}

void ExactForms::add(std::string_view utf8) {
  texts_.append(utf8);
  text_ends_.push_back(texts_.size());
  texts_.append(kMark);
}

void ExactForms::compute() {
  folder_.fold(texts_, folded_);
  forms_.resize_and_overwrite(folded_.units.size() + kSqueezeSlack, [&](char16_t* to, std::size_t) {
    return squeeze_white_space(folded_.units, to);
  });
  form_ends_.clear();
  find_units(forms_, kMarkUnit, form_ends_);
  if (form_ends_.size() != size()) compute_singly();
}

void ExactForms::compute_singly() {
  std::size_t ill_formed = 0;
  forms_.clear();
  form_ends_.clear();
  std::u16string form;
  for (std::size_t i = 0; i < size(); ++i) {
    folder_.fold(text(i), folded_);
    ill_formed += folded_.ill_formed;
    exact_form(folded_.units, form);
    forms_ += form;
    form_ends_.push_back(forms_.size());
    forms_ += kMarkUnit;
  }
  folded_.ill_formed = ill_formed;
}

std::string_view ExactForms::text(std::size_t i) const {
  const std::size_t begin = i == 0 ? 0 : text_ends_[i - 1] + kMark.size();
  return std::string_view(texts_).substr(begin, text_ends_[i] - begin);
}

std::u16string_view ExactForms::form(std::size_t i) const {
  const std::size_t begin = i == 0 ? 0 : form_ends_[i - 1] + 1;
  return without_outer_space(std::u16string_view(forms_).substr(begin, form_ends_[i] - begin));
}

}  // namespace leitong
