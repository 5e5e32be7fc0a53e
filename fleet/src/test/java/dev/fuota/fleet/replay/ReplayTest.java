package dev.fuota.fleet.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.fleet.cell.CellRunner;
import dev.fuota.fleet.replay.StoryLine.Kind;
import dev.fuota.fleet.result.CellResult;
import dev.fuota.fleet.result.DeviceLine;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.scenario.ScenarioFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Stories of devices of a fleet of two cells, in which something happens. */
class ReplayTest {
  private static final String TEXT =
      """
      apiVersion: fuota/v1
      name: replayed
      seed: 5
      cell: 3
      air: {loss: 10%}
      fleet:
        - {count: 5, secret: 000102030405060708090a0b0c0d0e0f, uplinkInterval: 1min, adr: false,
           dataRate: 5}
      campaign: {image: 4KiB, fragmentSize: 200, redundancy: 100%}
      faults:
        - {at: boot, every: flash-operation, devices: 2, do: power-cut}
        - {at: fragment 5, devices: 100%, do: duplicate}
        - {at: session-setup, devices: 2, do: reset}
      until: {updated: all, longest: 6h}
      expect: [{updated: ">= 90%"}]
      """;

  private static final Scenario SCENARIO = ScenarioFile.read("test.yaml", TEXT, name -> "");

  private final List<StoryLine> story = new ArrayList<>();

  private DeviceLine tell(int device, Optional<Duration> until, boolean all) {
    story.clear();
    return new Replay(SCENARIO, device).tell(until, all, () -> false, story::add);
  }

  private List<String> texts(Kind kind) {
    return story.stream().filter(line -> line.kind() == kind).map(StoryLine::text).toList();
  }

  private List<String> details() {
    return story.stream().flatMap(line -> line.details().stream()).toList();
  }

  @Test
  void eachDeviceEndsAsItDoesWithinTheFleet() {
    CellRunner runner = new CellRunner(SCENARIO);
    assertThat(runner.cells()).isEqualTo(2);
    for (int cell = 0; cell < runner.cells(); cell++) {
      CellResult result = runner.run(cell);
      for (DeviceLine line : result.devices()) {
        assertThat(tell(line.number(), Optional.empty(), false)).isEqualTo(line);
        assertThat(new Replay(SCENARIO, line.number()).cell()).isEqualTo(cell);
        assertThat(texts(Kind.POWER)).hasSize(line.powerCuts());
      }
    }
  }

  @Test
  void tellsFramesStatesFlashAndFaults() {
    long cuts = 0;
    for (int device = 0; device < SCENARIO.count(); device++) {
      tell(device, Optional.empty(), false);
      assertThat(texts(Kind.SENT).get(0)).startsWith("join-request, DevEUI 70b3d57ed000000");
      assertThat(texts(Kind.HEARD).get(0)).startsWith("join-accept; ");
      assertThat(texts(Kind.LINK)).contains("joined: a new session");
      assertThat(details())
          .anyMatch(it -> it.startsWith("McGroupSetupReq  mcGroupId 0, mcAddr 27000001"))
          .anyMatch(it -> it.startsWith("FragSessionSetupReq  mcGroupBitMask 1, fragIndex 0"))
          .anyMatch(it -> it.startsWith("McClassCSessionAns  mcGroupId 0, drError 0"))
          .noneMatch(it -> it.startsWith("DataFragment"));
      assertThat(texts(Kind.HEARD)).anyMatch(it -> it.startsWith("fragments "));
      assertThat(texts(Kind.FLASH)).anyMatch(it -> it.startsWith("fragments: programs "));
      assertThat(texts(Kind.FAULT)).contains("fault 1 strikes: a downlink comes twice");
      cuts += texts(Kind.FAULT).stream().filter(it -> it.startsWith("fault 0 ")).count();
    }
    assertThat(cuts).isPositive();
  }

  @Test
  void givesEverythingALineOfItsOwnIfAsked() {
    tell(0, Optional.empty(), false);
    int summedUp = story.size();
    DeviceLine line = tell(0, Optional.empty(), true);
    assertThat(story).hasSizeGreaterThan(summedUp);
    assertThat(texts(Kind.FLASH)).hasSize(Math.toIntExact(line.flashOperations()));
    assertThat(details().stream().filter(it -> it.startsWith("DataFragment  fragIndex 0, n ")))
        .hasSize(line.heard());
  }

  @Test
  void endsWhereItIsToldTo() {
    Duration end = Duration.ofMinutes(3);
    tell(1, Optional.of(end), false);
    List<StoryLine> begun = List.copyOf(story);
    assertThat(begun).isNotEmpty().allMatch(line -> line.at().compareTo(end) <= 0);
    tell(1, Optional.empty(), false);
    assertThat(story.subList(0, begun.size())).isEqualTo(begun);
    assertThat(story.size()).isGreaterThan(2 * begun.size());
  }

  @Test
  void isTheSameEachTime() {
    tell(2, Optional.empty(), true);
    List<StoryLine> first = List.copyOf(story);
    tell(2, Optional.empty(), true);
    assertThat(story).isEqualTo(first);
  }

  @Test
  void aDeviceThatIsNotThereHasNoStory() {
    assertThatThrownBy(() -> new Replay(SCENARIO, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("device 5 of 5");
  }
}
