#include <boost/iostreams/stream.hpp>
#include "nowhere.h"
