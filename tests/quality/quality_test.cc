// That the table can fail: programs that find nothing, lose a record, or remove what they should
// not, are seen.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "quality/corpus.h"
#include "quality/measure.h"
#include "quality/product_run.h"

namespace leitong::quality {
namespace {

class QualityTest : public testing::Test {
 protected:
  QualityTest() {
    std::string pattern = testing::TempDir() + "quality-XXXXXX";
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("mkdtemp");
    folder_ = pattern;
    write("docs.jsonl", R"({"id": "a", "text": "one two three four five six seven"})"
                        "\n"
                        R"({"id": "b", "text": "one two three four five six seven"})"
                        "\n"
                        R"({"id": "c", "text": "another text altogether, of seven words"})"
                        "\n");
    corpus_ = read_corpus(folder_ / "docs.jsonl");
    truth_ = make_truth(corpus_, {}, 0.7);
  }
  ~QualityTest() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path write(const std::string& name, const std::string& content) {
    std::ofstream(folder_ / name) << content;
    return folder_ / name;
  }

  // A program that writes this audit and these lines, whatever it is asked.
  std::filesystem::path program(const std::string& audit, const std::string& lines) {
    const std::filesystem::path path =
        write("program",
              "#!/bin/sh\nwhile [ \"$1\" != --removed ]; do shift; done\ncat > \"$2\" <<'END'\n" +
                  audit + "END\nsed -n '" + lines + "' \"$3\"\n");
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    return path;
  }

  Outcome outcome(const std::filesystem::path& path) { return measure(path, truth_, 0.8, folder_); }

  std::filesystem::path folder_;
  Corpus corpus_;
  Truth truth_;
};

TEST_F(QualityTest, RightRemoval) {
  const Outcome seen =
      outcome(program("{\"record\":2,\"similarity\":1.0000,\"leader\":{\"record\":1}}\n", "1p;3p"));
  EXPECT_EQ(seen.kept, 2u);
  EXPECT_EQ(seen.kept_ideal, 2u);
  EXPECT_EQ(seen.found.text(), "1.0000");
  EXPECT_EQ(seen.wrong, 0u);
}

TEST_F(QualityTest, NothingFound) {
  const Outcome seen = outcome(program("", "p"));
  EXPECT_EQ(seen.found.text(), "0.0000");
  EXPECT_FALSE(seen.found.at_least(0.99));
}

TEST_F(QualityTest, LeaderThatIsNotSimilar) {
  EXPECT_EQ(
      outcome(program("{\"record\":3,\"similarity\":1.0000,\"leader\":{\"record\":1}}\n", "1p;2p"))
          .wrong,
      1u);
}

TEST_F(QualityTest, LeaderThatStandsLater) {
  EXPECT_EQ(
      outcome(program("{\"record\":1,\"similarity\":1.0000,\"leader\":{\"record\":2}}\n", "2p;3p"))
          .wrong,
      1u);
}

TEST_F(QualityTest, AuditThatSaysAnotherSimilarity) {
  EXPECT_EQ(
      outcome(program("{\"record\":2,\"similarity\":0.9000,\"leader\":{\"record\":1}}\n", "1p;3p"))
          .wrong,
      1u);
}

TEST_F(QualityTest, LeaderThatIsGone) {
  ProductRun run;
  run.removed = {{1, {.leader = 0, .similarity = 1}}, {2, {.leader = 1, .similarity = 1}}};
  const std::vector<std::vector<std::uint32_t>> sets = {{1}, {1}, {1}};
  EXPECT_EQ(wrong_removals(run, sets, 0.8), 1u);
}

TEST_F(QualityTest, LostRecord) { EXPECT_THROW(outcome(program("", "1p;3p")), std::runtime_error); }

TEST_F(QualityTest, ProgramThatFails) {
  EXPECT_THROW(outcome(write("program", "not executable")), std::runtime_error);
}

TEST(Share, IsRoundedDown) {
  EXPECT_EQ((Share{.part = 99'999, .whole = 100'000}.text()), "0.9999");
  EXPECT_EQ((Share{.part = 1, .whole = 1}.text()), "1.0000");
  EXPECT_EQ((Share{.part = 0, .whole = 0}.text()), "–");
  EXPECT_TRUE((Share{.part = 0, .whole = 0}.at_least(0.99)));
  EXPECT_TRUE((Share{.part = 99, .whole = 100}.at_least(0.99)));
  EXPECT_FALSE((Share{.part = 98, .whole = 100}.at_least(0.99)));
}

}  // namespace
}  // namespace leitong::quality
