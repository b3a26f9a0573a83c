#include "io/source.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>

#include "io/spool.h"
#include "io_test_files.h"

namespace leitong {
namespace {

std::unique_ptr<Source> must_open(const std::string& path) {
  auto source = Source::open(path);
  EXPECT_TRUE(source.has_value()) << source.error().message();
  return std::move(*source);
}

TEST(Source, ReadsPlainFilesAsTheyAre) {
  const TempDir dir;
  const std::string path = dir / "file";
  for (const std::string& bytes :
       {std::string(), std::string("a"), std::string("\x1F", 1), std::string("BZh"),
        std::string("begin 644 x\n#0V%T\n`\nend\n"), std::string("\xEF\xBB\xBF\0\r\n\xFF", 7),
        some_text(300'000, 1)}) {
    write_file(path, bytes);
    for (const std::size_t at_once : {std::size_t{1}, std::size_t{7}, std::size_t{1} << 16}) {
      auto source = must_open(path);
      const ReadResult result = read_all(*source, at_once);
      EXPECT_FALSE(result.error);
      EXPECT_TRUE(result.bytes == bytes);
      EXPECT_EQ(source->raw_bytes_read(), bytes.size());
      EXPECT_EQ(source->raw_size(), bytes.size());
    }
  }
}

TEST(Source, DecompressesFilesAndPipes) {
  const TempDir dir;
  const std::string path = dir / "file";
  for (const Compression compression : kCompressions) {
    SCOPED_TRACE(compression_name(compression));
    for (const std::size_t size : {0, 1, 100, 300'000}) {
      const std::string text = some_text(size, 2);
      const std::string raw = compress(compression, text);
      write_file(path, raw);
      auto source = must_open(path);
      const ReadResult result = read_all(*source, size < 1000 ? 1 : 5000);
      ASSERT_FALSE(result.error) << result.error->message();
      EXPECT_TRUE(result.bytes == text);
      EXPECT_EQ(source->raw_bytes_read(), raw.size());

      const FedPipe pipe(raw, size < 1000 ? 1 : 4096);
      const ReadResult piped = read_all(*must_open(pipe.path()));
      ASSERT_FALSE(piped.error) << piped.error->message();
      EXPECT_TRUE(piped.bytes == text);
    }
  }
}

TEST(Source, ReadsFilesOfSeveralMembers) {
  const TempDir dir;
  const std::string path = dir / "file";
  for (const Compression compression : kCompressions) {
    SCOPED_TRACE(compression_name(compression));
    const std::string one = some_text(100'000, 3);
    const std::string two = some_text(70'000, 4);
    write_file(path, compress(compression, one) + compress(compression, two));
    const ReadResult result = read_all(*must_open(path));
    ASSERT_FALSE(result.error) << result.error->message();
    EXPECT_TRUE(result.bytes == one + two);
  }
}

TEST(Source, ReadsZstdThatStartsWithASkippableFrame) {
  const TempDir dir;
  const std::string path = dir / "file";
  write_file(path, std::string("\x50\x2A\x4D\x18\x04\0\0\0abcd", 12) +
                       compress(Compression::kZstd, "text\n"));
  const ReadResult result = read_all(*must_open(path));
  ASSERT_FALSE(result.error) << result.error->message();
  EXPECT_TRUE(result.bytes == "text\n");
}

TEST(Source, DeliversWhatDecodesOfATruncatedFileThenFails) {
  const TempDir dir;
  const std::string path = dir / "file";
  std::mt19937 random(5);
  std::string text = some_text(500'000, 5);
  for (std::size_t i = 0; i < text.size(); i += 3) text[i] = static_cast<char>(random() % 256);
  for (const Compression compression : kCompressions) {
    SCOPED_TRACE(compression_name(compression));
    const std::string raw = compress(compression, text);
    std::vector<std::size_t> cuts = {kLongestMagic, 20, 40, raw.size() / 2, raw.size() - 1};
    for (int i = 0; i < 10; ++i) cuts.push_back(11 + random() % (raw.size() - 11));
    for (const std::size_t cut : cuts) {
      write_file(path, raw.substr(0, cut));
      auto source = must_open(path);
      const ReadResult result = read_all(*source);
      EXPECT_TRUE(result.error) << "cut at " << cut << " of " << raw.size();
      if (!result.error) continue;
      EXPECT_EQ(result.error->kind, Error::Kind::kInput);
      EXPECT_EQ(result.error->path, path);
      EXPECT_EQ(result.error->byte, result.bytes.size());
      EXPECT_TRUE(result.error->what.find("too early") != std::string::npos)
          << result.error->message();
      EXPECT_TRUE(text.starts_with(result.bytes));
      const bool small_blocks =
          compression != Compression::kBzip2 && compression != Compression::kLz4;
      if (small_blocks && cut == raw.size() / 2) {
        EXPECT_GT(result.bytes.size(), text.size() / 4);
      }
      const ReadResult again = read_all(*source);
      EXPECT_TRUE(again.error);
      EXPECT_EQ(again.bytes, "");
    }
  }
}

// gzip is left out: libarchive does not look at its checksum, and damage may decode to something.
TEST(Source, FailsOnDamage) {
  const TempDir dir;
  const std::string path = dir / "file";
  const std::string text = some_text(400'000, 6);
  for (const Compression compression : kCompressions) {
    if (compression == Compression::kGzip) continue;
    SCOPED_TRACE(compression_name(compression));
    const std::string raw = compress(compression, text);
    std::string damaged = raw;
    for (std::size_t i = raw.size() / 2; i < raw.size() / 2 + 200; ++i) damaged[i] ^= 0x55;
    write_file(path, damaged);
    const ReadResult result = read_all(*must_open(path));
    EXPECT_TRUE(result.error);
    if (!result.error) continue;
    EXPECT_EQ(result.error->byte, result.bytes.size());
    EXPECT_EQ(result.error->path, path);
  }
}

TEST(Source, FailsOnWhatFollowsTheArchiveUnlessZeros) {
  const TempDir dir;
  const std::string path = dir / "file";
  const std::string text = some_text(100'000, 7);
  for (const Compression compression : kCompressions) {
    SCOPED_TRACE(compression_name(compression));
    const std::string raw = compress(compression, text);
    for (const std::size_t garbage : {std::size_t{10}, std::size_t{200'000}}) {
      write_file(path, raw + std::string(garbage, 'x'));
      const ReadResult result = read_all(*must_open(path));
      EXPECT_TRUE(result.error) << garbage;
      if (!result.error) continue;
      EXPECT_EQ(result.error->byte, result.bytes.size()) << result.error->message();
      EXPECT_TRUE(text.starts_with(result.bytes));
      // The others' decoders see the garbage themselves, and lose their last block.
      if (compression == Compression::kGzip || compression == Compression::kBzip2) {
        EXPECT_TRUE(result.bytes == text);
      }
    }
  }
  write_file(path, compress(Compression::kGzip, text) + std::string(200'000, '\0'));
  const ReadResult padded = read_all(*must_open(path));
  EXPECT_FALSE(padded.error) << padded.error->message();
  EXPECT_TRUE(padded.bytes == text);
}

TEST(Source, SaysWhyItCannotOpen) {
  const TempDir dir;
  const auto missing = Source::open(dir / "missing");
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().kind, Error::Kind::kInput);
  EXPECT_EQ(missing.error().path, dir / "missing");
  EXPECT_EQ(missing.error().what, "no such file or directory");

  const auto directory = Source::open(dir.path());
  ASSERT_FALSE(directory.has_value());
  EXPECT_EQ(directory.error().what, "is a directory");
  EXPECT_NE(directory.error().advice, "");

  if (::geteuid() != 0) {
    write_file(dir / "secret", "x");
    ::chmod((dir / "secret").c_str(), 0);
    EXPECT_EQ(Source::open(dir / "secret").error().what, "permission denied");
  }
}

TEST(Source, StandardInputHandsOverALineBeforeTheEnd) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const Redirected redirected(STDIN_FILENO, ends[0]);
  auto source = must_open("-");
  EXPECT_EQ(source->name(), "-");
  EXPECT_FALSE(source->rewindable());
  EXPECT_FALSE(source->raw_size());
  EXPECT_FALSE(source->identity());
  EXPECT_FALSE(source->rewind().has_value());
  ASSERT_EQ(::write(ends[1], "a\n", 2), 2);
  char buffer[64];
  EXPECT_EQ(source->read(buffer).value(), 2U);  // the writing end is still open
  ::close(ends[1]);
  EXPECT_EQ(source->read(buffer).value(), 0U);
  ::close(ends[0]);
}

TEST(Source, StandardInputIsDecompressed) {
  const std::string text = some_text(100'000, 8);
  const FedPipe pipe(compress(Compression::kGzip, text), 100);
  const Redirected redirected(STDIN_FILENO, pipe.read_end());
  const ReadResult result = read_all(*must_open("-"));
  EXPECT_FALSE(result.error);
  EXPECT_TRUE(result.bytes == text);
}

TEST(Source, RewindsToWhereTheFileStood) {
  const TempDir dir;
  const std::string path = dir / "file";
  const std::string text = some_text(100'000, 9);
  for (const std::string& raw : {text, compress(Compression::kZstd, text)}) {
    write_file(path, raw);
    auto source = must_open(path);
    ASSERT_TRUE(source->rewindable());
    char buffer[100];
    ASSERT_TRUE(source->read(buffer).has_value());
    for (int i = 0; i < 2; ++i) {
      ASSERT_TRUE(source->rewind().has_value());
      EXPECT_EQ(source->raw_bytes_read(), 0U);
      EXPECT_TRUE(read_all(*source).bytes == text);
    }
  }
  write_file(path, text);
  const int fd = ::open(path.c_str(), O_RDONLY);
  ASSERT_EQ(::lseek(fd, 1000, SEEK_SET), 1000);
  {
    const Redirected redirected(STDIN_FILENO, fd);
    auto source = must_open("-");
    EXPECT_EQ(source->raw_size(), text.size() - 1000);
    for (int i = 0; i < 2; ++i) {
      EXPECT_TRUE(read_all(*source).bytes == text.substr(1000));
      ASSERT_TRUE(source->rewind().has_value());
    }
  }
  ::close(fd);
}

TEST(Source, OneFileHasOneIdentity) {
  const TempDir dir;
  write_file(dir / "a", "x");
  write_file(dir / "b", "x");
  std::filesystem::create_symlink(dir / "a", dir / "link");
  const auto a = must_open(dir / "a")->identity();
  ASSERT_TRUE(a);
  EXPECT_EQ(must_open(dir / "link")->identity(), a);
  EXPECT_NE(must_open(dir / "b")->identity(), a);
}

TEST(Spool, GivesBackWhatWasAppendedAsOftenAsAsked) {
  const TempDir dir;
  auto spool = Spool::create(dir.path());
  ASSERT_TRUE(spool.has_value());
  EXPECT_EQ(dir.files(), 0U);
  const std::string text = compress(Compression::kGzip, some_text(100'000, 10));
  ASSERT_TRUE(spool->append(text).has_value());
  auto first = spool->reopen("-");
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ((*first)->name(), "-");
  EXPECT_TRUE(read_all(**first).bytes == text);  // not decompressed
  ASSERT_TRUE(spool->append("more").has_value());
  EXPECT_EQ(spool->size(), text.size() + 4);
  auto second = spool->reopen("-");
  EXPECT_TRUE(read_all(**second).bytes == text + "more");
  ASSERT_TRUE((*first)->rewind().has_value());
  EXPECT_TRUE(read_all(**first, 3).bytes == text);
}

TEST(Spool, SaysWhereItCouldNotWrite) {
  const auto spool = Spool::create("/nonexistent/place");
  ASSERT_FALSE(spool.has_value());
  EXPECT_EQ(spool.error().path, "/nonexistent/place");
  EXPECT_NE(spool.error().advice, "");
}

}  // namespace
}  // namespace leitong
