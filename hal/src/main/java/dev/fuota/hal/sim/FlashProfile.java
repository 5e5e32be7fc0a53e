package dev.fuota.hal.sim;

import dev.fuota.hal.flash.Geometry;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A flash part as its data sheet describes it.
 *
 * @param ecc whether granules carry ECC: then programming a granule with the erased value uses it
 *     up too, a torn granule may fail to read, and single wrong bits are corrected
 * @param partRule what the part itself allows
 * @param strict whether code is held to {@link ProgramRule#ONCE} all the same
 * @param endurance erases of a sector after which each further one leaves a stuck bit
 * @param page octets of the page buffer, in which a cut program operation may disturb what else
 *     lies there; 0 without such
 * @param source where the numbers come from, and which of them are from memory
 */
public record FlashProfile(
    String name,
    Geometry geometry,
    boolean ecc,
    ProgramRule partRule,
    boolean strict,
    FlashTimes times,
    int endurance,
    int page,
    String source) {
  private static final int NO_PAGE = 0;

  /** STM32L4 with 1 MiB: pages of 2 KiB, double words with ECC. */
  public static final FlashProfile STM32L4 = stm32("STM32L4", 512);

  /** STM32WL55: as {@link #STM32L4}, 256 KiB. */
  public static final FlashProfile STM32WL = stm32("STM32WL", 128);

  /** The nRF52840's own flash: 1 MiB, pages of 4 KiB, words without ECC. */
  public static final FlashProfile NRF52840 =
      new FlashProfile(
          "nRF52840",
          new Geometry(4096, 256, 4, 0xff),
          false,
          ProgramRule.perBlock(512, 403),
          true,
          words(TimeRange.micros(41, 41), TimeRange.micros(85_000, 89_700)),
          10_000,
          NO_PAGE,
          "typical times and writes per block as drivers quote the product specification; erase max:"
              + " Zephyr; program max unknown, typical taken");

  /** The nRF5340's application core: 1 MiB, pages of 4 KiB, words programmed twice at most. */
  public static final FlashProfile NRF5340 =
      new FlashProfile(
          "nRF5340",
          new Geometry(4096, 256, 4, 0xff),
          false,
          ProgramRule.times(2),
          true,
          words(TimeRange.micros(43, 43), TimeRange.micros(87_500, 87_500)),
          10_000,
          NO_PAGE,
          "product specification; max times unknown, typical taken");

  /** MX25R6435F on SPI: 8 MiB, sectors of 4 KiB, single octets, a page buffer of 256. */
  public static final FlashProfile MX25R64 =
      spi(
          "MX25R6435F",
          2048,
          new ProgramTime.PageBuffer(
              256, TimeRange.micros(32, 192), TimeRange.micros(1, 6), TimeRange.micros(900, 5_400)),
          TimeRange.micros(48_000, 384_000));

  /** W25Q128 on SPI: 16 MiB, otherwise as {@link #MX25R64}. */
  public static final FlashProfile W25Q128 =
      spi(
          "W25Q128",
          4096,
          new ProgramTime.PageBuffer(
              256,
              TimeRange.micros(32, 192),
              TimeRange.micros(3, 18),
              TimeRange.micros(700, 4_200)),
          TimeRange.micros(64_000, 896_000));

  /** As an STM32F405 with 1 MiB: four sectors of 16 KiB, one of 64 KiB, seven of 128 KiB. */
  public static final FlashProfile STM32F4 =
      new FlashProfile(
          "STM32F4",
          Geometry.uneven(
              Stream.of(
                      Collections.nCopies(4, 16 << 10),
                      List.of(64 << 10),
                      Collections.nCopies(7, 128 << 10))
                  .flatMap(List::stream)
                  .toList(),
              4,
              0xff),
          false,
          ProgramRule.ANY_NUMBER,
          true,
          new FlashTimes(
              new ProgramTime.PerGranule(4, TimeRange.micros(16, 100)),
              TimeRange.micros(1_000_000, 2_000_000),
              Map.of(
                  16 << 10, TimeRange.micros(250_000, 500_000),
                  64 << 10, TimeRange.micros(550_000, 1_100_000))),
          10_000,
          NO_PAGE,
          "all from memory of the data sheet, words at 32 bits parallelism");

  /** As an STM32L072: 192 KiB, pages of 128, words with ECC, erased to zeros. */
  public static final FlashProfile STM32L0 =
      new FlashProfile(
          "STM32L0",
          new Geometry(128, 1536, 4, 0x00),
          true,
          ProgramRule.ONCE,
          true,
          words(TimeRange.micros(3_200, 3_940), TimeRange.micros(3_200, 3_940)),
          10_000,
          NO_PAGE,
          "sectors, granule and ECC: RM0377; times and endurance from memory of the data sheet");

  /** All the parts above. */
  public static final List<FlashProfile> ALL =
      List.of(STM32WL, STM32L4, NRF52840, NRF5340, MX25R64, W25Q128, STM32F4, STM32L0);

  /**
   * A part for which only the strictest rule counts, and which does not wear out.
   *
   * @param programTime of one granule
   * @param eraseTime of one sector
   */
  public FlashProfile(
      String name, Geometry geometry, boolean ecc, Duration programTime, Duration eraseTime) {
    this(
        name,
        geometry,
        ecc,
        ProgramRule.ONCE,
        true,
        new FlashTimes(
            new ProgramTime.PerGranule(geometry.programSize(), TimeRange.of(programTime)),
            TimeRange.of(eraseTime)),
        Integer.MAX_VALUE,
        NO_PAGE,
        "invented");
  }

  /** The part of {@link #ALL} that is so named, in small or capital letters. */
  public static Optional<FlashProfile> named(String name) {
    return ALL.stream().filter(profile -> profile.name.equalsIgnoreCase(name)).findFirst();
  }

  /** The same part, holding code to the strictest rule. */
  public FlashProfile asStrict() {
    return with(true);
  }

  /** The same part, holding code to no more than its own rule. */
  public FlashProfile asPart() {
    return with(false);
  }

  /** The same part, however often it is erased. */
  public FlashProfile withoutWear() {
    return new FlashProfile(
        name, geometry, ecc, partRule, strict, times, Integer.MAX_VALUE, page, source);
  }

  /** What code is held to. */
  ProgramRule rule() {
    return strict ? ProgramRule.ONCE : partRule;
  }

  private FlashProfile with(boolean isStrict) {
    return new FlashProfile(
        name, geometry, ecc, partRule, isStrict, times, endurance, page, source);
  }

  private static FlashProfile stm32(String name, int pages) {
    return new FlashProfile(
        name,
        new Geometry(2048, pages, 8, 0xff),
        true,
        ProgramRule.ONCE_THEN_ZEROS,
        true,
        new FlashTimes(
            new ProgramTime.PerGranule(8, TimeRange.micros(82, 91)),
            TimeRange.micros(22_000, 24_500)),
        10_000,
        NO_PAGE,
        "sectors and granule: Zephyr, reference manual; times and endurance from memory of the data"
            + " sheet");
  }

  private static FlashTimes words(TimeRange word, TimeRange erase) {
    return new FlashTimes(new ProgramTime.PerGranule(4, word), erase);
  }

  private static FlashProfile spi(
      String name, int sectors, ProgramTime.PageBuffer program, TimeRange erase) {
    return new FlashProfile(
        name,
        new Geometry(4096, sectors, 1, 0xff),
        false,
        ProgramRule.ANY_NUMBER,
        true,
        new FlashTimes(program, erase),
        100_000,
        program.page(),
        "times: the chip's SFDP table; endurance from memory of the data sheet");
  }
}
