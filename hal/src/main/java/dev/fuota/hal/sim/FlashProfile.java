package dev.fuota.hal.sim;

import dev.fuota.hal.flash.Geometry;
import java.time.Duration;

/**
 * A flash part as its data sheet describes it.
 *
 * @param ecc whether granules carry ECC: then programming a granule with the erased value uses it
 *     up too, and a torn granule may fail to read
 * @param programTime typical time of one granule
 * @param eraseTime typical time of one sector
 */
public record FlashProfile(
    String name, Geometry geometry, boolean ecc, Duration programTime, Duration eraseTime) {

  /** STM32L4 and STM32WL with 1 MiB: pages of 2 KiB, double words with ECC. */
  public static final FlashProfile STM32L4 =
      new FlashProfile(
          "STM32L4", new Geometry(2048, 512, 8, 0xff), true, micros(82), Duration.ofMillis(22));

  /** STM32WL55: as {@link #STM32L4}, 256 KiB. */
  public static final FlashProfile STM32WL =
      new FlashProfile(
          "STM32WL", new Geometry(2048, 128, 8, 0xff), true, micros(82), Duration.ofMillis(22));

  /** The nRF52840's own flash: 1 MiB, pages of 4 KiB, words without ECC. */
  public static final FlashProfile NRF52840 =
      new FlashProfile(
          "nRF52840", new Geometry(4096, 256, 4, 0xff), false, micros(41), Duration.ofMillis(85));

  /** MX25R6435F on SPI: 8 MiB, sectors of 4 KiB, single octets (256 of them take 0.9 ms). */
  public static final FlashProfile MX25R64 =
      new FlashProfile(
          "MX25R6435F",
          new Geometry(4096, 2048, 1, 0xff),
          false,
          Duration.ofNanos(3_516),
          Duration.ofMillis(48));

  private static Duration micros(long micros) {
    return Duration.ofNanos(micros * 1000);
  }
}
