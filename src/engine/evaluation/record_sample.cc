// Reservoir sampling (Vitter 1985, algorithm R): of n records read so far each is held with the
// same probability. The places of a reservoir are no random order, so it is shuffled before bytes
// are counted.
#include "engine/evaluation/record_sample.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/random_draw.h"
#include "engine/input/inputs.h"
#include "engine/record/record_fields.h"
#include "io/line_records.h"

namespace leitong {
namespace {

class Sampler {
 public:
  Sampler(const FilterOptions& options, const FilterEvents& events, Inputs inputs,
          std::size_t count, std::uint64_t seed)
      : events_(events),
        inputs_(std::move(inputs)),
        fields_(inputs_.layout(), options),
        count_(count),
        random_(seed) {
    sample_.format = inputs_.format();
  }

  Result<RecordSample> run(std::uint64_t most_bytes) {
    Block block;
    while (true) {
      const Result<bool> more = inputs_.next(block);
      if (!more) return std::unexpected(more.error());
      if (!*more) break;
      read(block);
      if (events_.progress) {
        events_.progress({.bytes_read = inputs_.raw_bytes_read(),
                          .bytes_total = inputs_.raw_bytes_total(),
                          .records = sample_.read});
      }
    }
    leave_out(most_bytes);
    sample_.input_errors = inputs_.errors();
    return std::move(sample_);
  }

 private:
  void read(const Block& block) {
    fields_.split(block, lines_);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::string_view line =
          block.bytes.substr(lines_[i].begin, lines_[i].end - lines_[i].begin);
      if (fields_.is_blank_record(line) || fields_.is_header(block, i)) continue;
      add(line, inputs_.name(block.input), block.first_line + fields_.line(i));
    }
  }

  void add(std::string_view line, const std::string& input, std::uint64_t number) {
    if (Result<void> found = fields_.read(line); !found) {
      ++sample_.failed;
      found.error().path = input;
      found.error().line = number;
      if (events_.warning) events_.warning({.problem = std::move(found.error())});
      return;
    }
    if (fields_.kind() != RecordKind::kCompared) return;
    const std::uint64_t order = sample_.read++;
    std::size_t place = sample_.records.size();
    if (place < count_) {
      sample_.records.emplace_back();
    } else {
      place = static_cast<std::size_t>(draw_below(random_, sample_.read));
      if (place >= count_) return;
    }
    SampledRecord& record = sample_.records[place];
    record.text = fields_.text();
    record.name = input + ":" + std::to_string(number);
    record.order = order;
  }

  void leave_out(std::uint64_t most_bytes) {
    std::vector<SampledRecord>& records = sample_.records;
    for (std::size_t i = records.size(); i > 1; --i) {
      std::swap(records[i - 1], records[draw_below(random_, i)]);
    }
    std::uint64_t bytes = 0;
    std::erase_if(records, [&](const SampledRecord& record) {
      if (bytes + record.text.size() > most_bytes) return true;
      bytes += record.text.size();
      return false;
    });
    std::ranges::sort(records, {}, &SampledRecord::order);
  }

  const FilterEvents& events_;
  Inputs inputs_;
  RecordFields fields_;
  std::size_t count_;
  Random random_;
  std::vector<LineSpan> lines_;
  RecordSample sample_;
};

}  // namespace

Result<RecordSample> sample_records(const FilterOptions& options, const FilterEvents& events,
                                    std::size_t count, std::uint64_t most_bytes,
                                    std::uint64_t seed) {
  Result<Inputs> inputs = Inputs::open(options, false);
  if (!inputs) return std::unexpected(std::move(inputs.error()));
  const Format format = inputs->format();
  if (format == Format::kText) {
    return std::unexpected(Error{.kind = Error::Kind::kUsage,
                                 .what = "text has no records to sample",
                                 .advice = "--format lines makes each line one"});
  }
  if (events.settled) {
    if (auto error = events.settled({.format = format, .method = options.comparison.method})) {
      return std::unexpected(std::move(*error));
    }
  }
  return Sampler(options, events, std::move(*inputs), count, seed).run(most_bytes);
}

}  // namespace leitong
