// Texts to look for repeats in.
#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include "reference/repeated_windows.h"

namespace leitong {

// Records of copied and new stretches, with units of no weight in between.
inline reference::WeightedText random_records(std::mt19937& random) {
  const std::size_t letters = 1 + random() % 6;
  const auto weightless = 1 + random() % 5;
  reference::WeightedText text;
  std::u16string all;
  for (auto records = 1 + random() % 8; records > 0; --records) {
    std::u16string record;
    for (auto pieces = random() % 6; pieces > 0; --pieces) {
      if (!all.empty() && random() % 2 == 0) {
        const std::size_t from = random() % all.size();
        record += all.substr(from, random() % 90);
      } else {
        for (auto i = random() % 40; i > 0; --i) {
          const bool blank = random() % (2 + weightless) == 0;
          record += static_cast<char16_t>(blank ? u' ' : u'a' + random() % letters);
        }
      }
    }
    all += record;
    std::vector<bool> weights;
    if (weightless % 2 == 0) {
      // Each letter.
      for (const char16_t unit : record) weights.push_back(unit != u' ');
    } else {
      // The first letter of a word.
      for (std::size_t i = 0; i < record.size(); ++i) {
        weights.push_back(record[i] != u' ' && (i == 0 || record[i - 1] == u' '));
      }
    }
    text.add_record(record, weights);
  }
  return text;
}

}  // namespace leitong
