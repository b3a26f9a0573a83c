// What finding repeated passages costs once the text is folded, in one thread:
//
//   passages_bench [--min-passage=N] FILE…
//
// Each line of a file is a record. Time is the thread's CPU time, the best of three rounds, by
// step; megabytes are those of the exact forms as UTF-8. The answer is computed a second time with
// every anchor looked up window by window, and a difference ends in 1.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "leitong/fold.h"
#include "passage/anchor_index.h"
#include "passage/anchors.h"
#include "passage/record_piece.h"
#include "passage/repeat_finder.h"
#include "passage/unit_source.h"
#include "text/weight_units.h"
#include "thread_seconds.h"

namespace leitong {
namespace {

struct Records {
  std::u16string units;  // each record with a unit behind it
  std::vector<std::size_t> ends;
  std::size_t bytes = 0;

  [[nodiscard]] std::size_t begin(std::size_t record) const {
    return record == 0 ? 0 : ends[record - 1] + 1;
  }
};

std::size_t utf8_size(char16_t unit) {
  if (unit < 0x80) return 1;
  const bool half = unit >= 0xD800 && unit < 0xE000;  // of a pair, which has four
  return unit < 0x800 || half ? 2 : 3;
}

void read(const char* path, Records& records) {
  const Folder folder;
  FoldedText folded;
  std::u16string form;
  std::ifstream in(path, std::ios::binary);
  for (std::string line; std::getline(in, line);) {
    folder.fold(line, folded);
    exact_form(folded.units, form);
    for (const char16_t unit : form) records.bytes += utf8_size(unit);
    records.units += form;
    records.ends.push_back(records.units.size());
    records.units += u'\xFFFF';
  }
}

class MemorySource final : public UnitSource {
 public:
  explicit MemorySource(const Records& records) : records_(records) {}

  SourceText at(std::uint64_t position) override {
    const auto end = std::ranges::upper_bound(records_.ends, position);
    const std::size_t begin = end == records_.ends.begin() ? 0 : *(end - 1) + 1;
    return {.units = std::u16string_view(records_.units).substr(begin, *end - begin),
            .position = begin};
  }

  bool carries_weight(std::uint64_t position) override {
    const SourceText text = at(position);
    lister_.list(text.units.substr(0, position - text.position + 1), weights_);
    return !weights_.empty() && weights_.back() == position - text.position;
  }

 private:
  const Records& records_;
  WeightLister lister_;
  std::vector<std::uint32_t> weights_;
};

enum Step { kWeights, kAnchors, kIndex, kFind, kSteps };

struct Measurement {
  std::array<double, kSteps> seconds{};
  std::size_t memory = 0;
  std::size_t repeats = 0;
  std::size_t repeated_units = 0;
};

class Search {
 public:
  Search(const Records& records, std::uint32_t min_passage, std::size_t many_places)
      : records_(records), min_passage_(min_passage), many_places_(many_places) {}

  Measurement run() {
    AnchorIndex index;
    pass([&](const RecordPiece& piece) {
      timed(kIndex, [&] {
        for (const Anchor& anchor : piece.anchors) {
          index.add(anchor.fingerprint, piece.position + anchor.position, anchor.context);
        }
      });
    });
    timed(kIndex, [&] { index.finish(); });

    MemorySource source(records_);
    RepeatFinder finder(min_passage_, index, source, many_places_);
    std::vector<Repeat> repeats;
    pass([&](const RecordPiece& piece) {
      timed(kFind, [&] {
        finder.find(piece, repeats);
        finder.end_record(repeats);
      });
    });
    measured_.memory = index.memory_bytes() + finder.memory_bytes();
    measured_.repeats = repeats.size();
    std::uint64_t done = 0;
    for (const Repeat& repeat : repeats) {
      measured_.repeated_units += repeat.end - std::max(done, repeat.begin);
      done = repeat.end;
    }
    return measured_;
  }

 private:
  template <class Work>
  void timed(Step step, Work work) {
    const double start = thread_seconds();
    work();
    measured_.seconds[step] += thread_seconds() - start;
  }

