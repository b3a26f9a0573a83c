#pragma once

#include "leitong/fold.h"
