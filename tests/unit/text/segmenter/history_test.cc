// The same text gives the same words first and last, in any thread, whatever a process has met
// before. ctest runs each of these in a process of its own, so the first segmenters are made here,
// by threads that start together.
#include <gtest/gtest.h>

#include <barrier>
#include <cstddef>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "leitong/segment.h"
#include "reference/random_text.h"
#include "unit/text/segmenter/difference.h"

namespace leitong {
namespace {

constexpr unsigned kSeed = 72;

// Those first whose answer ICU 72 changes once it has met Han or kana.
std::vector<std::u16string> texts() {
  std::vector<std::u16string> list = {u"ージョン", u"〆ージョン々", u"\u1A20ー\u1980ー", u"ｰﾞ"};
  std::mt19937 random(kSeed);
  for (int i = 0; i < 200; ++i) list.push_back(reference::random_text(random, random() % 100));
  return list;
}

class History : public testing::TestWithParam<SegmenterKind> {};

TEST_P(History, DoesNotMatterInThreadsThatStartTogether) {
  constexpr std::size_t kThreads = 4;
  const std::vector<std::u16string> list = texts();
  std::vector<std::vector<Segmentation>> found(kThreads, std::vector<Segmentation>(list.size()));
  std::barrier start(kThreads);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      start.arrive_and_wait();
      const auto segmenter = make_segmenter(GetParam()).value();
      // Each begins elsewhere.
      for (std::size_t k = 0; k < list.size(); ++k) {
        const std::size_t i = (k + t * list.size() / kThreads) % list.size();
        segmenter->segment(list[i], found[t][i]);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();

  const auto last = make_segmenter(GetParam()).value();
  for (std::size_t i = 0; i < list.size(); ++i) {
    Segmentation expected;
    last->segment(list[i], expected);
    for (std::size_t t = 0; t < kThreads; ++t) {
      ASSERT_EQ(difference(list[i], found[t][i], expected), "")
          << "thread " << t << ", seed " << kSeed;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Kinds, History, testing::Values(SegmenterKind::kAuto, SegmenterKind::kIcu),
                         [](const auto& kind) {
                           return kind.param == SegmenterKind::kAuto ? "Auto" : "Icu";
                         });

}  // namespace
}  // namespace leitong
