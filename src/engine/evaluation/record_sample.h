// Some records of all, each as likely as any other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "leitong/error.h"
#include "leitong/filter.h"

namespace leitong {

struct SampledRecord {
  std::string text;         // that is compared
  std::string name;         // "news.jsonl:12"
  std::uint64_t order = 0;  // among all records
};

struct RecordSample {
  Format format = Format::kAuto;
  std::vector<SampledRecord> records;  // in the order of the input
  std::uint64_t read = 0;
  std::uint64_t failed = 0;
  std::vector<Error> input_errors;
};

// At most `count` records of options.inputs, and no more than `most_bytes` of text: what would be
// too much is left out.
[[nodiscard]] Result<RecordSample> sample_records(const FilterOptions& options,
                                                  const FilterEvents& events, std::size_t count,
                                                  std::uint64_t most_bytes, std::uint64_t seed);

}  // namespace leitong
