// A folder for one test, and what the filter makes of files in it.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "leitong/filter.h"

namespace leitong {

class TemporaryFiles {
 public:
  TemporaryFiles() {
    std::string name = (std::filesystem::temp_directory_path() / "leitong-test-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~TemporaryFiles() { std::filesystem::remove_all(folder_); }
  TemporaryFiles(const TemporaryFiles&) = delete;
  TemporaryFiles& operator=(const TemporaryFiles&) = delete;

  [[nodiscard]] std::string path(std::string_view name) const { return folder_ / name; }

  std::string write(std::string_view name, std::string_view content) const {
    std::ofstream(path(name), std::ios::binary) << content;
    return path(name);
  }

  [[nodiscard]] std::string read(std::string_view name) const {
    std::ostringstream content;
    content << std::ifstream(path(name), std::ios::binary).rdbuf();
    return content.str();
  }

  // Runs the filter over `options.inputs` and returns what it writes.
  std::string filter(FilterOptions options, FilterReport* report = nullptr) const {
    options.output = path("output");
    if (options.threads == 0) options.threads = 1;
    Result<FilterReport> result = run_filter(options);
    EXPECT_TRUE(result.has_value()) << (result ? "" : result.error().message());
    if (result && report != nullptr) *report = *result;
    return read("output");
  }

  // The same for one input, of which only the content matters.
  std::string filter_content(std::string_view content, FilterOptions options = {},
                             FilterReport* report = nullptr) const {
    options.inputs = {write("input", content)};
    return filter(std::move(options), report);
  }

 private:
  std::filesystem::path folder_;
};

}  // namespace leitong
