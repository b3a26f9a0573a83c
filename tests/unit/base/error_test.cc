#include "leitong/error.h"

#include <gtest/gtest.h>

namespace leitong {
namespace {

TEST(Error, SaysWhereWhatAndWhatToDo) {
  const Error error{.kind = Error::Kind::kInput,
                    .what = "field \"text\" is missing",
                    .path = "corpus.jsonl",
                    .line = 1042,
                    .advice = "--field"};
  EXPECT_EQ(error.message(), "corpus.jsonl:1042: field \"text\" is missing (--field)");
}

TEST(Error, GivesTheByteWhereNoLineIsKnown) {
  const Error error{.what = "the archive is truncated", .path = "a.gz", .byte = 17};
  EXPECT_EQ(error.message(), "a.gz: the archive is truncated at byte 17");
}

TEST(Error, NeedsNoPlace) { EXPECT_EQ(Error{.what = "out of memory"}.message(), "out of memory"); }

}  // namespace
}  // namespace leitong
