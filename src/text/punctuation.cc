#include "text/punctuation.h"

#include <unicode/uchar.h>

namespace leitong {

bool is_opening_punctuation(char16_t unit) {
  return (U_GET_GC_MASK(unit) & (U_GC_PS_MASK | U_GC_PI_MASK)) != 0;
}

}  // namespace leitong
