// What an open index says of itself.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/index/index_judge.h"
#include "leitong/error.h"
#include "leitong/index.h"

namespace leitong {

[[nodiscard]] Result<IndexInfo> index_info(const IndexStore& store);
// What IndexReader::matches() gives, of a text that was analyzed.
[[nodiscard]] Result<std::vector<IndexMatch>> index_matches(IndexJudge& judge,
                                                            const FeatureList& features,
                                                            std::size_t i);

}  // namespace leitong
