// The word rules of UAX #29, as far as no marks and no joiners are about, one place at a time.
//
// A text is a string of classes: a letter, 1 number, _ joiner, space, : mid letter, `,` mid number,
// . mid both, h Hangul, k katakana, H Han or hiragana, r repetition mark, ? hard, ! anything else.
#pragma once

#include <cstddef>
#include <string_view>

namespace leitong::reference {

inline bool is_one_of(char c, std::string_view set) {
  return set.find(c) != std::string_view::npos;
}

// What stands before and behind the text joins nothing.
inline char class_at(std::string_view classes, std::size_t i) {
  return i < classes.size() ? classes[i] : '!';
}

// No boundary between i - 1 and i.
inline bool is_joined(std::string_view classes, std::size_t i) {
  const char a = class_at(classes, i - 1);
  const char b = class_at(classes, i);
  const auto holds = [](char left, char mid, char right) {
    return (is_one_of(mid, ":.") && left == 'a' && right == 'a') ||
           (is_one_of(mid, ",.") && left == '1' && right == '1');
  };
  return (a == ' ' && b == ' ') || (a == 'h' && b == 'h') ||
         (is_one_of(a, "a1") && is_one_of(b, "a1")) || (is_one_of(a, "a1k_") && b == '_') ||
         (a == '_' && is_one_of(b, "a1k")) || holds(a, b, class_at(classes, i + 1)) ||
         holds(class_at(classes, i - 2), a, b);
}

// The dictionary divides here, if anything does.
inline bool is_inside(std::string_view classes, std::size_t i) {
  return is_one_of(class_at(classes, i - 1), "kHr") && is_one_of(class_at(classes, i), "kHr");
}

// A boundary, and nothing hard within two places.
inline bool is_safe(std::string_view classes, std::size_t i) {
  for (const std::size_t k : {i - 2, i - 1, i, i + 1}) {
    if (class_at(classes, k) == '?') return false;
  }
  return !is_joined(classes, i) && !is_inside(classes, i);
}

}  // namespace leitong::reference
