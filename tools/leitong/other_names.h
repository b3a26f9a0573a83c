// What options are called elsewhere, or might be.
#pragma once

#include <string>

#include "flags/flag_table.h"

namespace leitong::tool {

// What to say instead of an option that is not there ("--method exact", for "exact"); empty if
// nothing comes near. Without the dashes.
[[nodiscard]] std::string meant_by(const std::string& name, const FlagTable& flags);

}  // namespace leitong::tool
