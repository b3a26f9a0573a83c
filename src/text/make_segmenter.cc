#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "leitong/segment.h"
#include "text/icu_segmenter.h"
#include "text/segmenter/fast_segmenter.h"

namespace leitong {
namespace {

// One of each thing that the fast segmenter decides by itself.
constexpr std::u16string_view kSelfTest =
    u"我们在北京大学研究生命的起源，国家标准化管理委员会发布 5,999.00 元的 iPhone15 和 foo_bar；"
    u"コンピュータを使って、ージョンの々々。한국어 문장 user@example.com can't _x_ カ_ 3.14";

// Empty if a fast segmenter can be made and agrees with ICU.
std::string find_fault() {
  auto fast = FastSegmenter::create();
  if (!fast) return std::move(fast).error().what;
  auto icu = IcuSegmenter::create();
  if (!icu) return std::move(icu).error().what;
  Segmentation found;
  Segmentation expected;
  (*fast)->segment(kSelfTest, found);
  (*icu)->segment(kSelfTest, expected);
  if (found.starts != expected.starts || found.words != expected.words) {
    return "the fast segmenter fails its self-test";
  }
  return {};
}

template <class Made>
Result<std::unique_ptr<Segmenter>> as_segmenter(Result<std::unique_ptr<Made>> made) {
  if (!made) return std::unexpected(std::move(made).error());
  return std::move(*made);
}

}  // namespace

Result<std::unique_ptr<Segmenter>> make_segmenter(SegmenterKind kind) {
  const bool fast = kind == SegmenterKind::kAuto && why_plain_icu().empty();
  return fast ? as_segmenter(FastSegmenter::create()) : as_segmenter(IcuSegmenter::create());
}

std::string_view why_plain_icu() {
  static const std::string fault = find_fault();
  return fault;
}

}  // namespace leitong
