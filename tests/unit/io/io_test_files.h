// Files, pipes and compressed data for the tests of io.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "io/compressor.h"
#include "io/source.h"

namespace leitong {

class TempDir {
 public:
  TempDir() {
    std::string name = (std::filesystem::temp_directory_path() / "leitong-io-XXXXXX").string();
    EXPECT_NE(::mkdtemp(name.data()), nullptr);
    path_ = name;
  }
  ~TempDir() { std::filesystem::remove_all(path_); }
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  std::string path() const { return path_.string(); }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(path_), {}));
  }

 private:
  std::filesystem::path path_;
};

inline void write_file(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

inline std::string read_file(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

inline constexpr Compression kCompressions[] = {Compression::kGzip, Compression::kBzip2,
                                                Compression::kXz, Compression::kZstd,
                                                Compression::kLz4};

inline std::string compress(Compression compression, std::string_view bytes) {
  std::string out;
  auto compressor = Compressor::create(compression, [&out](std::string_view raw) {
    out += raw;
    return 0;
  });
  EXPECT_TRUE(compressor.has_value());
  EXPECT_TRUE((*compressor)->write(bytes).has_value());
  EXPECT_TRUE((*compressor)->finish().has_value());
  return out;
}

// Lines of words, which compress as text does.
inline std::string some_text(std::size_t size, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::string text;
  while (text.size() < size) {
    for (auto n = random() % 12; n > 0; --n) text += "word" + std::to_string(random() % 500) + " ";
    text += "\n";
  }
  text.resize(size);
  return text;
}

struct ReadResult {
  std::string bytes;
  std::optional<Error> error;
};

inline ReadResult read_all(Source& source, std::size_t at_once = 1 << 16) {
  ReadResult result;
  std::string buffer(at_once, '\0');
  for (;;) {
    const auto size = source.read(buffer);
    if (!size) {
      result.error = size.error();
      return result;
    }
    if (*size == 0) return result;
    result.bytes.append(buffer, 0, *size);
  }
}

// A pipe with a thread that writes `bytes` into it, a few at once.
class FedPipe {
 public:
  explicit FedPipe(std::string bytes, std::size_t at_once = 4096) {
    EXPECT_EQ(::pipe(ends_), 0);
    feeder_ = std::thread([this, bytes = std::move(bytes), at_once] {
      for (std::size_t at = 0; at < bytes.size(); at += at_once) {
        const std::string_view piece = std::string_view(bytes).substr(at, at_once);
        if (::write(ends_[1], piece.data(), piece.size()) < 0) break;
      }
      ::close(ends_[1]);
    });
  }
  ~FedPipe() {
    ::close(ends_[0]);
    feeder_.join();
  }
  FedPipe(const FedPipe&) = delete;
  FedPipe& operator=(const FedPipe&) = delete;

  int read_end() const { return ends_[0]; }
  std::string path() const { return "/dev/fd/" + std::to_string(ends_[0]); }

 private:
  int ends_[2] = {-1, -1};
  std::thread feeder_;
};

// Puts `replacement` in the place of a standard stream until the end of the scope.
class Redirected {
 public:
  Redirected(int stream, int replacement) : stream_(stream), saved_(::dup(stream)) {
    EXPECT_GE(::dup2(replacement, stream), 0);
  }
  ~Redirected() {
    ::dup2(saved_, stream_);
    ::close(saved_);
  }
  Redirected(const Redirected&) = delete;
  Redirected& operator=(const Redirected&) = delete;

 private:
  int stream_;
  int saved_;
};

}  // namespace leitong
