#include "engine/filter_run.h"

#include <string>
#include <utility>

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

void FilterRun::check(Result<void> result) {
  if (!result) fail(std::move(result.error()));
}

void FilterRun::fail(Error error) {
  if (!failure) failure = std::move(error);
  stop = true;
}

void FilterRun::count_removed(std::uint64_t things) {
  report.removed += things;
  if (options.stop_at_first) stop = true;
}

void FilterRun::warn(Error problem) const {
  if (events.warning) events.warning({.problem = std::move(problem)});
}

void FilterRun::count_bytes(const Block& block, std::uint64_t ill_formed) {
  report.bytes_read += block.bytes.size();
  report.ill_formed += ill_formed;
  const bool much =
      ill_formed >= kSuspiciousAtLeast && ill_formed * kSuspicious >= block.bytes.size();
  const bool is_utf16 = block.offset == 0 && has_utf16_mark(block.bytes);
  if (!(much || is_utf16) || input_warned_of == block.input) return;
  input_warned_of = block.input;
  Error problem{.kind = Error::Kind::kInput,
                .what = "this is hardly UTF-8; what is not is compared as U+FFFD",
                .path = inputs.name(block.input)};
  if (const std::optional<std::string> encoding = guess_encoding(block.bytes)) {
    problem.what = "this is hardly UTF-8: it looks like " + *encoding;
    problem.advice = "iconv -f " + *encoding + " -t UTF-8";
  }
  warn(std::move(problem));
}

void FilterRun::add_counts(const MatchCounts& counts) {
  report.match.candidates += counts.candidates;
  report.match.rejected += counts.rejected;
  report.match.verified += counts.verified;
  report.match.bucket_overflow += counts.bucket_overflow;
}

void FilterRun::show_progress(std::uint64_t raw_bytes_read) const {
  if (!events.progress) return;
  events.progress({.bytes_read = raw_bytes_read,
                   .bytes_total = inputs.raw_bytes_total(),
                   .records = report.read,
                   .removed = report.removed});
}

void FilterRun::flush_if_asked() {
  if (!options.line_buffered) return;
  check(output.flush());
  check(dropped.flush());
  if (audit) check(audit->flush());
}

}  // namespace leitong
