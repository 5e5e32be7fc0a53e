package dev.fuota.boot.mcuboot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.boot.mcuboot.StatusSourceTable.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecisionTablesTest {
  private static final List<SlotState> SLOT_STATES = slotStates();

  private static List<SlotState> slotStates() {
    List<SlotState> states = new ArrayList<>();
    for (Magic magic : Magic.values()) {
      for (Flag copyDone : Flag.values()) {
        for (Flag imageOk : Flag.values()) {
          states.add(new SlotState(magic, SwapType.NONE, copyDone, imageOk));
        }
      }
    }
    return states;
  }

  @ParameterizedTest
  @EnumSource(McubootMode.class)
  void allPairsOfTrailersHaveTheAnswerOfTheDesign(McubootMode mode) {
    for (SlotState primary : SLOT_STATES) {
      for (SlotState secondary : SLOT_STATES) {
        assertThat(SwapTypeTable.of(mode, primary, secondary))
            .as("%s, %s", primary, secondary)
            .isEqualTo(designed(mode, primary, secondary));
      }
    }
  }

  /** In words: a good mark in the secondary slot goes before an unconfirmed primary image. */
  private static SwapType designed(McubootMode mode, SlotState primary, SlotState secondary) {
    boolean offset = mode == McubootMode.SWAP_OFFSET;
    if (secondary.magic() == Magic.GOOD && secondary.imageOk() == Flag.SET) {
      return SwapType.PERM;
    }
    if (secondary.magic() == Magic.GOOD && secondary.imageOk() == Flag.UNSET) {
      return offset && secondary.copyDone() == Flag.SET ? SwapType.REVERT : SwapType.TEST;
    }
    boolean onTrial =
        primary.magic() == Magic.GOOD
            && primary.copyDone() == Flag.SET
            && primary.imageOk() == Flag.UNSET;
    return onTrial ? SwapType.REVERT : SwapType.NONE;
  }

  @ParameterizedTest
  @EnumSource(McubootMode.class)
  void noRowIsWithoutAUse(McubootMode mode) {
    List<SwapTypeTable.Row> rows = SwapTypeTable.rows(mode);

    assertThat(
            SLOT_STATES.stream()
                .flatMap(first -> SLOT_STATES.stream().map(second -> firstFit(rows, first, second)))
                .distinct())
        .containsExactlyInAnyOrderElementsOf(rows);
  }

  private static SwapTypeTable.Row firstFit(
      List<SwapTypeTable.Row> rows, SlotState primary, SlotState secondary) {
    return rows.stream().filter(row -> row.fits(primary, secondary)).findFirst().orElseThrow();
  }

  @Test
  void recordsAreInScratchWheneverItsMagicIsGood() {
    for (Magic primary : Magic.values()) {
      for (Flag copyDone : Flag.values()) {
        assertThat(
                StatusSourceTable.of(
                    McubootMode.SWAP_SCRATCH, primary, Magic.GOOD, Magic.BAD, copyDone))
            .isEqualTo(Source.SCRATCH);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = McubootMode.class,
      names = {"SWAP_SCRATCH", "SWAP_MOVE", "SWAP_OFFSET"})
  void recordsAreInThePrimarySlotOnlyWhileItsCopyIsNotDone(McubootMode mode) {
    for (Magic primary : Magic.values()) {
      for (Magic scratch : List.of(Magic.UNSET, Magic.BAD)) {
        for (Magic secondary : Magic.values()) {
          for (Flag copyDone : Flag.values()) {
            assertThat(StatusSourceTable.of(mode, primary, scratch, secondary, copyDone))
                .as("%s %s %s %s", primary, scratch, secondary, copyDone)
                .isEqualTo(expectedSource(mode, primary, secondary, copyDone));
          }
        }
      }
    }
  }

  private static Source expectedSource(
      McubootMode mode, Magic primary, Magic secondary, Flag copyDone) {
    boolean there =
        mode == McubootMode.SWAP_SCRATCH
            ? primary != Magic.BAD
            : primary == Magic.GOOD && secondary != Magic.GOOD;
    return there && copyDone == Flag.UNSET ? Source.PRIMARY : Source.NONE;
  }

  @Test
  void aSlotIsStartedForGoodOnlyWhenItConfirmedItself() {
    List<String> started =
        SLOT_STATES.stream()
            .filter(slot -> TrialTable.of(slot) == TrialTable.Choice.START)
            .map(slot -> slot.magic() + " " + slot.copyDone() + " " + slot.imageOk())
            .toList();

    assertThat(started).containsExactly("GOOD SET SET");
  }

  @Test
  void aSlotIsMarkedWhenItWasNeverStarted() {
    assertThat(
            SLOT_STATES.stream()
                .filter(slot -> TrialTable.of(slot) == TrialTable.Choice.MARK_AND_START))
        .allSatisfy(
            slot -> {
              assertThat(slot.magic()).isEqualTo(Magic.GOOD);
              assertThat(slot.copyDone()).isNotEqualTo(Flag.SET);
            })
        .hasSize(6);
  }

  @ParameterizedTest
  @EnumSource(McubootMode.class)
  void theDocumentHasALineForEachRow(McubootMode mode) {
    int headLines = 2;

    assertThat(DecisionTables.swapTypes(mode).lines())
        .hasSize(headLines + SwapTypeTable.rows(mode).size())
        .allMatch(line -> columns(line) == 7);
    assertThat(DecisionTables.statusSources(mode).lines())
        .hasSize(headLines + StatusSourceTable.rows(mode).size())
        .allMatch(line -> columns(line) == 5);
    assertThat(DecisionTables.trials().lines()).hasSize(headLines + TrialTable.ROWS.size());
  }

  private static int columns(String line) {
    return Stream.of(line.split("\\|", -1)).toList().size() - 2;
  }

  @Test
  void cellsNameTheValuesThatFit() {
    assertThat(DecisionTables.swapTypes(McubootMode.SWAP_MOVE).lines().skip(2).findFirst())
        .hasValue("| any | good | any | unset | any | any | TEST |");
    assertThat(Arrays.asList(DecisionTables.statusSources(McubootMode.SWAP_SCRATCH).split("\n")))
        .contains("| good | unset or bad | any | unset | primary |");
  }
}
