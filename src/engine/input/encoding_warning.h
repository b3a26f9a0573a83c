// A word to whoever feeds us something else than UTF-8.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "io/block_reader.h"
#include "leitong/error.h"

namespace leitong {

// If so much of `block` is ill-formed that it is hardly UTF-8: says so, and what it looks like.
[[nodiscard]] std::optional<Error> encoding_warning(const Block& block, std::uint64_t ill_formed,
                                                    const std::string& input_name);

}  // namespace leitong
