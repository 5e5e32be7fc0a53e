package dev.fuota.boot;

import static dev.fuota.boot.TestDevice.SMALL;
import static dev.fuota.boot.TestDevice.TALKATIVE;
import static dev.fuota.boot.TestImages.V1;
import static dev.fuota.boot.TestImages.V2;
import static dev.fuota.boot.TestImages.good;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.boot.BootResult.Started;
import dev.fuota.boot.BootResult.Stuck;
import dev.fuota.boot.WornFlash.Defect;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageVersion;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One sector with a defect, at every position. */
@DisplayName("HW-01: a worn sector ends in a named failure")
class WornFlashTest {
  private static final TestDevice STAGED = staged();
  private static final int PAGES = 6;
  private static final int PRIMARY = 2;
  private static final int DOWNLOAD = PRIMARY + TALKATIVE.slotPages();
  private static final int FRAGMENTS = DOWNLOAD + TALKATIVE.slotPages();
  private static final int JOURNAL = FRAGMENTS + 2;
  private static final int END = JOURNAL + TALKATIVE.nvmPages();

  private static TestDevice staged() {
    TestDevice device = TestDevice.with(TALKATIVE, good(V1, 110));
    device.boot();
    Bytes image = good(V2, 120);
    assertThat((image.length() + 63) / 64).isEqualTo(PAGES);
    return device.stage(image);
  }

  private static Stream<Arguments> sectors(int from, int to) {
    return IntStream.range(from, to)
        .boxed()
        .flatMap(s -> Stream.of(Defect.values()).map(defect -> Arguments.of(s, defect)));
  }

  static Stream<Arguments> sectorsThatDoNotMatter() {
    return Stream.of(
            sectors(0, PRIMARY), sectors(PRIMARY + PAGES, DOWNLOAD), sectors(FRAGMENTS, JOURNAL))
        .flatMap(all -> all);
  }

  static Stream<Arguments> sectorsOfTheJournal() {
    return sectors(JOURNAL, END);
  }

  private static ImageVersion versionOf(BootResult result) {
    assertThat(result).isInstanceOf(Started.class);
    return ((Started) result).version();
  }

  @ParameterizedTest(name = "sector {0}, {1}")
  @MethodSource("sectorsThatDoNotMatter")
  void elsewhereItDoesNotMatter(int sector, Defect defect) {
    TestDevice device = STAGED.fork(1);
    assertThat(versionOf(device.boot(new WornFlash(device.flash, sector, defect)))).isEqualTo(V2);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Defect.class)
  void inThePrimarySlotThePageIsNamedAndNotWornFurther(Defect defect) {
    for (int page = 0; page < PAGES; page++) {
      TestDevice device = STAGED.fork(1);
      WornFlash worn = new WornFlash(device.flash, PRIMARY + page, defect);
      BootResult result = device.boot(worn);
      assertThat(result.refused())
          .contains("sector " + page + " of the primary slot cannot be written");
      boolean untouched = page == 1 && defect == Defect.ERASE_FAULT;
      assertThat(result).isInstanceOf(untouched ? Started.class : Stuck.class);
      assertThat(device.flash.wear(PRIMARY + page)).isLessThanOrEqualTo(3);
      long before = device.power.operations();
      assertThat(device.boot(worn)).isEqualTo(result);
      assertThat(device.power.operations()).isEqualTo(before);
    }
  }

  @ParameterizedTest(name = "sector {0}, {1}")
  @MethodSource("sectorsOfTheJournal")
  void inTheJournalTheOldOrTheNewImageStarts(int sector, Defect defect) {
    TestDevice device = STAGED.fork(1);
    WornFlash worn = new WornFlash(device.flash, sector, defect);
    for (int boot = 0; boot < 5; boot++) {
      assertThat(versionOf(device.boot(worn))).isIn(V1, V2);
    }
    assertThat(device.flash.wear(PRIMARY)).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest(name = "sector {0}, {1}")
  @MethodSource("sectorsOfASmallJournal")
  void aJournalThatIsFullInTheMiddleOfACopyDoesNotLeaveHalfAnImage(int sector, Defect defect) {
    TestDevice device = TestDevice.with(SMALL, good(V1, 110));
    device.boot();
    device.stage(good(V2, 200));
    WornFlash worn = new WornFlash(device.flash, sector, defect);
    for (int boot = 0; boot < 5; boot++) {
      assertThat(versionOf(device.boot(worn))).isIn(V1, V2);
    }
    assertThat(device.flash.wear(PRIMARY)).isLessThanOrEqualTo(1);
  }

  static Stream<Arguments> sectorsOfASmallJournal() {
    return sectors(JOURNAL, JOURNAL + SMALL.nvmPages());
  }

  @ParameterizedTest(name = "page {0}")
  @MethodSource("downloadPages")
  void anImageThatCannotBeReadIsRefused(int page) {
    TestDevice device = STAGED.fork(1);
    BootResult result =
        device.boot(new WornFlash(device.flash, DOWNLOAD + page, Defect.READ_FAULT));
    assertThat(versionOf(result)).isEqualTo(V1);
    assertThat(result.refused().orElseThrow()).contains("cannot be read");
    assertThat(device.flash.wear(PRIMARY)).isZero();
  }

  static IntStream downloadPages() {
    return IntStream.range(0, PAGES);
  }

  @ParameterizedTest(name = "page {0}")
  @MethodSource("headerAndTrailer")
  void aWaitingImageThatCannotBeErasedDoesNotStopTheNewOne(int page) {
    TestDevice device = STAGED.fork(1);
    WornFlash worn = new WornFlash(device.flash, DOWNLOAD + page, Defect.ERASE_FAULT);
    for (int boot = 0; boot < 3; boot++) {
      assertThat(versionOf(device.boot(worn))).isEqualTo(V2);
    }
    assertThat(device.flash.wear(PRIMARY)).isEqualTo(1);
  }

  static IntStream headerAndTrailer() {
    return IntStream.of(0, TALKATIVE.slotPages() - 1);
  }
}
