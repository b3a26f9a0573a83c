// What src/passage/repeat_finder.h says, in the words of the definition: quadratic and worse.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace leitong::reference {

// Records one after another, each followed by one position that belongs to none.
struct WeightedText {
  std::u16string units;
  std::vector<bool> carries_weight;
  std::vector<std::size_t> record;  // of each unit, its record's number; kNoRecord: between records
  static constexpr std::size_t kNoRecord = static_cast<std::size_t>(-1);

  void add_record(const std::u16string& text, const std::vector<bool>& weights) {
    const std::size_t number = record.empty() ? 0 : records_;
    units += text + u'\xFFFF';
    carries_weight.insert(carries_weight.end(), weights.begin(), weights.end());
    carries_weight.push_back(false);
    record.insert(record.end(), text.size(), number);
    record.push_back(kNoRecord);
    records_ = number + 1;
  }

 private:
  std::size_t records_ = 0;
};

struct FoundRepeat {
  std::size_t begin, end, source, before;
  bool operator==(const FoundRepeat&) const = default;
};

class RepeatedWindows {
 public:
  RepeatedWindows(const WeightedText& text, std::size_t window_weight)
      : text_(text), window_weight_(window_weight) {}

  // `scope[i]`: repeats are looked for among units of the same scope only.
  std::vector<FoundRepeat> find(const std::vector<std::size_t>& scope) {
    std::vector<FoundRepeat> found;
    std::optional<FoundRepeat> open;
    for (std::size_t begin = 0; begin < text_.units.size(); ++begin) {
      const std::optional<std::size_t> end = window_end(begin);
      if (!end) continue;
      if (open && *end <= open->end) continue;
      if (open) found.push_back(*open);
      open.reset();
      for (std::size_t earlier = 0; earlier < begin; ++earlier) {
        if (!text_.carries_weight[earlier] || scope[earlier] != scope[begin]) continue;
        if (same(earlier, begin) < *end - begin) continue;
        std::size_t before = 0;
        while (before < begin && before < earlier && !text_.carries_weight[begin - before - 1] &&
               in_one_record(begin - before - 1, begin) &&
               in_one_record(earlier - before - 1, earlier) &&
               text_.units[begin - before - 1] == text_.units[earlier - before - 1]) {
          ++before;
        }
        open = FoundRepeat{begin, begin + same(earlier, begin), earlier, before};
        break;
      }
    }
    if (open) found.push_back(*open);
    return found;
  }

 private:
  bool in_one_record(std::size_t a, std::size_t b) const {
    return text_.record[a] == text_.record[b] && text_.record[a] != WeightedText::kNoRecord;
  }

  std::optional<std::size_t> window_end(std::size_t begin) const {
    if (!text_.carries_weight[begin]) return std::nullopt;
    std::size_t weight = 0;
    for (std::size_t i = begin; i < text_.units.size() && in_one_record(i, begin); ++i) {
      weight += text_.carries_weight[i] ? 1 : 0;
      if (weight == window_weight_) return i + 1;
    }
    return std::nullopt;
  }

  // Units from a on that equal those from b on, inside both records.
  std::size_t same(std::size_t a, std::size_t b) const {
    std::size_t length = 0;
    while (b + length < text_.units.size() && in_one_record(a, a + length) &&
           in_one_record(b, b + length) && text_.units[a + length] == text_.units[b + length]) {
      ++length;
    }
    return length;
  }

  const WeightedText& text_;
  std::size_t window_weight_;
};

}  // namespace leitong::reference
