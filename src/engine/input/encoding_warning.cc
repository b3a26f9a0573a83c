#include "engine/input/encoding_warning.h"

#include <string_view>

#include "text/encoding_guess.h"

namespace leitong {
namespace {

// As much as this is more than a few damaged characters: one part in so many bytes.
constexpr std::uint64_t kSuspicious = 64;
constexpr std::uint64_t kSuspiciousAtLeast = 8;

bool has_utf16_mark(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

}  // namespace

std::optional<Error> encoding_warning(const Block& block, std::uint64_t ill_formed,
                                      const std::string& input_name) {
  const bool much =
      ill_formed >= kSuspiciousAtLeast && ill_formed * kSuspicious >= block.bytes.size();
  const bool is_utf16 = block.offset == 0 && has_utf16_mark(block.bytes);
  if (!much && !is_utf16) return std::nullopt;
  Error problem{.kind = Error::Kind::kInput,
                .what = "this is hardly UTF-8; what is not is compared as U+FFFD",
                .path = input_name};
  if (const std::optional<std::string> encoding = guess_encoding(block.bytes)) {
    problem.what = "this is hardly UTF-8: it looks like " + *encoding;
    problem.advice = "iconv -f " + *encoding + " -t UTF-8";
  }
  return problem;
}

}  // namespace leitong
