// Random UTF-16 text that is mostly trouble: every script with a dictionary, marks, joiners,
// surrogates paired and lone.
#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace leitong::reference {

inline const std::vector<std::u16string_view>& troublesome_pieces() {
  static const std::vector<std::u16string_view> pieces = {
      u"中",
      u"国",
      u"人民",
      u"研究生命",
      u"的",
      u"北京大学",
      u"一",
      u"中华人民共和国",
      u"ひ",
      u"です",
      u"ありがとう",
      u"カ",
      u"ー",
      u"ージョン",
      u"コンピュータ",
      u"カタカナ",
      u"アアアアアアアアアアアアアアアアアアアアア",
      u"ﾊﾝ",
      u"ﾞ",
      u"々",
      u"〆",
      u"〻",
      u"〱",
      u"〇",
      u"한",
      u"국어",
      u"ㄱ",
      u"ᄀ",
      u"ᅡ",
      u"a",
      u"Word",
      u"é",
      u"e\u0301",
      u"\u0301",
      u"_",
      u".",
      u",",
      u"'",
      u"’",
      u":",
      u";",
      u"1",
      u"3.14",
      u"1,000",
      u" ",
      u"  ",
      u"\t",
      u"\n",
      u"\r",
      u"\r\n",
      u"\u3000",
      u"\u200B",
      u"\u200D",
      u"\u00AD",
      u"\uFEFF",
      u"@",
      u"-",
      u"…",
      u"，",
      u"。",
      u"א",
      u"א\"א",
      u"א'",
      u"\"",
      u"ب",
      u"ไทย",
      u"ภาษา",
      u"ກຂ",
      u"ລາວ",
      u"ខ្មែរ",
      u"ភាសា",
      u"မြန်မာ",
      u"စကား",
      u"Ω",
      u"Ж",
      u"слово",
      u"ℹ",
      u"№",
      u"™",
      u"☺",
      u"\U0001F468",
      u"\U0001F469\u200D\U0001F467",
      u"\U0001F3FD",
      u"\U0001F1E8",
      u"\U0001F1F3",
      u"\u2764\uFE0F",
      u"\U00020000",
      u"\U0002A6D6",
      u"\U00030000",
      u"\xD800",
      u"\xDC00",
      u"\U0001D7D8",
      u"\U0001B000",
      u"\U0001F200",
      u"神",
      u"豈",
      u"\uF900",
      u"㎞",
      std::u16string_view(u"\0", 1)};
  return pieces;
}

// `length` pieces, or single code units from anywhere once in a while.
inline std::u16string random_text(std::mt19937& random, std::size_t length) {
  const auto& pieces = troublesome_pieces();
  std::u16string text;
  for (std::size_t i = 0; i < length; ++i) {
    if (random() % 16 == 0) {
      text += static_cast<char16_t>(random());
    } else {
      text += pieces[random() % pieces.size()];
    }
  }
  return text;
}

}  // namespace leitong::reference
