// How far two words are apart is counted in typing errors: a letter too many, one missing, a wrong
// one, two neighbours exchanged (optimal string alignment). A third of the letters may be wrong.
// Of an abbreviation ("--thresh") the rest is no error, unless it could be several.
#include "words.h"

#include <algorithm>

namespace leitong::tool {
namespace {

std::size_t typing_errors(std::string_view a, std::string_view b) {
  // Rows of the table of distances between beginnings: of two letters of a ago, one ago, and now.
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_last.swap(last);
    last.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
  }
  return row[b.size()];
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  if (word.size() < 2) return {};
  std::string best;
  std::size_t least = std::max<std::size_t>(word.size() / 3, 1) + 1;
  for (const std::string& candidate : known) {
    const std::size_t errors = typing_errors(word, candidate);
    if (errors < least) {
      least = errors;
      best = candidate;
    }
  }
  const auto is_longer = [&](const std::string& candidate) { return candidate.starts_with(word); };
  if (best.empty() && std::ranges::count_if(known, is_longer) == 1) {
    best = *std::ranges::find_if(known, is_longer);
  }
  return best;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
  const std::string meant = nearest(word, known);
  return meant.empty() ? meant : " (did you mean " + meant + "?)";
}

}  // namespace leitong::tool
