// What the values of options are made of: each function gives a way to turn a word into what is
// asked for. The target must outlive it.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "command_line.h"
#include "flags/flag_table.h"
#include "leitong/explanation.h"
#include "leitong/filter.h"

namespace leitong::tool {

template <class T>
Value choice(T& target, const std::vector<std::pair<std::string, T>>& choices) {
  Value value;
  for (const auto& [name, meaning] : choices) value.choices.push_back(name);
  value.set = [&target, choices](const std::string& word) -> std::string {
    std::string expected;
    for (const auto& [name, meaning] : choices) {
      if (word == name) {
        target = meaning;
        return {};
      }
      expected += (expected.empty() ? "" : ", ") + name;
    }
    return "takes one of " + expected;
  };
  return value;
}

template <class T>
Value whole_number(T& target) {
  return {.set = [&target](const std::string& word) -> std::string {
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), target);
    return error == std::errc() && end == word.data() + word.size() ? "" : "takes a whole number";
  }};
}

// Of a switch.
Value on(bool& target);
// "0.8" or "80%".
Value fraction(double& target);
// "4G", in powers of 1024, or "50%" of what the machine has; a plain number is bytes.
Value memory_size(std::optional<std::uint64_t>& target);
// The same without "%".
Value size(std::optional<std::uint64_t>& target);
// "10M", in powers of 1000.
Value count(std::optional<std::uint64_t>& target);
Value text(std::string& target);
// One byte, or "\\t".
Value character(char& target);
Value file_name(std::string& target);
// Each word is one more name.
Value file_names(std::vector<std::string>& target);
Value folder_name(std::string& target);
// "17", or "news.jsonl:17".
Value record_name(std::optional<RecordName>& target);
Value keep_rule(Keep& keep);
Value fold_step_off(FoldOptions& fold);
// Of --color and --progress.
std::vector<std::pair<std::string, When>> whens();

}  // namespace leitong::tool
