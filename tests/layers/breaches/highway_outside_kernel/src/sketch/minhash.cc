#include "hwy/highway.h"
