#include "leitong/version.h"

#include <array>
#include <cstdio>

#include "leitong/fold.h"
#include "leitong/segment.h"

namespace leitong {
namespace {

std::string hexadecimal(std::uint64_t number) {
  std::array<char, 17> text{};
  std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(number));
  return text.data();
}

}  // namespace

Identity identity() {
  return {.sketch_format = "fill-1",
          .fold_table = hexadecimal(fold_table_hash()),
          .icu = std::string(icu_version()),
          .dictionary = hexadecimal(dictionary_hash())};
}

const char* version() { return LEITONG_VERSION; }

}  // namespace leitong
