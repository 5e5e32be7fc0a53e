#!/bin/sh
# Builds the two sample programs, byte for byte as committed.
#
#   ./build-firmware.sh          writes src/main/resources/dev/fuota/samples/sensor-*.bin
#   ./build-firmware.sh --check  builds elsewhere and compares with what is committed
#
# Needs Debian 12's gcc-arm-none-eabi 15:12.2.rel1-1 and libnewlib-arm-none-eabi 3.3.0; another
# version of either makes other octets, and the check says so. The signed images beside the
# binaries are made from them by SignSamples (see README.md).
set -eu

here=$(cd "$(dirname "$0")" && pwd)
sources=$here/src/main/c
committed=$here/src/main/resources/dev/fuota/samples
expected_compiler="arm-none-eabi-gcc (15:12.2.rel1-1) 12.2.1 20221205"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

compiler=$(arm-none-eabi-gcc --version | head -n 1)
[ "$compiler" = "$expected_compiler" ] ||
  echo "warning: committed binaries are made by $expected_compiler, this is $compiler" >&2

flags="-std=gnu11 -mcpu=cortex-m3 -mthumb -Os -g0 -Wall -Wextra -Werror -ffunction-sections
  -fdata-sections -fno-ident -fno-asynchronous-unwind-tables -ffile-prefix-map=$sources=."
link="-nostartfiles -Wl,--gc-sections -Wl,--build-id=none -T $sources/link.ld"
common="board crc32 sha256 aes sensors lora reset_reason selftest syscalls main"

# build MAJOR MINOR REVISION MODULE...: compiles in the order given and links in the same order.
build() {
  version=$1.$2.$3
  defines="-DFW_MAJOR=$1 -DFW_MINOR=$2 -DFW_REVISION=$3"
  shift 3
  objects=
  for module in "$@"; do
    arm-none-eabi-gcc $flags $defines -c "$sources/$module.c" -o "$work/$module.o"
    objects="$objects $work/$module.o"
  done
  arm-none-eabi-gcc $flags $link $objects -lm -o "$work/$version.elf"
  arm-none-eabi-objcopy -O binary "$work/$version.elf" "$work/$version.raw"
  # The trailer of gzip begins with the CRC-32 of its input, little-endian: what the program
  # expects behind its last octet.
  gzip -c "$work/$version.raw" | tail -c 8 | head -c 4 >"$work/$version.crc"
  cat "$work/$version.raw" "$work/$version.crc" >"$work/sensor-$version.bin"
}

build 1 0 0 $common
build 2 0 0 spectrum $common

for version in 1.0.0 2.0.0; do
  file=sensor-$version.bin
  if [ "${1:-}" = --check ]; then
    cmp "$work/$file" "$committed/$file"
    echo "$file: as committed"
  else
    mkdir -p "$committed"
    cp "$work/$file" "$committed/$file"
    echo "$file: $(wc -c <"$committed/$file") octets"
  fi
done
