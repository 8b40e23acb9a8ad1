#!/bin/sh
# Debian packages the tests need: a browser, a database server, independent PDF and signature
# tools, a Java runtime for the PDF/A checker. Safe to run again.
set -eu
packages="chromium faketime fonts-noto-cjk gettext openjdk-17-jdk-headless libharfbuzz-subset0 libjaxb-java libnss3-tools libpango-1.0-0 libpangoft2-1.0-0 opensc openssl poppler-utils postgresql-15 qpdf softhsm2 strace"
missing=""
for package in $packages; do
  dpkg -s "$package" 2>/dev/null | grep -q '^Status: install ok installed' || missing="$missing $package"
done
if [ -z "$missing" ]; then
  echo "test tools: all there"
  exit 0
fi
root=""
[ "$(id -u)" = 0 ] || root="sudo"
export DEBIAN_FRONTEND=noninteractive
$root apt-get update -q
# shellcheck disable=SC2086
$root apt-get install -y -q --no-install-recommends $missing
