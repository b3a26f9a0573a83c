// Ranks as bytes: what sorts records that memory does not hold.
#pragma once

#include <string>

#include "engine/record/record_batch.h"

namespace leitong {

// Appends bytes such that one rank is before another if and only if its bytes are, compared as
// unsigned numbers from the first on; equal ranks have equal bytes.
void append_rank(std::string& key, const Rank& rank);

}  // namespace leitong
