#!/bin/sh
# deb_test.sh BUILD FOLDER: packs what was built in BUILD, into FOLDER, and looks at the packages: they
# have what they should, lintian (if it is there) finds no error, and as root in CI the program is
# installed, run and removed. Exit 77 where packages can't be made.
set -eu
build=$1 folder=$2
command -v dpkg-deb >/dev/null && command -v dpkg-shlibdeps >/dev/null || exit 77
rm -rf "$folder"
cpack -G DEB --config "$build/CPackConfig.cmake" -B "$folder" >/dev/null
program=$(echo "$folder"/leitong_*.deb)
development=$(echo "$folder"/libleitong-dev_*.deb)

has() {
  dpkg-deb -c "$1" | grep " \./$2\$" >/dev/null || { echo "$1 lacks $2"; exit 1; }
}
for path in usr/bin/leitong usr/share/man/man1/leitong.1.gz usr/share/doc/leitong/copyright \
  usr/share/bash-completion/completions/leitong usr/share/zsh/vendor-completions/_leitong \
  usr/share/fish/vendor_completions.d/leitong.fish usr/share/doc/leitong/changelog.gz; do
  has "$program" "$path"
done
for path in usr/include/leitong/leitong.h 'usr/lib/.*pkgconfig/leitong.pc' \
  'usr/lib/.*libleitong_base.a' 'usr/lib/.*leitong-config.cmake'; do
  has "$development" "$path"
done
dpkg-deb -f "$program" Depends | grep -q 'libicu[0-9]'

if command -v lintian >/dev/null; then
  # The maintainer is whoever packs it: -D CPACK_PACKAGE_CONTACT=….
  lintian --fail-on error --suppress-tags \
    bogus-mail-host,bogus-mail-host-in-debian-changelog --allow-root "$program" "$development"
fi
# Only where nobody's system is changed by it.
if [ "${LEITONG_CI:-}" = 1 ] && [ "$(id -u)" = 0 ]; then
  dpkg -i "$program" "$development"
  /usr/bin/leitong --version
  printf 'again\nagain\n' | /usr/bin/leitong --format lines
  dpkg -r leitong libleitong-dev
fi
