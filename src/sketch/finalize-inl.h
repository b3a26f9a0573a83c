// Included by kernels once for each target: the finalizer of the sketch format, lane by lane.
#include <cstdint>

#include "hwy/highway.h"
#include "sketch/format.h"

#if defined(LEITONG_SKETCH_FINALIZE_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef LEITONG_SKETCH_FINALIZE_INL
#undef LEITONG_SKETCH_FINALIZE_INL
#else
#define LEITONG_SKETCH_FINALIZE_INL
#endif

HWY_BEFORE_NAMESPACE();
namespace leitong::HWY_NAMESPACE {

// finalize() of each lane of 64 bits.
template <class V>
HWY_INLINE V finalize_lanes(V v) {
  namespace hn = hwy::HWY_NAMESPACE;
  v = hn::Xor(v, hn::ShiftRight<32>(v));
  v = hn::Mul(v, hn::Set(hn::DFromV<V>(), kFinalMultiplier));
  return hn::Xor(v, hn::ShiftRight<29>(v));
}

}  // namespace leitong::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
