#include "io/sink.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <string>
#include <vector>

#include "io/unfinished.h"
#include "io_test_files.h"

namespace leitong {
namespace {

std::unique_ptr<Sink> must_create(const std::string& path) {
  auto sink = Sink::create(path);
  EXPECT_TRUE(sink.has_value()) << sink.error().message();
  return std::move(*sink);
}

FileIdentity identity_of(const std::string& path) {
  return Source::open(path).value()->identity().value();
}

mode_t mode_of(const std::string& path) {
  struct stat status = {};
  EXPECT_EQ(::stat(path.c_str(), &status), 0);
  return status.st_mode & 07777;
}

TEST(Sink, TakesItsNameOnlyWhenClosed) {
  const TempDir dir;
  write_file(dir / "out", "old");
  auto sink = must_create(dir / "out");
  ASSERT_TRUE(sink->write("new").has_value());
  ASSERT_TRUE(sink->flush().has_value());
  EXPECT_EQ(read_file(dir / "out"), "old");
  ASSERT_TRUE(sink->close().has_value());
  EXPECT_EQ(read_file(dir / "out"), "new");
  EXPECT_EQ(dir.files(), 1U);
  EXPECT_EQ(sink->bytes_written(), 3U);
  EXPECT_FALSE(sink->write("more").has_value());
  EXPECT_FALSE(sink->close().has_value());
}

TEST(Sink, LeavesNothingWithoutClose) {
  const TempDir dir;
  for (const char* name : {"out", "out.gz", "out.lz4"}) {
    auto sink = must_create(dir / name);
    ASSERT_TRUE(sink->write(std::string(1'000'000, 'x')).has_value());
    sink.reset();
    must_create(dir / name).reset();
    EXPECT_EQ(dir.files(), 0U);
  }
}

TEST(Sink, UnfinishedOutputsAreRemovedOnDemand) {
  const TempDir dir;
  auto done = must_create(dir / "done");
  ASSERT_TRUE(done->close().has_value());
  auto a = must_create(dir / "a");
  auto b = must_create(dir / "b");
  EXPECT_EQ(dir.files(), 3U);
  remove_unfinished_outputs();
  EXPECT_EQ(dir.files(), 1U);
  const auto closed = a->close();
  ASSERT_FALSE(closed.has_value());
  EXPECT_EQ(closed.error().path, dir / "a");
}

TEST(Sink, ASignalHandlerCanRemoveThem) {
  const TempDir dir;
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    std::signal(SIGTERM, [](int) {
      remove_unfinished_outputs();
      ::_exit(7);
    });
    auto sink = Sink::create(dir / "out");
    if (sink) std::raise(SIGTERM);
    ::_exit(1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(WEXITSTATUS(status), 7);
  EXPECT_EQ(dir.files(), 0U);
}

TEST(Sink, WritesAllSizes) {
  const TempDir dir;
  for (const char* name : {"out", "out.zst"}) {
    auto sink = must_create(dir / name);
    std::string expected;
    for (const std::size_t size : {0, 1, 1000, 262'143, 262'144, 262'145, 1'000'000, 3}) {
      const std::string piece = some_text(size, 1);
      expected += piece;
      ASSERT_TRUE(sink->write(piece).has_value());
    }
    ASSERT_TRUE(sink->close().has_value());
    EXPECT_EQ(sink->bytes_written(), expected.size());
    EXPECT_TRUE(read_all(**Source::open(dir / name)).bytes == expected);
  }
}

TEST(Sink, CompressesByName) {
  const TempDir dir;
  const std::string text = some_text(700'000, 2);
  for (const Compression compression : kCompressions) {
    const std::string suffix[] = {"", ".gz", ".bz2", ".xz", ".zst", ".lz4"};
    const std::string path = dir / ("out" + suffix[static_cast<int>(compression)]);
    SCOPED_TRACE(path);
    for (const std::string& bytes : {text, std::string()}) {
      auto sink = must_create(path);
      ASSERT_TRUE(sink->write(bytes).has_value());
      ASSERT_TRUE(sink->close().has_value());
      EXPECT_EQ(compression_of_bytes(read_file(path).substr(0, kLongestMagic)), compression);
      auto source = Source::open(path);
      const ReadResult back = read_all(**source);
      EXPECT_FALSE(back.error);
      EXPECT_TRUE(back.bytes == bytes);
    }
  }
}

// A member each, whose magic bytes stand where it begins; whoever has members has them one by one.
TEST(Sink, EndsMembers) {
  const TempDir dir;
  const auto written = [&](const char* name, bool ends) {
    auto sink = must_create(dir / name);
    for (const char* part : {"one", "two"}) {
      EXPECT_TRUE(sink->write(part).has_value());
      if (ends) {
        EXPECT_TRUE(sink->end_member().has_value());
      }
    }
    EXPECT_TRUE(sink->close().has_value());
    EXPECT_EQ(read_all(**Source::open(dir / name)).bytes, "onetwo") << name;
    return read_file(dir / name);
  };
  const auto count_of = [](std::string_view bytes, std::string_view magic) {
    int count = 0;
    for (std::size_t at = 0; (at = bytes.find(magic, at)) != bytes.npos; ++at) ++count;
    return count;
  };
  EXPECT_EQ(count_of(written("out.gz", false), "\x1F\x8B\x08"), 1);
  EXPECT_EQ(count_of(written("out.gz", true), "\x1F\x8B\x08"), 2);
  EXPECT_EQ(count_of(written("out.zst", true), "\x28\xB5\x2F\xFD"), 2);
  for (const char* name : {"out", "out.bz2", "out.xz", "out.lz4"}) {
    EXPECT_EQ(written(name, true), written(name, false)) << name;
  }
}

TEST(Sink, RefusesToOverwriteAnInput) {
  const TempDir dir;
  write_file(dir / "in", "precious");
  std::filesystem::create_symlink("in", dir / "link");
  std::filesystem::create_hard_link(dir / "in", dir / "hard");
  const std::vector<FileIdentity> inputs = {identity_of(dir / "in")};
  for (const char* name : {"in", "link", "hard"}) {
    const auto sink = Sink::create(dir / name, inputs);
    ASSERT_FALSE(sink.has_value()) << name;
    EXPECT_EQ(sink.error().path, dir / name);
    EXPECT_NE(sink.error().advice, "");
  }
  EXPECT_TRUE(Sink::create(dir / "other", inputs).has_value());
  const int fd = ::open((dir / "in").c_str(), O_WRONLY | O_APPEND);
  {
    const Redirected redirected(STDOUT_FILENO, fd);
    EXPECT_FALSE(Sink::create("-", inputs).has_value());
  }
  ::close(fd);
  EXPECT_EQ(read_file(dir / "in"), "precious");
}

TEST(Sink, KeepsPermissionsAndLinks) {
  const TempDir dir;
  write_file(dir / "real", "old");
  ::chmod((dir / "real").c_str(), 0640);
  std::filesystem::create_directory(dir / "sub");
  std::filesystem::create_symlink("../real", dir / "sub/link");
  std::filesystem::create_symlink("new", dir / "dangling");
  const mode_t mask = ::umask(027);
  for (const char* name : {"sub/link", "dangling"}) {
    auto sink = must_create(dir / name);
    ASSERT_TRUE(sink->write(name).has_value());
    ASSERT_TRUE(sink->close().has_value());
    EXPECT_TRUE(std::filesystem::is_symlink(dir / name));
  }
  ::umask(mask);
  EXPECT_EQ(read_file(dir / "real"), "sub/link");
  EXPECT_EQ(mode_of(dir / "real"), 0640U);
  EXPECT_EQ(read_file(dir / "new"), "dangling");
  EXPECT_EQ(mode_of(dir / "new"), 0640U);
}

TEST(Sink, SaysWhyItCannotBeMade) {
  const TempDir dir;
  for (const std::string& path : {dir.path(), dir / "missing/out"}) {
    const auto sink = Sink::create(path);
    ASSERT_FALSE(sink.has_value());
    EXPECT_EQ(sink.error().kind, Error::Kind::kOutput);
    EXPECT_EQ(sink.error().path, path);
    EXPECT_NE(sink.error().advice, "");
  }
}

TEST(Sink, AFullDiskIsAnErrorThatNamesThePlace) {
  auto sink = must_create("/dev/full");
  ASSERT_TRUE(sink->write("little").has_value());
  const auto closed = sink->close();
  ASSERT_FALSE(closed.has_value());
  EXPECT_EQ(closed.error().kind, Error::Kind::kOutput);
  EXPECT_EQ(closed.error().path, "/dev/full");
  EXPECT_EQ(closed.error().what, "no space left on device");
  EXPECT_FALSE(is_broken_pipe(closed.error()));

  sink = must_create("/dev/full");
  EXPECT_FALSE(sink->write(std::string(1 << 20, 'x')).has_value());
  EXPECT_FALSE(sink->write("x").has_value());
  EXPECT_FALSE(sink->flush().has_value());
  EXPECT_FALSE(sink->close().has_value());
}

TEST(Sink, ABrokenPipeIsToldFromOtherErrors) {
  std::signal(SIGPIPE, SIG_IGN);
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  ::close(ends[0]);
  const Redirected redirected(STDOUT_FILENO, ends[1]);
  auto sink = must_create("-");
  ASSERT_TRUE(sink->write("x").has_value());
  const auto flushed = sink->flush();
  ASSERT_FALSE(flushed.has_value());
  EXPECT_TRUE(is_broken_pipe(flushed.error()));
  EXPECT_EQ(flushed.error().path, "-");
  ::close(ends[1]);
}

TEST(Sink, WritesPipesAsTheyAre) {
  const TempDir dir;
  ASSERT_EQ(::mkfifo((dir / "pipe").c_str(), 0600), 0);
  std::string got;
  std::thread reader([&] { got = read_file(dir / "pipe"); });
  auto sink = must_create(dir / "pipe");
  ASSERT_TRUE(sink->write("through").has_value());
  ASSERT_TRUE(sink->close().has_value());
  sink.reset();
  reader.join();
  EXPECT_EQ(got, "through");
  EXPECT_TRUE(std::filesystem::is_fifo(dir / "pipe"));
}

TEST(Sink, WaitsForAPipeThatDoesNotBlock) {
  int ends[2];
  ASSERT_EQ(::pipe2(ends, O_NONBLOCK), 0);
  std::string got;
  std::thread reader([&] {
    const FileDescriptor file(ends[0], FileDescriptor::Ownership::kBorrowed);
    char buffer[5000];
    std::size_t size = 0;
    while (file.read(buffer, size) == 0 && size > 0) got.append(buffer, size);
  });
  const std::string text = some_text(1'000'000, 3);
  {
    const Redirected redirected(STDOUT_FILENO, ends[1]);
    ::close(ends[1]);
    auto sink = must_create("-");
    EXPECT_TRUE(sink->write(text).has_value());
    EXPECT_TRUE(sink->close().has_value());
  }
  reader.join();
  ::close(ends[0]);
  EXPECT_TRUE(got == text);
}

}  // namespace
}  // namespace leitong
