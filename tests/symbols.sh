#!/bin/sh
# The shared library exports esp_* and nothing else; and it uses nothing that prints, exits or keeps state of its own.
set -eu
library=.libs/libespouse.so
[ -f "$library" ] || { echo "no $library here: skipped" >&2; exit 77; }
exported=$(nm -D --defined-only "$library" | awk '{print $3}' | sed 's/@.*//')
[ -n "$exported" ] || { echo "no symbol is exported" >&2; exit 1; }
foreign=$(echo "$exported" | grep -v '^esp_' | grep -Ev '^(__gcov|__llvm|_edata|_end|__bss_start|_init|_fini|mangle_path)' || true)
[ -z "$foreign" ] || { echo "exported, but not esp_*: $foreign" >&2; exit 1; }
for symbol in $(sed -n 's/^ESP_API .*[ *]\(esp_[a-z_]*\)(.*/\1/p' "$ESPOUSE_DATA"/include/*.h); do
    echo "$exported" | grep -qx "$symbol" || { echo "$symbol is declared and not exported" >&2; exit 1; }
done
used=$(nm -D --undefined-only "$library" | awk '{print $2}' | sed 's/@.*//')
for banned in setlocale rand srand random exit abort_handler printf puts putchar; do
    echo "$used" | grep -qx "$banned" && { echo "the library calls $banned" >&2; exit 1; }
done
exit 0
