#include "text/encoding_guess.h"

#include <unicode/ucsdet.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

namespace leitong {
namespace {

constexpr std::size_t kSample = std::size_t{64} * 1024;
// ICU's confidence is out of 100; 10 is what any legal byte sequence gets.
constexpr int kSure = 25;

// Where iconv(1) spells it otherwise.
constexpr std::pair<std::string_view, std::string_view> kIconvNames[] = {
    {"Big5", "BIG5"},           {"Shift_JIS", "SHIFT_JIS"}, {"windows-1250", "CP1250"},
    {"windows-1251", "CP1251"}, {"windows-1252", "CP1252"}, {"windows-1253", "CP1253"},
    {"windows-1254", "CP1254"}, {"windows-1255", "CP1255"}, {"windows-1256", "CP1256"},
};

// Names of ICU that say more than the encoding ("ISO-8859-8-I", "IBM420_rtl") iconv does not know.
bool is_known_to_iconv(std::string_view name) {
  return !name.ends_with("-I") && name.find('_') == name.npos;
}

}  // namespace

std::optional<std::string> guess_encoding(std::string_view bytes) {
  bytes = bytes.substr(0, kSample);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status),
                                                                            &ucsdet_close);
  ucsdet_setText(detector.get(), bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || match == nullptr) return std::nullopt;
  const char* found = ucsdet_getName(match, &status);
  if (U_FAILURE(status) || ucsdet_getConfidence(match, &status) < kSure) return std::nullopt;
  const std::string_view name = found;
  if (name == "UTF-8") return std::nullopt;
  const auto* known =
      std::ranges::find(kIconvNames, name, &std::pair<std::string_view, std::string_view>::first);
  if (known != std::end(kIconvNames)) return std::string(known->second);
  if (!is_known_to_iconv(name)) return std::nullopt;
  return std::string(name);
}

}  // namespace leitong
