// The exact forms of many texts at once.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "leitong/fold.h"

namespace leitong {

// Reused: clear() keeps the memory.
class ExactForms {
 public:
  explicit ExactForms(FoldOptions options) : folder_(options) {}

  void clear();
  void add(std::string_view utf8);
  [[nodiscard]] std::size_t size() const { return text_ends_.size(); }

  // Of all that was added. Then the forms can be had.
  void compute();
  [[nodiscard]] std::u16string_view form(std::size_t i) const;
  [[nodiscard]] std::string_view text(std::size_t i) const;
  // Parts of the texts that are not UTF-8.
  [[nodiscard]] std::size_t ill_formed() const { return folded_.ill_formed; }

 private:
  void compute_singly();

  Folder folder_;
  std::string texts_;  // each with a mark behind it
  std::vector<std::size_t> text_ends_;
  FoldedText folded_;
  std::u16string forms_;  // each with a unit behind it
  std::vector<std::size_t> form_ends_;
};

}  // namespace leitong
