#include "engine/output/shared_output.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

namespace leitong {
namespace {

bool same_place(const std::string& a, const std::string& b) {
  struct stat at_a = {};
  struct stat at_b = {};
  const auto look = [](const std::string& path, struct stat& at) {
    return path == "-" ? ::fstat(STDOUT_FILENO, &at) == 0 : ::stat(path.c_str(), &at) == 0;
  };
  const bool a_exists = look(a, at_a);
  const bool b_exists = look(b, at_b);
  if (a_exists && b_exists) {
    if (S_ISCHR(at_a.st_mode)) return a == "-" && b == "-";
    return at_a.st_dev == at_b.st_dev && at_a.st_ino == at_b.st_ino;
  }
  if (a_exists || b_exists) return false;
  std::error_code error;
  const auto place = [&](const std::string& path) {
    return std::filesystem::weakly_canonical(std::filesystem::absolute(path, error), error);
  };
  return place(a) == place(b);
}

}  // namespace

std::optional<Error> find_shared_output(const std::vector<NamedOutput>& outputs) {
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    for (std::size_t j = i + 1; j < outputs.size(); ++j) {
      const NamedOutput& a = outputs[i];
      const NamedOutput& b = outputs[j];
      if (a.path.empty() || b.path.empty() || !same_place(a.path, b.path)) continue;
      const std::string place = a.path == "-" ? "stdout" : a.path;
      return Error{.kind = Error::Kind::kUsage,
                   .what = a.option + " and " + b.option + " can't both go to " + place};
    }
  }
  return std::nullopt;
}

}  // namespace leitong
