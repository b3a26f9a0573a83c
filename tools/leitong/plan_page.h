// What a run will take, for people.
#pragma once

#include <string>

#include "curve_picture.h"
#include "leitong/run_plan.h"

namespace leitong::tool {

[[nodiscard]] std::string plan_page(const RunPlan& plan, Drawing drawing);

}  // namespace leitong::tool
