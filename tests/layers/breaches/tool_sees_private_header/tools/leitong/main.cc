#include "engine/online.h"
