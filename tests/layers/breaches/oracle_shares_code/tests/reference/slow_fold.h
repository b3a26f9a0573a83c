#pragma once

#include "leitong/fold.h"
#include "text/utf8.h"
