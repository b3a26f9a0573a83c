#include "leitong/error.h"

#include <string>

namespace leitong {

std::string Error::message() const {
  std::string text;
  if (!path.empty()) {
    text += path;
    if (line != 0) text.append(":").append(std::to_string(line));
    text += ": ";
  }
  text += what;
  if (line == 0 && byte) text.append(" at byte ").append(std::to_string(*byte));
  if (!advice.empty()) text.append(" (").append(advice).append(")");
  return text;
}

}  // namespace leitong
