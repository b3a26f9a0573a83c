// One of two texts that are compared, in the forms in which passages are looked for and shown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "io/line_records.h"
#include "leitong/fold.h"
#include "leitong/text_comparison.h"
#include "passage/shared_stretches.h"
#include "text/exact_form_map.h"

namespace leitong {

class ComparedSide {
 public:
  // Without its byte order mark.
  [[nodiscard]] static std::string_view text_of(std::string_view bytes);

  // `bytes` are less than 4 GiB, and outlive it.
  ComparedSide(std::string_view bytes, const Folder& folder);

  [[nodiscard]] WeighedText weighed() const { return {map_.units(), weights_}; }
  [[nodiscard]] ExactFormMap& map() { return map_; }

  // Of the units [begin, end).
  [[nodiscard]] std::uint64_t weight(std::size_t begin, std::size_t end) const;
  // The share of its weight that stands in stretches of it.
  [[nodiscard]] double share(const std::vector<SharedStretch>& stretches) const;
  [[nodiscard]] PassagePlace place(std::size_t begin, std::size_t end) const;

 private:
  std::size_t mark_;  // bytes of the byte order mark
  ExactFormMap map_;
  std::vector<std::uint32_t> weights_;
  std::vector<LineSpan> lines_;
};

}  // namespace leitong
