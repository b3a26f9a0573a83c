#include "engine/index/index_properties.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

namespace leitong {
namespace {

constexpr const char* kFormat = "1";

// Names of properties: options by what the command line calls them.
constexpr const char* kFormatName = "format";
constexpr const char* kMethod = "method";
constexpr const char* kTokens = "tokens";
constexpr const char* kShingle = "shingle";
constexpr const char* kThreshold = "threshold";
constexpr const char* kRecall = "recall";
constexpr const char* kDistance = "distance";
constexpr const char* kSketchSize = "sketch-size";

struct VersionName {
  const char* property;
  const char* words;
  std::string Identity::* value;
};
constexpr std::array kVersions = {
    VersionName{"sketch-format", "sketch format", &Identity::sketch_format},
    VersionName{"fold-table", "fold table", &Identity::fold_table},
    VersionName{"icu", "ICU", &Identity::icu},
    VersionName{"dictionary", "dictionary", &Identity::dictionary},
};

struct FoldStep {
  const char* property;
  bool FoldOptions::* on;
};
constexpr std::array kFoldSteps = {
    FoldStep{"fold-controls", &FoldOptions::controls},
    FoldStep{"fold-compatibility", &FoldOptions::compatibility},
    FoldStep{"fold-traditional", &FoldOptions::simplify},
    FoldStep{"fold-variants", &FoldOptions::variants},
};

constexpr std::array kMethods = {Method::kMinhash, Method::kSimhash, Method::kExact,
                                 Method::kBytes};

// The shortest decimal that reads as the same number.
std::string decimal(double number) {
  std::array<char, 32> text{};
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), number);
  return {text.data(), end};
}

template <class T>
bool read_number(const IndexProperties& properties, const char* name, T& number) {
  const auto found = properties.find(name);
  if (found == properties.end()) return false;
  const std::string& text = found->second;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

std::string value(const IndexProperties& properties, const char* name) {
  const auto found = properties.find(name);
  return found == properties.end() ? std::string() : found->second;
}

}  // namespace

IndexProperties index_properties(const Comparison& comparison, const Identity& versions) {
  IndexProperties all{{kFormatName, kFormat}, {kMethod, std::string(name_of(comparison.method))}};
  for (const VersionName& version : kVersions) all[version.property] = versions.*version.value;
  if (comparison.method == Method::kBytes) return all;
  for (const FoldStep& step : kFoldSteps) {
    all[step.property] = comparison.fold.*step.on ? "on" : "off";
  }
  if (comparison.method == Method::kExact) return all;
  all[kTokens] = comparison.tokens == TokenKind::kWord ? "word" : "char";
  all[kShingle] = std::to_string(comparison.shingle);
  all[kThreshold] = decimal(comparison.threshold);
  if (comparison.method == Method::kSimhash) {
    all[kDistance] = std::to_string(comparison.distance);
    return all;
  }
  all[kRecall] = decimal(comparison.recall);
  all[kSketchSize] = std::to_string(bins(comparison.sketch));
  return all;
}

bool is_option(const std::string& name) {
  return name != kFormatName && std::ranges::count(kVersions, name, &VersionName::property) == 0;
}

Identity stored_versions(const IndexProperties& properties) {
  Identity versions;
  for (const VersionName& version : kVersions) {
    versions.*version.value = value(properties, version.property);
  }
  return versions;
}

Result<Comparison> stored_comparison(const IndexProperties& properties, const std::string& folder) {
  const auto failed = [&](std::string what, std::string advice = {}) {
    return std::unexpected(Error{.kind = Error::Kind::kInput,
                                 .what = std::move(what),
                                 .path = folder,
                                 .advice = std::move(advice)});
  };
  if (const std::string format = value(properties, kFormatName); format != kFormat) {
    return failed("is an index of format " + format + "; this leitong knows format " + kFormat,
                  "another version of leitong made it");
  }
  Comparison comparison;
  const std::string method = value(properties, kMethod);
  const auto* const known =
      std::ranges::find(kMethods, method, [](Method one) { return name_of(one); });
  if (known == kMethods.end()) return failed("is an index of no method that is known: " + method);
  comparison.method = *known;
  for (const FoldStep& step : kFoldSteps) {
    comparison.fold.*step.on = value(properties, step.property) != "off";
  }
  if (value(properties, kTokens) == "char") comparison.tokens = TokenKind::kChar;
  const bool near = *known == Method::kMinhash || *known == Method::kSimhash;
  bool whole = !near || (read_number(properties, kShingle, comparison.shingle) &&
                         read_number(properties, kThreshold, comparison.threshold));
  if (*known == Method::kSimhash) {
    whole = whole && read_number(properties, kDistance, comparison.distance);
  }
  if (*known == Method::kMinhash) {
    std::uint16_t size = 0;
    whole = whole && read_number(properties, kRecall, comparison.recall) &&
            read_number(properties, kSketchSize, size);
    comparison.sketch = static_cast<SketchSize>(size);
    whole = whole && (size == bins(SketchSize::k128) || size == bins(SketchSize::k256));
  }
  if (!whole) return failed("is damaged: an option that it was made with is missing");
  return comparison;
}

std::optional<Error> find_other_version(const IndexProperties& properties,
                                        const std::string& folder) {
  const Identity ours = identity();
  for (const VersionName& version : kVersions) {
    const std::string theirs = value(properties, version.property);
    if (theirs == ours.*version.value) continue;
    return Error{.kind = Error::Kind::kInput,
                 .what = std::string("was made with ") + version.words + " " + theirs +
                         "; this leitong has " + ours.*version.value,
                 .path = folder,
                 .advice = "results would differ: make it again from its sources"};
  }
  return std::nullopt;
}

std::optional<Error> find_other_option(const IndexProperties& properties, const Comparison& wanted,
                                       const std::string& folder) {
  // The method first: other options come and go with it.
  IndexProperties asked = index_properties(wanted, {});
  std::vector<std::string> names = {kMethod};
  for (const auto& [name, value] : asked) names.push_back(name);
  for (const std::string& name : names) {
    const std::string stored = value(properties, name.c_str());
    if (!is_option(name) || stored == asked[name]) continue;
    std::string what = "the index was made with ";
    what.append(name).append(" ").append(stored).append(", not ").append(asked[name]);
    return Error{.kind = Error::Kind::kUsage,
                 .what = std::move(what),
                 .path = folder,
                 .advice = "leave the option out, or make another index"};
  }
  return std::nullopt;
}

}  // namespace leitong
