package dev.fuota.drivers.sx126x;

import java.util.Arrays;
import java.util.Optional;

/** The bands for which the image rejection is calibrated (data sheet, table 9-2). */
enum ImageBand {
  MHZ_430(430, 440, 0x6B, 0x6F),
  MHZ_470(470, 510, 0x75, 0x81),
  MHZ_779(779, 787, 0xC1, 0xC5),
  MHZ_863(863, 870, 0xD7, 0xDB),
  MHZ_902(902, 928, 0xE1, 0xE9);

  private static final int HZ_PER_MHZ = 1_000_000;

  private final int fromMhz;
  private final int toMhz;
  private final int first;
  private final int second;

  ImageBand(int fromMhz, int toMhz, int first, int second) {
    this.fromMhz = fromMhz;
    this.toMhz = toMhz;
    this.first = first;
    this.second = second;
  }

  /** The band of a frequency; empty for one between the bands. */
  static Optional<ImageBand> of(int frequencyHz) {
    return Arrays.stream(values())
        .filter(
            band ->
                frequencyHz >= band.fromMhz * HZ_PER_MHZ && frequencyHz <= band.toMhz * HZ_PER_MHZ)
        .findFirst();
  }

  int first() {
    return first;
  }

  int second() {
    return second;
  }
}
