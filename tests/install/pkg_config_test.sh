#!/bin/sh
# pkg_config_test.sh COMPILER EXAMPLE PREFIX EXPECTED: builds an example by what pkg-config says of
# the leitong installed in PREFIX, without CMake, and compares what it prints.
set -eu
compiler=$1 example=$2 prefix=$3 expected=$4
pc=$(find "$prefix" -name leitong.pc)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PKG_CONFIG_PATH=$(dirname "$pc")
export PKG_CONFIG_PATH
# shellcheck disable=SC2046  # lists of words
"$compiler" -std=c++23 $(pkg-config --cflags leitong) "$example" -o "$work/deduplicate" \
  $(pkg-config --libs leitong)
"$work/deduplicate" | cmp - "$expected"
