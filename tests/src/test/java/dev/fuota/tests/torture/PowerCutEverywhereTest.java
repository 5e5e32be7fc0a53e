package dev.fuota.tests.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.sim.Tear;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Power fails at every flash operation of one device's whole update, each time from the beginning,
 * and leaves that operation torn in every way that is known. The device boots each time, and ends
 * with the new firmware, and the server knows it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PowerCutEverywhereTest {
  private long operations;

  @BeforeAll
  void countTheOperations() {
    WholeUpdate undisturbed = WholeUpdate.undisturbed();
    assertThat(undisturbed.booted()).containsExactly(WholeUpdate.OLD, WholeUpdate.NEW);
    assertThat(undisturbed.done()).isTrue();
    operations = undisturbed.operations();
  }

  @ParameterizedTest(name = "operations torn as {0}")
  @EnumSource(Tear.class)
  @DisplayName("TR-12, TR-14c: a power cut at any flash operation does not keep v2 away")
  void aPowerCutAtAnyFlashOperationDoesNotKeepTheNewFirmwareAway(Tear tear) {
    List<String> failed = new ArrayList<>();
    LongStream.rangeClosed(1, operations).forEach(operation -> tryOne(operation, tear, failed));
    assertThat(failed).isEmpty();
  }

  private static void tryOne(long operation, Tear tear, List<String> failed) {
    WholeUpdate update = WholeUpdate.cutAt(operation, tear);
    boolean there = update.booted().get(update.booted().size() - 1).equals(WholeUpdate.NEW);
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
    List<String> during =
        Stream.of(2L, operations / 3, operations / 2, operations - 8)
            .map(operation -> WholeUpdate.cutAt(operation, Tear.NOTHING).lost().orElse(""))
            .toList();
    assertThat(operations).isGreaterThan(150);
    assertThat(during).anyMatch(text -> text.startsWith("in the application"));
    assertThat(during).anyMatch(text -> text.startsWith("in the bootloader"));
  }
}
