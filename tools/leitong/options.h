// What the options of all commands are made of.
#pragma once

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "leitong/filter.h"

namespace leitong::tool {

// Turns the value of an option into what is asked for, or explains what it should have been.
using Setter = std::function<std::string(const std::string&)>;

// Of several values the last one counts.
CLI::Option* add_value(CLI::App& app, const std::string& names, const std::string& kind,
                       const std::string& what, const char* group, const Setter& set);

// Given several times, each with one value, they all count.
CLI::Option* add_values(CLI::App& app, const std::string& names, const std::string& kind,
                        const std::string& what, const char* group, const Setter& set);

template <class T>
Setter choice(T& target, std::vector<std::pair<std::string, T>> choices) {
  return [&target, choices = std::move(choices)](const std::string& value) -> std::string {
    std::string expected;
    for (const auto& [name, meaning] : choices) {
      if (value == name) {
        target = meaning;
        return {};
      }
      expected += (expected.empty() ? "" : ", ") + name;
    }
    return "takes one of " + expected;
  };
}

template <class T>
Setter whole_number(T& target) {
  return [&target](const std::string& value) -> std::string {
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), target);
    return error == std::errc() && end == value.data() + value.size() ? "" : "takes a whole number";
  };
}

// "0.8" or "80%".
Setter fraction(double& target);
// "4G", in powers of 1024, or "50%" of what the machine has; a plain number is bytes.
Setter memory_size(std::optional<std::uint64_t>& target);
Setter text(std::string& target);
Setter file_name(std::string& target);
Setter keep_rule(Keep& keep);
Setter fold_step_off(FoldOptions& fold);

// Help in one layout for all versions of CLI11, which differ in their blank lines.
class HelpFormatter : public CLI::Formatter {
 public:
  HelpFormatter();
  std::string make_help(const CLI::App* app, std::string name,
                        CLI::AppFormatMode mode) const override;
};

}  // namespace leitong::tool
