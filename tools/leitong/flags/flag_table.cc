#include "flags/flag_table.h"

#include <utility>

namespace leitong::tool {

std::string Flag::long_name() const { return names.substr(names.rfind("--") + 2); }

std::string Flag::short_name() const {
  return names.starts_with("--") ? std::string() : names.substr(1, 1);
}

void FlagTable::add(Flag flag) {
  flag.group = group_;
  flags_.push_back(std::move(flag));
}

}  // namespace leitong::tool
