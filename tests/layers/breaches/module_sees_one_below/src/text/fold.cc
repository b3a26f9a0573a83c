#include <vector>

#include "match/bands_of.h"
