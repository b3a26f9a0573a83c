#include "index/index_store.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace leitong {
namespace {

using Access = IndexStore::Access;

class IndexStoreTest : public testing::Test {
 protected:
  IndexStoreTest() {
    std::string name = (std::filesystem::temp_directory_path() / "leitong-test-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~IndexStoreTest() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string path() const { return folder_ / "index"; }

  [[nodiscard]] IndexStore open(Access access) const {
    Result<IndexStore> store = IndexStore::open(path(), access);
    if (!store) throw std::runtime_error(store.error().message());
    return std::move(*store);
  }

  void create() const {
    const Result<void> created = IndexStore::create(path(), {{"method", "exact"}});
    ASSERT_TRUE(created.has_value()) << created.error().message();
  }

  std::filesystem::path folder_;
};

constexpr Hash128 kKey{.low = 1, .high = 2};

// Adds a record of this text, with itself in one bucket behind those that are there.
StoredId add(IndexStore& store, const std::string& text, Hash128 key, BucketKey bucket_key) {
  const StoredId id = store.counts().records;
  std::vector<Bucket> buckets = {{.key = bucket_key}};
  EXPECT_TRUE(store.find(buckets).has_value());
  buckets[0].members.push_back(id);
  const std::uint64_t sketch[] = {id, ~std::uint64_t{id}};
  const Hash128 keys[] = {key};
  const Result<StoredId> added =
      store.add({.source = *store.add_source("in.jsonl"), .text = text}, sketch, keys, buckets);
  EXPECT_EQ(added, id);
  return id;
}

std::vector<StoredId> members(const IndexStore& store, BucketKey key) {
  std::vector<Bucket> buckets = {{.key = key}};
  EXPECT_TRUE(store.find(buckets).has_value());
  return buckets[0].members;
}

TEST_F(IndexStoreTest, WhatIsCommittedIsThere) {
  create();
  {
    IndexStore store = open(Access::kWrite);
    add(store, "one", kKey, {.table = 3, .tag = 5});
    add(store, "two", {.low = 9}, {.table = 3, .tag = 5});
    ASSERT_TRUE(store.commit().has_value());
  }
  const IndexStore store = open(Access::kRead);
  EXPECT_EQ(store.properties(), (IndexProperties{{"method", "exact"}}));
  EXPECT_EQ(store.counts(), (StoredCounts{.records = 2, .sources = 1, .text_bytes = 6}));
  EXPECT_EQ(store.sources(), std::vector<std::string>{"in.jsonl"});
  EXPECT_EQ(store.record(1)->text, "two");
  EXPECT_EQ(*store.find(kKey), 0U);
  EXPECT_EQ(*store.find(Hash128{.low = 8}), std::nullopt);
  EXPECT_EQ(members(store, {.table = 3, .tag = 5}), (std::vector<StoredId>{0, 1}));
  EXPECT_TRUE(members(store, {.table = 4, .tag = 5}).empty());
  std::uint64_t sketch[2] = {};
  ASSERT_TRUE(store.sketch(1, sketch).has_value());
  EXPECT_EQ(sketch[0], 1U);
  EXPECT_FALSE(store.record(2).has_value());
  EXPECT_TRUE(store.verify_checksums().has_value());
}

TEST_F(IndexStoreTest, WhatIsNotCommittedCountsForNoOneElse) {
  create();
  const std::string two(std::size_t{2} << 20, '2');  // too much to be held back
  {
    IndexStore store = open(Access::kWrite);
    add(store, "one", kKey, {});
    ASSERT_TRUE(store.commit().has_value());
    add(store, two, {.low = 9}, {});
    EXPECT_EQ(*store.find(Hash128{.low = 9}), 1U);
    EXPECT_EQ(members(store, {}).size(), 2U);
    // Beside the writer.
    const IndexStore reader = open(Access::kRead);
    EXPECT_EQ(reader.counts().records, 1U);
    EXPECT_EQ(*reader.find(Hash128{.low = 9}), std::nullopt);
    EXPECT_EQ(members(reader, {}), std::vector<StoredId>{0});
  }
  IndexStore store = open(Access::kWrite);
  EXPECT_EQ(store.counts().records, 1U);
  ASSERT_EQ(store.uncommitted_records(), 1U);
  EXPECT_EQ(store.record(1)->text, two);
  const Hash128 keys[] = {{.low = 9}, kKey};  // the second finds another record, and stays
  const BucketKey buckets[] = {{}};
  ASSERT_TRUE(store.take_back(1, keys, buckets).has_value());
  EXPECT_FALSE(store.record(1).has_value());
  EXPECT_EQ(*store.find(kKey), 0U);
  EXPECT_EQ(members(store, {}), std::vector<StoredId>{0});
  add(store, "three", {.low = 9}, {});
  EXPECT_EQ(members(store, {}), (std::vector<StoredId>{0, 1}));
  EXPECT_EQ(*store.find(Hash128{.low = 9}), 1U);
  ASSERT_TRUE(store.commit().has_value());
  EXPECT_EQ(store.uncommitted_records(), 0U);
}

TEST_F(IndexStoreTest, OneWriterAndManyReaders) {
  create();
  const IndexStore writer = open(Access::kWrite);
  const IndexStore reader = open(Access::kRead);
  const IndexStore another = open(Access::kRead);
  const Result<IndexStore> second = IndexStore::open(path(), Access::kWrite);
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().what, "another process is adding to this index");
}

TEST_F(IndexStoreTest, OnlyAnIndexIsOpenedAndNothingIsOverwritten) {
  EXPECT_FALSE(IndexStore::is_at(path()));
  EXPECT_EQ(IndexStore::open(path(), Access::kRead).error().what, "there is no such index");
  EXPECT_EQ(IndexStore::open(folder_, Access::kRead).error().what, "is no index");
  create();
  EXPECT_TRUE(IndexStore::is_at(path()));
  EXPECT_EQ(IndexStore::create(path(), {}).error().what, "is there already, and not empty");
  std::filesystem::create_directory(folder_ / "other");
  std::ofstream(folder_ / "other" / "file") << "x";
  EXPECT_FALSE(IndexStore::create(folder_ / "other", {}).has_value());
}

TEST_F(IndexStoreTest, WhatIsFoundIsListed) {
  create();
  IndexStore store = open(Access::kWrite);
  add(store, "one", kKey, {.table = 1, .tag = 2});
  add(store, "two", {.low = 9}, {.table = 1, .tag = 2});
  ASSERT_TRUE(store.commit().has_value());
  std::vector<StoredId> found;
  ASSERT_TRUE(store
                  .for_each_bucket([&](const Bucket& bucket) {
                    EXPECT_EQ(bucket.key, (BucketKey{.table = 1, .tag = 2}));
                    found = bucket.members;
                  })
                  .has_value());
  EXPECT_EQ(found, (std::vector<StoredId>{0, 1}));
  std::size_t keys = 0;
  ASSERT_TRUE(store.for_each_key([&](const Hash128&, StoredId) { ++keys; }).has_value());
  EXPECT_EQ(keys, 2U);
  EXPECT_GT(*store.disk_bytes(), 0U);
}

}  // namespace
}  // namespace leitong
