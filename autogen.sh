#!/bin/sh
# Makes configure and Makefile.in from configure.ac and Makefile.am.
set -e
cd "$(dirname "$0")"
for tool in autoreconf:autoconf automake:automake libtoolize:libtool pkg-config:pkg-config; do
    command -v "${tool%:*}" >/dev/null ||
        { echo "autogen.sh: no ${tool%:*} here: install the Debian package ${tool#*:}" >&2; exit 1; }
done
exec autoreconf --install --force --warnings=all,no-obsolete
