// The fast segmenter against ICU on arbitrary bytes. The first byte says what the rest is: UTF-16
// units as they come, UTF-8 to be folded, or a list of troublesome pieces.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "leitong/fold.h"
#include "leitong/segment.h"
#include "reference/random_text.h"
#include "text/segmenter/fast_segmenter.h"

namespace leitong {
namespace {

std::u16string text_of(std::string_view bytes) {
  if (bytes.empty()) return {};
  const unsigned kind = static_cast<unsigned char>(bytes[0]) % 3;
  bytes.remove_prefix(1);
  std::u16string text;
  if (kind == 0) {
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
      text += static_cast<char16_t>(static_cast<unsigned char>(bytes[i]) |
                                    static_cast<unsigned char>(bytes[i + 1]) << 8);
    }
  } else if (kind == 1) {
    static const Folder folder;
    FoldedText folded;
    folder.fold(bytes, folded);
    text = folded.units;
  } else {
    const auto& pieces = reference::troublesome_pieces();
    for (const char byte : bytes) text += pieces[static_cast<unsigned char>(byte) % pieces.size()];
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
    if (found.starts != expected.starts || found.words != expected.words) std::abort();
  }
}

}  // namespace
}  // namespace leitong

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  leitong::check({reinterpret_cast<const char*>(data), size});
  return 0;
}
