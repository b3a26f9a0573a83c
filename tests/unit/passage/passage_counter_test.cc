#include "passage/passage_counter.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "passage_search.h"
#include "random_records.h"
#include "reference/window_runs.h"

namespace leitong {
namespace {

using reference::RunOfWindows;
using reference::WeightedText;
using reference::WindowRuns;

std::vector<RunOfWindows> count(const WeightedText& text, std::uint32_t window_weight,
                                const Settings& settings) {
  Search search(text, window_weight, settings);
  search.run();
  PassageCounter counter;
  for (const Repeat& repeat : search.repeats()) {
    counter.add(repeat.begin, repeat.end - repeat.tail, repeat.source);
  }
  counter.finish();
  std::vector<RunOfWindows> found;
  for (const WindowRun& run : counter.runs(2)) {
    std::size_t last = run.end - 1;
    while (!text.carries_weight[last]) --last;
    const std::vector<std::uint64_t> places = counter.places(run);
    EXPECT_EQ(places.size(), run.places);
    found.push_back({run.begin, last, {places.begin(), places.end()}});
    const PassageCounter::Extent extent = counter.extent(run, places);
    last = run.begin - extent.before + extent.size - 1;
    while (!text.carries_weight[last]) --last;
    EXPECT_EQ(std::pair(extent.before, last), WindowRuns(text, window_weight).extend(found.back()))
        << "run at " << run.begin;
  }
  return found;
}

std::string show(const std::vector<RunOfWindows>& runs) {
  std::string text;
  for (const RunOfWindows& run : runs) {
    text += "[" + std::to_string(run.begin) + "-" + std::to_string(run.last) + " at";
    for (const std::size_t place : run.places) text += " " + std::to_string(place);
    text += "] ";
  }
  return text;
}

TEST(PassageCounter, EveryTextOverTwoLetters) {
  for (std::size_t length = 1; length <= 12; ++length) {
    for (std::size_t number = 0; number < std::size_t{1} << length; ++number) {
      std::u16string units;
      for (std::size_t i = 0; i < length; ++i) units += (number >> i & 1) != 0 ? u'b' : u'a';
      WeightedText text;
      text.add_record(units, std::vector<bool>(units.size(), true));
      for (std::uint32_t weight = 2; weight <= 5; ++weight) {
        ASSERT_EQ(show(count(text, weight, {})), show(WindowRuns(text, weight).find()))
            << "length " << length << " number " << number << " weight " << weight;
      }
    }
  }
}

TEST(PassageCounter, RandomTextsInPieces) {
  const unsigned seed = 20261122;
  std::mt19937 random(seed);
  for (int round = 0; round < 600; ++round) {
    const WeightedText text = random_records(random);
    const auto weight = static_cast<std::uint32_t>(2 + random() % 30);
    const Settings settings{.many_places = random() % 2 == 0 ? 0 : RepeatFinder::kManyPlaces,
                            .piece = random() % 2 == 0 ? kNever : 1 + random() % 60,
                            .stretch = 1 + random() % 100};
    ASSERT_EQ(show(count(text, weight, settings)), show(WindowRuns(text, weight).find()))
        << "seed " << seed << " round " << round << " weight " << weight;
  }
}

TEST(PassageCounter, WhatIsCutOtherwiseInEachCopyIsCountedByItsParts) {
  PassageCounter counter;
  counter.add(100, 130, 0);    // all of it
  counter.add(200, 210, 5);    // a part
  counter.add(300, 330, 100);  // a copy of the copy
  counter.finish();
  EXPECT_EQ(counter.runs(2), (std::vector<WindowRun>{{0, 5, 3}, {5, 15, 4}, {15, 30, 3}}));
  EXPECT_EQ(counter.runs(4), (std::vector<WindowRun>{{5, 15, 4}}));
  EXPECT_EQ(counter.places({5, 15, 4}), (std::vector<std::uint64_t>{5, 105, 200, 305}));
}

}  // namespace
}  // namespace leitong
