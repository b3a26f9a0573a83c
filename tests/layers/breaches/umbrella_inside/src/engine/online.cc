#include "leitong/leitong.h"
