#include "leitong/passages.h"

#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <vector>

#include "reference/repeated_runs.h"

namespace leitong {
namespace {

using reference::Paragraph;

// Feeds the text, taking fates as soon as they are decided, and checks each against the definition
// and each source against the text.
void expect_as_defined(const std::vector<Paragraph>& text, std::uint64_t min_weight) {
  const std::vector<bool> expected = reference::in_repeated_run(text, min_weight);
  RepeatedRuns runs(min_weight);
  std::vector<ParagraphFate> fates;
  const auto take_decided = [&] {
    while (runs.decided() > 0) fates.push_back(runs.take());
  };
  for (const Paragraph& paragraph : text) {
    if (paragraph.cut_before) runs.separate();
    runs.add(paragraph.paragraph_class, paragraph.weight);
    take_decided();
  }
  runs.separate();
  take_decided();
  ASSERT_EQ(fates.size(), text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    ASSERT_EQ(fates[i].removed, expected[i]) << "paragraph " << i;
    if (!fates[i].removed) continue;
    ASSERT_LT(fates[i].source, i);
    ASSERT_EQ(text[fates[i].source].paragraph_class, text[i].paragraph_class);
  }
}

TEST(RepeatedRuns, EveryShortTextOverThreeClasses) {
  const std::vector<std::uint64_t> weights = {1, 2, 4};
  for (std::size_t length = 0; length <= 8; ++length) {
    std::size_t texts = 1;
    for (std::size_t i = 0; i < length; ++i) texts *= 3;
    for (std::size_t number = 0; number < texts; ++number) {
      std::vector<Paragraph> text;
      for (std::size_t i = 0, rest = number; i < length; ++i, rest /= 3) {
        const auto symbol = static_cast<std::uint32_t>(rest % 3);
        text.push_back({symbol, weights[symbol]});
      }
      for (const std::uint64_t min_weight : {1, 3, 6}) {
        expect_as_defined(text, min_weight);
        if (HasFatalFailure()) FAIL() << "length " << length << " number " << number;
      }
    }
  }
}

TEST(RepeatedRuns, RandomTextsWithCuts) {
  const unsigned seed = 20261122;
  std::mt19937 random(seed);
  for (int round = 0; round < 400; ++round) {
    const auto classes = static_cast<std::uint32_t>(2 + random() % 12);
    std::vector<Paragraph> text;
    const std::size_t length = 20 + random() % 120;
    while (text.size() < length) {
      if (!text.empty() && random() % 3 == 0) {
        // A copy of an earlier stretch.
        const std::size_t from = random() % text.size();
        const std::size_t count = 1 + random() % 10;
        for (std::size_t i = from; i < from + count; ++i) text.push_back(text[i]);
      } else {
        const auto symbol = static_cast<std::uint32_t>(random() % classes);
        text.push_back({symbol, symbol % 5, random() % 16 == 0});
      }
    }
    expect_as_defined(text, 1 + random() % 12);
    if (HasFatalFailure()) FAIL() << "seed " << seed << " round " << round;
  }
}

TEST(RepeatedRuns, AHeavyCopyIsDecidedWhileItFlows) {
  RepeatedRuns runs(10);
  for (std::uint32_t i = 0; i < 100; ++i) runs.add(i, 0);
  EXPECT_EQ(runs.decided(), 100U);
  for (std::uint32_t i = 0; i < 4; ++i) runs.add(i, 3);
  EXPECT_EQ(runs.decided(), 104U);
}

TEST(RepeatedRuns, WhatIsForgottenIsNotRepeated) {
  RepeatedRuns runs(1);
  runs.add(1, 5);
  runs.forget();
  runs.add(1, 5);
  runs.add(1, 5);
  runs.separate();
  EXPECT_FALSE(runs.take().removed);
  EXPECT_FALSE(runs.take().removed);
  const ParagraphFate third = runs.take();
  EXPECT_TRUE(third.removed);
  EXPECT_EQ(third.source, 1U);
}

// A million times one line, and a million lines of one template around unique ones: linear, so a
// second is ample; quadratic work would take hours.
TEST(RepeatedRuns, AFloodOfOneClassStaysLinear) {
  const auto begin = std::chrono::steady_clock::now();
  RepeatedRuns same(1'000'000'000);
  RepeatedRuns mixed(1'000'000'000);
  for (std::uint32_t i = 0; i < 1'000'000; ++i) {
    same.add(7, 1);
    mixed.add(i % 2 == 0 ? 0 : i, 1);
  }
  same.separate();
  EXPECT_EQ(same.decided(), 1'000'000U);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(60));
}

}  // namespace
}  // namespace leitong
