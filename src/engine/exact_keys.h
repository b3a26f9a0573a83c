// What texts with the same exact form have in common.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitong/fold.h"
#include "leitong/hash.h"
#include "text/exact_forms.h"
#include "text/plain_exact_forms.h"

namespace leitong {

// Not for use by two threads at once: one a thread.
class ExactKeys {
 public:
  explicit ExactKeys(FoldOptions options);

  // A text without an exact form is compared by its bytes, and equals no text that has one.
  [[nodiscard]] Hash128 of(std::string_view text);
  // Appends the keys of texts that are pieces of `block`: the same, and faster.
  void append(std::string_view block, std::span<const std::string_view> texts,
              std::vector<Hash128>& out);
  // The same step by step: for each text of the block in order append_plain() and, if that is
  // false, append_other().
  void begin_block(std::string_view block);
  bool append_plain(std::string_view text, std::vector<Hash128>& out);
  void append_other(std::string_view text, std::vector<Hash128>& out);
  void end_block(std::vector<Hash128>& out);

  // Of the last call, or block: the parts that are not UTF-8, and of one text the code points of
  // its fold.
  [[nodiscard]] std::size_t ill_formed() const { return ill_formed_; }
  [[nodiscard]] std::uint64_t length() const;

 private:
  [[nodiscard]] Hash128 key_of(std::u16string_view form, std::string_view text);

  std::string_view block_;
  bool plain_ones_;  // whether plain_ says what the fold would
  PlainExactForms plain_;
  ExactForms others_;
  std::vector<std::size_t> other_places_;
  Folder folder_;
  FoldedText folded_;
  std::u16string form_;
  std::string ascii_;
  std::size_t ill_formed_ = 0;
  std::size_t plain_length_ = 0;  // 0: the text was not plain
};

[[nodiscard]] std::uint64_t count_code_points(std::u16string_view units);

}  // namespace leitong
