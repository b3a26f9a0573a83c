#include "leitong/fold.h"
