#pragma once

#include "text/fold_table.h"
