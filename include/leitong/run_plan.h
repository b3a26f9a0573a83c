// What a long run will take, before it: bands, the chance to find a pair, memory, temporary space
// and time. What `leitong plan` does, as one call.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "leitong/bands.h"
#include "leitong/deduplicator.h"
#include "leitong/detection.h"
#include "leitong/error.h"
#include "leitong/filter.h"

namespace leitong {

struct RunPlanOptions {
  // Of the run: records and decompressed bytes. Where one is not given, samples must tell it.
  std::optional<std::uint64_t> records = {};
  std::optional<std::uint64_t> bytes = {};
  // Regular files, compressed or not: how many records they hold, and how fast these are compared,
  // is estimated from the beginnings of some. None: text is made up.
  std::vector<std::string> samples = {};
  Format format = Format::kAuto;
  std::string field = "text";                      // the JSON field or the column that is compared
  char delimiter = ',';                            // kCsv: what stands between columns
  bool header = true;                              // tables: the first record names the columns
  Comparison comparison = {};                      // kMinhash, kSimhash, kExact or kBytes
  std::optional<std::uint64_t> memory_bytes = {};  // as FilterOptions has it
  unsigned threads = 0;                            // 0: as many as cores
  double seconds = 0.5;                            // about so long is measured
};

struct OddsAt {
  double similarity = 0;
  DetectionOdds odds;
};

// A run by records that keeps the first copy of each.
struct RunPlan {
  std::uint64_t records = 0;
  std::uint64_t bytes = 0;
  bool counts_are_estimated = false;  // from samples
  Comparison comparison;
  BandPlan bands;            // kMinhash
  std::vector<OddsAt> odds;  // near methods: at similarity 0, 0.01, … 1

  // As if nothing were dropped: the most that is needed.
  struct Memory {
    std::uint64_t index = 0;    // of all that is kept
    std::uint64_t program = 0;  // code, buffers of all threads, and a table that grows
    std::uint64_t lists = 0;    // near methods: of all shingles; what is held of them is a cache
    std::uint64_t cache = 0;    // the most of it that memory_bytes allows
    std::uint64_t machine = 0;  // machine_memory()
  } memory;
  // Near methods: on disk, of what can't be read again (a pipe, a compressed input).
  std::uint64_t temp_bytes_of_pipes = 0;

  // An estimate from what was measured here and now, without reading and writing.
  struct Time {
    double cpu_seconds = 0;
    double wall_seconds = 0;  // with so many threads
    unsigned threads = 0;
    bool made_up = false;  // of made-up Chinese text
    std::uint64_t measured_records = 0;
    std::uint64_t measured_bytes = 0;
    double bytes_a_second = 0;        // one thread, to make sketches or keys
    double nanoseconds_a_record = 0;  // to match it
  } time;

  [[nodiscard]] bool fits() const { return least_memory() <= memory.machine; }
  // Without the cache, without which a run is slower.
  [[nodiscard]] std::uint64_t least_memory() const { return memory.program + memory.index; }
  // So many records fit into the machine.
  [[nodiscard]] std::uint64_t records_that_fit() const;

  // `--json`: one JSON object in one line.
  [[nodiscard]] std::string json() const;
};

// Fails (kUsage) on options without meaning, and where neither numbers nor samples say how much is
// to come; (kInput) on samples that can't be read, or have no records.
[[nodiscard]] Result<RunPlan> plan_run(const RunPlanOptions& options);

}  // namespace leitong
