#include <utility>

#include "leitong/tokens.h"
#include "text/token_lists.h"

namespace leitong {

struct Tokenizer::Scratch {
  Segmentation segmentation;
  TokenLister lister;
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
    scratch_->lister.list_characters(folded, out);
    return;
  }
  segmenter_->segment(folded, scratch_->segmentation);
  scratch_->lister.list_words(folded, scratch_->segmentation, out);
}

bool Tokenizer::tokenize_to_units(std::u16string_view folded, std::u16string& out) {
  return kind_ == TokenKind::kChar && scratch_->lister.keep_characters(folded, out);
}

}  // namespace leitong
