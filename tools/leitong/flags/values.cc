#include "flags/values.h"

#include <limits>
#include <map>
#include <string_view>

namespace leitong::tool {
namespace {

// A whole number and perhaps K, M, G or T, powers of `base`; of base 0 without.
std::optional<std::uint64_t> scaled_number(std::string_view word, std::uint64_t base) {
  constexpr std::string_view kUnits = "KMGT";
  std::uint64_t number = 0;
  const char* const limit = word.data() + word.size();
  const auto [end, error] = std::from_chars(word.data(), limit, number);
  if (error != std::errc()) return std::nullopt;
  if (end == limit) return number;
  const std::size_t unit = kUnits.find(*end);
  if (base == 0 || limit - end > 1 || unit == std::string_view::npos) return std::nullopt;
  for (std::size_t i = 0; i <= unit; ++i) {
    if (number > std::numeric_limits<std::uint64_t>::max() / base) return std::nullopt;
    number *= base;
  }
  return number;
}

}  // namespace

Value on(bool& target) {
  return {.set = [&target](const std::string& word) -> std::string {
    target = word == "true";
    return target || word == "false" ? "" : "takes nothing, or true or false";
  }};
}

Value fraction(double& target) {
  return {.set = [&target](const std::string& word) -> std::string {
    std::string digits = word;
    const bool percent = digits.ends_with('%');
    if (percent) digits.pop_back();
    double number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (percent) number /= 100;
    if (error != std::errc() || end != digits.data() + digits.size() || number > 1) {
      return "takes a fraction such as 0.8 or 80%";
    }
    target = number;
    return {};
  }};
}

Value memory_size(std::optional<std::uint64_t>& target) {
  return {.set = [&target](const std::string& word) -> std::string {
    constexpr const char* kExpected = "takes a size such as 512M, 4G or 50%";
    if (!word.ends_with('%')) {
      target = scaled_number(word, 1024);
      return target ? "" : kExpected;
    }
    const auto percent = scaled_number(word.substr(0, word.size() - 1), 0);
    if (!percent || *percent > 100) return kExpected;
    target = machine_memory() / 100 * *percent;
    return {};
  }};
}

Value size(std::optional<std::uint64_t>& target) {
  return {.set = [&target](const std::string& word) -> std::string {
    target = scaled_number(word, 1024);
    return target ? "" : "takes a size such as 512M or 4G";
  }};
}

Value count(std::optional<std::uint64_t>& target) {
  return {.set = [&target](const std::string& word) -> std::string {
    target = scaled_number(word, 1000);
    return target ? "" : "takes a number such as 200K or 10M";
  }};
}

Value text(std::string& target) {
  return {.set = [&target](const std::string& word) -> std::string {
    target = word;
    return {};
  }};
}

Value character(char& target) {
  return {.set = [&target](const std::string& word) -> std::string {
    if (word.size() != 1 && word != "\\t") return "takes one character, or \\t for a tab";
    target = word.size() == 1 ? word.front() : '\t';
    return {};
  }};
}

Value file_name(std::string& target) {
  return {.set = [&target](const std::string& word) -> std::string {
            target = word;
            return word.empty() ? "takes a name" : "";
          },
          .names = Value::Names::kFiles};
}

Value file_names(std::vector<std::string>& target) {
  return {.set = [&target](const std::string& word) -> std::string {
            target.push_back(word);
            return word.empty() ? "takes a name" : "";
          },
          .names = Value::Names::kFiles};
}

Value folder_name(std::string& target) {
  Value value = file_name(target);
  value.names = Value::Names::kFolders;
  return value;
}

Value record_name(std::optional<RecordName>& target) {
  return {.set = [&target](const std::string& word) -> std::string {
    RecordName name;
    const std::size_t colon = word.rfind(':');
    const std::size_t digits = colon == std::string::npos ? 0 : colon + 1;
    if (digits > 0) name.input = word.substr(0, colon);
    const auto number = scaled_number(std::string_view(word).substr(digits), 0);
    if (!number || *number == 0 || colon == 0) {
      return "takes the number of a record, from 1, or FILE:N";
    }
    name.number = *number;
    target = std::move(name);
    return {};
  }};
}

Value keep_rule(Keep& keep) {
  return {.set = [&keep](const std::string& word) -> std::string {
            using Rule = Keep::Rule;
            const std::map<std::string, Rule> simple = {
                {"first", Rule::kFirst}, {"last", Rule::kLast}, {"longest", Rule::kLongest}};
            if (const auto found = simple.find(word); found != simple.end()) {
              keep = {.rule = found->second};
              return {};
            }
            for (const auto& [prefix, rule] : {std::pair<std::string, Rule>{"max:", Rule::kMax},
                                               std::pair<std::string, Rule>{"min:", Rule::kMin}}) {
              if (!word.starts_with(prefix) || word.size() == prefix.size()) continue;
              keep = {.rule = rule, .field = word.substr(prefix.size())};
              return {};
            }
            return "takes first, last, longest, max:FIELD or min:FIELD";
          },
          .choices = {"first", "last", "longest", "max:", "min:"}};
}

Value fold_step_off(FoldOptions& fold) {
  return {.set = [&fold](const std::string& word) -> std::string {
            if (word == "none") {
              fold = {};
            } else if (word == "all") {
              fold = {
                  .controls = false, .compatibility = false, .simplify = false, .variants = false};
            } else if (word == "controls") {
              fold.controls = false;
            } else if (word == "compatibility") {
              fold.compatibility = false;
            } else if (word == "traditional") {
              fold.simplify = false;
            } else if (word == "variants") {
              fold.variants = false;
            } else {
              return "takes one of controls, compatibility, traditional, variants";
            }
            return {};
          },
          .choices = {"controls", "compatibility", "traditional", "variants"}};
}

std::vector<std::pair<std::string, When>> whens() {
  return {{"auto", When::kAuto}, {"always", When::kAlways}, {"never", When::kNever}};
}

}  // namespace leitong::tool
