#include "io/system_error.h"

#include <cctype>
#include <cerrno>
#include <string>
#include <system_error>

namespace leitong {
namespace {

std::string advice_for(Error::Kind kind, int code) {
  switch (code) {
    case ENOENT:
      return kind == Error::Kind::kOutput ? "make the directory first" : "is the name right?";
    case EISDIR:
      return kind == Error::Kind::kOutput ? "name a file in it" : "name the files in it";
    case EACCES:
    case EPERM:
      return "see its permissions with ls -ld";
    case ENOSPC:
    case EDQUOT:
      return "make room, or write elsewhere";
    case EFBIG:
      return "raise the limit with ulimit -f";
    case EMFILE:
      return "raise the limit with ulimit -n";
    default:
      return {};
  }
}

}  // namespace

Error system_error(Error::Kind kind, int code, const std::string& path) {
  std::string what = std::generic_category().message(code);
  if (what.size() > 1 && std::islower(static_cast<unsigned char>(what[1])) != 0) {
    what[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(what[0])));
  }
  return {.kind = kind, .what = what, .path = path, .advice = advice_for(kind, code)};
}

}  // namespace leitong
