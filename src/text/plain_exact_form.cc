// Of plain ASCII the fold is: capitals become small, a tab is a blank. The exact form is the same
// if no two blanks meet and none stands at an end. Loops without a branch in them, which compilers
// turn into vector code, take far less time than decoding, folding and joining blanks one after the
// other.
#include "text/plain_exact_form.h"

#include <cstddef>
#include <cstdint>

namespace leitong {
namespace {

// In bytes all along, so that a vector holds as many as there are: 0 or 1.
std::uint8_t is_blank(std::uint8_t c) {
  const std::uint8_t space = c == ' ' ? 1 : 0;
  const std::uint8_t tab = c == '\t' ? 1 : 0;
  return space | tab;
}

std::uint8_t is_strange(std::uint8_t c) {
  const std::uint8_t outside = static_cast<std::uint8_t>(c - ' ') > '~' - ' ' ? 1 : 0;
  const std::uint8_t other = c == '\t' ? 0 : 1;
  return outside & other;
}

char16_t folded(std::uint8_t c) {
  const bool capital = static_cast<std::uint8_t>(c - 'A') <= 'Z' - 'A';
  const bool tab = c == '\t';
  return static_cast<char16_t>(c + static_cast<int>(capital) * ('a' - 'A') +
                               static_cast<int>(tab) * (' ' - '\t'));
}

}  // namespace

bool plain_exact_form(std::string_view text, std::u16string& out) {
  if (text.empty()) return false;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const std::size_t last = text.size() - 1;
  if ((is_blank(bytes[0]) | is_blank(bytes[last])) != 0) return false;
  std::uint8_t strange = is_strange(bytes[last]);
  for (std::size_t i = 0; i < last; ++i) strange |= is_strange(bytes[i]);
  for (std::size_t i = 0; i < last; ++i) {
    const std::uint8_t both = is_blank(bytes[i]) & is_blank(bytes[i + 1]);
    strange |= both;
  }
  if (strange != 0) return false;
  out.resize(text.size());
  char16_t* const to = out.data();
  for (std::size_t i = 0; i < text.size(); ++i) to[i] = folded(bytes[i]);
  return true;
}

}  // namespace leitong
