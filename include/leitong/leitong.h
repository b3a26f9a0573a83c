// Everything at once. Open deduplicator.h first.
#pragma once

#include "leitong/bands.h"
#include "leitong/deduplicator.h"
#include "leitong/error.h"
#include "leitong/filter.h"
#include "leitong/fold.h"
#include "leitong/hash.h"
#include "leitong/leaders.h"
#include "leitong/minhash.h"
#include "leitong/passages.h"
#include "leitong/segment.h"
#include "leitong/shingles.h"
#include "leitong/simhash.h"
#include "leitong/similarity.h"
#include "leitong/token_listing.h"
#include "leitong/tokens.h"
#include "leitong/version.h"
