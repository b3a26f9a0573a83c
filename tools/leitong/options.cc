#include "options.h"

#include <algorithm>
#include <limits>
#include <map>
#include <string_view>

namespace leitong::tool {

namespace {

// For the parser, which names the option in front of it.
void set_or_explain(const std::string& names, const std::string& value, const Setter& set) {
  if (const std::string problem = set(value); !problem.empty()) {
    throw CLI::ValidationError(names.substr(names.rfind("--")), problem + ", not '" + value + "'");
  }
}

}  // namespace

CLI::Option* add_value(CLI::App& app, const std::string& names, const std::string& kind,
                       const std::string& what, const char* group, const Setter& set) {
  return app
      .add_option_function<std::string>(
          names, [names, set](const std::string& value) { set_or_explain(names, value, set); },
          what)
      ->type_name(kind)
      ->group(group)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

CLI::Option* add_values(CLI::App& app, const std::string& names, const std::string& kind,
                        const std::string& what, const char* group, const Setter& set) {
  return app
      .add_option_function<std::vector<std::string>>(
          names,
          [names, set](const std::vector<std::string>& values) {
            for (const std::string& value : values) set_or_explain(names, value, set);
          },
          what)
      ->type_name(kind)
      ->group(group)
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

Setter fraction(double& target) {
  return [&target](const std::string& value) -> std::string {
    std::string digits = value;
    const bool percent = digits.ends_with('%');
    if (percent) digits.pop_back();
    double number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size()) {
      return "takes a fraction such as 0.8 or 80%";
    }
    target = percent ? number / 100 : number;
    return {};
  };
}

Setter memory_size(std::optional<std::uint64_t>& target) {
  return [&target](const std::string& value) -> std::string {
    constexpr const char* kExpected = "takes a size such as 512M, 4G or 50%";
    constexpr std::string_view kUnits = "KMGT";
    std::uint64_t number = 0;
    const char* const limit = value.data() + value.size();
    const auto [end, error] = std::from_chars(value.data(), limit, number);
    if (error != std::errc() || limit - end > 1) return kExpected;
    if (end == limit) {
      target = number;
    } else if (*end == '%') {
      if (number > 100) return kExpected;
      target = machine_memory() / 100 * number;
    } else {
      const std::size_t unit = kUnits.find(*end);
      if (unit == std::string_view::npos) return kExpected;
      const unsigned bits = 10 * (static_cast<unsigned>(unit) + 1);
      if (number > std::numeric_limits<std::uint64_t>::max() >> bits) return kExpected;
      target = number << bits;
    }
    return {};
  };
}

Setter text(std::string& target) {
  return [&target](const std::string& value) -> std::string {
    target = value;
    return {};
  };
}

Setter file_name(std::string& target) {
  return [&target](const std::string& value) -> std::string {
    target = value;
    return value.empty() ? "takes a name" : "";
  };
}

Setter keep_rule(Keep& keep) {
  return [&keep](const std::string& value) -> std::string {
    using Rule = Keep::Rule;
    const std::map<std::string, Rule> simple = {
        {"first", Rule::kFirst}, {"last", Rule::kLast}, {"longest", Rule::kLongest}};
    if (const auto found = simple.find(value); found != simple.end()) {
      keep = {.rule = found->second};
      return {};
    }
    for (const auto& [prefix, rule] : {std::pair<std::string, Rule>{"max:", Rule::kMax},
                                       std::pair<std::string, Rule>{"min:", Rule::kMin}}) {
      if (!value.starts_with(prefix) || value.size() == prefix.size()) continue;
      keep = {.rule = rule, .field = value.substr(prefix.size())};
      return {};
    }
    return "takes first, last, longest, max:FIELD or min:FIELD";
  };
}

Setter fold_step_off(FoldOptions& fold) {
  return [&fold](const std::string& value) -> std::string {
    if (value == "all") {
      fold = {.controls = false, .compatibility = false, .simplify = false, .variants = false};
    } else if (value == "controls") {
      fold.controls = false;
    } else if (value == "compatibility") {
      fold.compatibility = false;
    } else if (value == "traditional") {
      fold.simplify = false;
    } else if (value == "variants") {
      fold.variants = false;
    } else {
      return "takes one of controls, compatibility, traditional, variants";
    }
    return {};
  };
}

HelpFormatter::HelpFormatter() {
  column_width(26);
  label("OPTIONS", "OPTION...");
  label("Positionals", "Input");
}

std::string HelpFormatter::make_help(const CLI::App* app, std::string name,
                                     CLI::AppFormatMode mode) const {
  std::string help = CLI::Formatter::make_help(app, std::move(name), mode);
  for (std::size_t at = help.find("\n\n\n"); at != std::string::npos;
       at = help.find("\n\n\n", at)) {
    help.erase(at, 1);
  }
  return help;
}

}  // namespace leitong::tool