  // Records in groups, as blocks hold them.
  template <class Take>
  void pass(Take take) {
    constexpr std::size_t kGroupUnits = 100'000;
    for (std::size_t first = 0, last = 0; first < records_.ends.size(); first = last) {
      const std::size_t begin = records_.begin(first);
      while (last < records_.ends.size() && records_.ends[last] < begin + kGroupUnits) ++last;
      last = std::max(last, first + 1);
      const auto units =
          std::u16string_view(records_.units).substr(begin, records_.ends[last - 1] - begin);
      timed(kWeights, [&] { lister_.list(units, weights_); });
      pieces_.clear();
      piece_anchors_.clear();
      anchors_.clear();
      timed(kAnchors, [&] { select(units, begin, first, last); });
      for (std::size_t i = 0; i < pieces_.size(); ++i) {
        const std::size_t from = i == 0 ? 0 : piece_anchors_[i - 1];
        pieces_[i].anchors = std::span(anchors_).subspan(from, piece_anchors_[i] - from);
        take(pieces_[i]);
      }
    }
  }

  void select(std::u16string_view units, std::size_t begin, std::size_t first, std::size_t last) {
    std::span<const std::uint32_t> rest = weights_;
    for (std::size_t record = first; record < last; ++record) {
      const std::size_t end = records_.ends[record] - begin;
      const auto count =
          static_cast<std::size_t>(std::ranges::lower_bound(rest, end) - rest.begin());
      RecordPiece piece;
      piece.units = units;
      piece.begin = records_.begin(record) - begin;
      piece.end = end;
      piece.weights = rest.first(count);
      piece.position = begin;
      selector_.select(units, piece.weights, 0, anchors_);
      pieces_.push_back(piece);
      piece_anchors_.push_back(anchors_.size());
      rest = rest.subspan(count);
    }
  }

  const Records& records_;
  std::uint32_t min_passage_;
  std::size_t many_places_;
  WeightLister lister_;
  AnchorSelector selector_{min_passage_};
  std::vector<std::uint32_t> weights_;
  std::vector<Anchor> anchors_;
  std::vector<RecordPiece> pieces_;
  std::vector<std::size_t> piece_anchors_;
  Measurement measured_;
};

int run(const std::vector<const char*>& paths, std::uint32_t min_passage) {
  Records records;
  for (const char* path : paths) read(path, records);
  Measurement best;
  double least = std::numeric_limits<double>::infinity();
  const auto total = [](const Measurement& measured) {
    double seconds = 0;
    for (const double step : measured.seconds) seconds += step;
    return seconds;
  };
  for (int round = 0; round < 3; ++round) {
    const Measurement measured = Search(records, min_passage, RepeatFinder::kManyPlaces).run();
    if (total(measured) < least) best = measured;
    least = std::min(least, total(measured));
  }
  const Measurement by_window = Search(records, min_passage, 0).run();
  const double megabytes = static_cast<double>(records.bytes) * 1e-6;
  std::printf(
      "%zu records, %.1f MB, %zu repeats, %.2f %% of the units\n", records.ends.size(), megabytes,
      best.repeats,
      100.0 * static_cast<double>(best.repeated_units) / static_cast<double>(records.units.size()));
  std::printf("weights %.3f s, anchors %.3f s, index %.3f s, find %.3f s: %.0f MB/s\n",
              best.seconds[kWeights], best.seconds[kAnchors], best.seconds[kIndex],
              best.seconds[kFind], megabytes / least);
  std::printf("memory %.3f bytes a byte\n", static_cast<double>(best.memory) * 1e-6 / megabytes);
  const bool same =
      by_window.repeats == best.repeats && by_window.repeated_units == best.repeated_units;
  if (!same) std::printf("another answer window by window\n");
  return same ? 0 : 1;
}

}  // namespace
}  // namespace leitong

int main(int argc, char** argv) {
  std::uint32_t min_passage = 50;
  std::vector<const char*> paths;
  constexpr std::string_view kMinPassage = "--min-passage=";
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument.starts_with(kMinPassage)) {
      std::from_chars(argument.data() + kMinPassage.size(), argument.data() + argument.size(),
                      min_passage);
    } else {
      paths.push_back(argv[i]);
    }
  }
  return leitong::run(paths, min_passage);
}
