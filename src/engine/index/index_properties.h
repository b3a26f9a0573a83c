// What an index was made by, in words.
#pragma once

#include <optional>
#include <string>

#include "index/index_store.h"
#include "leitong/deduplicator.h"
#include "leitong/error.h"
#include "leitong/version.h"

namespace leitong {

[[nodiscard]] IndexProperties index_properties(const Comparison& comparison,
                                               const Identity& versions);
// Whether a property is an option of the comparison: no version, and not the format.
[[nodiscard]] bool is_option(const std::string& name);
[[nodiscard]] Identity stored_versions(const IndexProperties& properties);
// Fails where they are none of ours, or of a format to come.
[[nodiscard]] Result<Comparison> stored_comparison(const IndexProperties& properties,
                                                   const std::string& folder);

// What differs, and what to do about it; nothing if all is the same.
[[nodiscard]] std::optional<Error> find_other_version(const IndexProperties& properties,
                                                      const std::string& folder);
[[nodiscard]] std::optional<Error> find_other_option(const IndexProperties& properties,
                                                     const Comparison& wanted,
                                                     const std::string& folder);

}  // namespace leitong
