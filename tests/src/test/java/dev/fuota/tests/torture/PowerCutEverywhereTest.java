package dev.fuota.tests.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.boot.Strategy;
import dev.fuota.fleet.demo.UpdateForm;
import dev.fuota.hal.sim.Tear;
import dev.fuota.tests.torture.WholeUpdate.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Power fails at every flash operation of one device's whole update, each time from the beginning,
 * and leaves that operation torn in every way that is known. The device boots each time, and ends
 * with the new firmware, and the server knows it.
 */
class PowerCutEverywhereTest {
  private static final Kind USUAL = new Kind(Strategy.AB, UpdateForm.WHOLE);
  private static final Tear[] TEARS = Tear.values();

  static Stream<Kind> kinds() {
    return Stream.of(Strategy.values())
        .flatMap(strategy -> Stream.of(UpdateForm.values()).map(form -> new Kind(strategy, form)));
  }

  @ParameterizedTest(name = "operations torn as {0}")
  @EnumSource(Tear.class)
  @DisplayName("TR-12, TR-14c: a power cut at any flash operation does not keep v2 away")
  void aPowerCutAtAnyFlashOperationDoesNotKeepTheNewFirmwareAway(Tear tear) {
    assertThat(failures(USUAL, operation -> tear)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  @DisplayName("TR-12, TR-14b, TR-14c: nor does it in any other strategy or form, torn in turn")
  void norDoesItInAnyStrategyOrForm(Kind kind) {
    assertThat(failures(kind, operation -> TEARS[(int) (operation % TEARS.length)])).isEmpty();
  }

  private static List<String> failures(Kind kind, LongFunction<Tear> tears) {
    WholeUpdate undisturbed = WholeUpdate.undisturbed(kind);
    assertThat(undisturbed.booted()).startsWith(Payloads.OLD).endsWith(Payloads.NEW);
    assertThat(undisturbed.done()).isTrue();
    List<String> failed = new ArrayList<>();
    LongStream.rangeClosed(1, undisturbed.operations())
        .forEach(operation -> tryOne(kind, operation, tears.apply(operation), failed));
    return failed;
  }

  private static void tryOne(Kind kind, long operation, Tear tear, List<String> failed) {
    WholeUpdate update = WholeUpdate.cutAt(kind, operation, tear);
    boolean there = update.booted().get(update.booted().size() - 1).equals(Payloads.NEW);
    if (update.lost().isEmpty() || !there || !update.done()) {
      failed.add(
          "operation "
              + operation
              + ", "
              + tear
              + ": lost "
              + update.lost()
              + ", booted "
              + update.booted()
              + ", done "
              + update.done());
    }
  }

  @Test
  void theOperationsAreThoseOfDownloadMarkAndCopy() {
    Kind kind = new Kind(Strategy.IN_PLACE, UpdateForm.WHOLE);
    long operations = WholeUpdate.undisturbed(kind).operations();
    List<String> during =
        Stream.of(2L, operations / 3, operations / 2, operations - 8)
            .map(operation -> WholeUpdate.cutAt(kind, operation, Tear.NOTHING).lost().orElse(""))
            .toList();
    assertThat(operations).isGreaterThan(150);
    assertThat(during).anyMatch(text -> text.startsWith("in the application"));
    assertThat(during).anyMatch(text -> text.startsWith("in the bootloader"));
  }
}
