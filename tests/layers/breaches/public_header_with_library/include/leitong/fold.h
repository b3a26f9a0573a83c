#pragma once

#include <unicode/ustring.h>
#include <unistd.h>
