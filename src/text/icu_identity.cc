#include <unicode/udata.h>
#include <unicode/uversion.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "leitong/segment.h"

namespace leitong {
namespace {

std::uint64_t hash_dictionary() {
  UErrorCode status = U_ZERO_ERROR;
  UDataMemory* data = udata_open(U_ICUDATA_NAME "-brkitr", "dict", "cjdict", &status);
  if (U_FAILURE(status)) return 0;
  // ICU's dictionary format 1: eight int32 first, of which the fourth is the size of the whole.
  const auto* bytes = static_cast<const char*>(udata_getMemory(data));
  const std::int32_t size = reinterpret_cast<const std::int32_t*>(bytes)[3];
  const std::uint64_t hash = hash64({bytes, static_cast<std::size_t>(size)});
  udata_close(data);
  return hash;
}

}  // namespace

std::uint64_t dictionary_hash() {
  static const std::uint64_t hash = hash_dictionary();
  return hash;
}

std::string_view icu_version() {
  static const std::string version = [] {
    UVersionInfo numbers;
    u_getVersion(numbers);
    char text[U_MAX_VERSION_STRING_LENGTH];
    u_versionToString(numbers, text);
    return std::string(text);
  }();
  return version;
}

}  // namespace leitong
