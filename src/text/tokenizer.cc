#include <utility>

#include "leitong/tokens.h"
#include "text/token_lists.h"

namespace leitong {

struct Tokenizer::Scratch {
  Segmentation segmentation;
  CharacterBits characters;
};

Result<Tokenizer> Tokenizer::create(TokenKind kind, SegmenterKind segmenter) {
  if (kind == TokenKind::kChar) return Tokenizer(kind, nullptr);
  auto made = make_segmenter(segmenter);
  if (!made) return std::unexpected(std::move(made).error());
  return Tokenizer(kind, std::move(*made));
}

Tokenizer::Tokenizer(TokenKind kind, std::unique_ptr<Segmenter> segmenter)
    : kind_(kind), segmenter_(std::move(segmenter)), scratch_(std::make_unique<Scratch>()) {}
Tokenizer::~Tokenizer() = default;
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer& Tokenizer::operator=(Tokenizer&&) noexcept = default;

SegmenterCounts Tokenizer::counts() const {
  return segmenter_ == nullptr ? SegmenterCounts{} : segmenter_->counts();
}

void Tokenizer::tokenize(std::u16string_view folded, Tokens& out) {
  if (kind_ == TokenKind::kChar) {
    scratch_->characters.find_letters(folded);
    list_characters(folded, scratch_->characters.words(), out);
    return;
  }
  segmenter_->segment(folded, scratch_->segmentation);
  scratch_->characters.find_weighted(folded);
  list_words(scratch_->segmentation, scratch_->characters.words(), out);
}

}  // namespace leitong
