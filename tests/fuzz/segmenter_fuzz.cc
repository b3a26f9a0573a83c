// The fast segmenter against ICU on arbitrary bytes. The first byte says what the rest is: UTF-16
// units as they come, UTF-8 to be folded, a list of troublesome pieces, or of ends of dictionary
// words, three bytes each.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "leitong/fold.h"
#include "leitong/segment.h"
#include "reference/random_text.h"
#include "reference/slow_dictionary.h"
#include "text/segmenter/fast_segmenter.h"
#include "unit/text/segmenter/difference.h"

namespace leitong {
namespace {

const std::vector<std::u16string>& dictionary_words() {
  static const std::vector<std::u16string> words = [] {
    const reference::SlowDictionary dictionary;
    std::vector<std::u16string> list;
    for (const auto& [word, cost] : dictionary.costs()) list.push_back(word);
    return list;
  }();
  return words;
}

std::u16string text_of(std::string_view bytes) {
  if (bytes.empty()) return {};
  const auto byte = [&](std::size_t i) -> unsigned { return static_cast<unsigned char>(bytes[i]); };
  const unsigned kind = byte(0) % 4;
  bytes.remove_prefix(1);
  std::u16string text;
  if (kind == 0) {
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
      text += static_cast<char16_t>(byte(i) | byte(i + 1) << 8);
    }
  } else if (kind == 1) {
    static const Folder folder;
    FoldedText folded;
    folder.fold(bytes, folded);
    text = folded.units;
  } else if (kind == 2) {
    const auto& pieces = reference::troublesome_pieces();
    for (std::size_t i = 0; i < bytes.size(); ++i) text += pieces[byte(i) % pieces.size()];
  } else {
    const auto& words = dictionary_words();
    for (std::size_t i = 0; i + 2 < bytes.size(); i += 3) {
      const std::size_t number = byte(i) | byte(i + 1) << 8 | byte(i + 2) << 16;
      const std::u16string& word = words[number % words.size()];
      text += word.substr(number / words.size() % word.size());
    }
  }
  return text;
}

void check(std::string_view bytes) {
  static const auto icu = make_segmenter(SegmenterKind::kIcu);
  static const auto fast = FastSegmenter::create();
  static const auto small_windows = FastSegmenter::create(64);
  if (!icu || !fast || !small_windows) std::abort();

  const std::u16string text = text_of(bytes);
  Segmentation expected;
  (*icu)->segment(text, expected);
  for (const auto& segmenter : {fast->get(), small_windows->get()}) {
    Segmentation found;
    segmenter->segment(text, found);
    const std::string where = difference(text, found, expected);
    if (where.empty()) continue;
    std::fprintf(stderr, "%s\n", where.c_str());
    std::abort();
  }
}

}  // namespace
}  // namespace leitong

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  leitong::check({reinterpret_cast<const char*>(data), size});
  return 0;
}
