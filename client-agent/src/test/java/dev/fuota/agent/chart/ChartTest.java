package dev.fuota.agent.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.protocol.clocksync.ClockSyncDownlink;
import dev.fuota.protocol.clocksync.ForceDeviceResyncReq;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The tool that draws the charts notices what is missing. */
class ChartTest {
  private static Chart<AtomicInteger, ClockSyncDownlink> counter() {
    return new Chart<>("Counter", AtomicInteger::new, on -> "s" + on.get(), on -> List.of());
  }

  @Test
  @DisplayName("Every pair of state and event is driven, each with a new device")
  void everyPair() {
    var chart =
        counter()
            .state("s0", on -> {})
            .state("s1", on -> on.set(1))
            .event("stay", on -> {})
            .event("back", on -> on.set(0));
    assertThat(chart.drive().stream().map(Chart.Transition::next))
        .containsExactly("s0", "s0", "s1", "s0");
  }

  @Test
  @DisplayName("A state that is not reached, and one without a name, are failures")
  void unknownStates() {
    var unreached = counter().state("s0", on -> on.set(2)).event("stay", on -> {});
    assertThatThrownBy(unreached::drive)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("s2");
    var unnamed = counter().state("s0", on -> {}).event("up", on -> on.set(3));
    assertThatThrownBy(unnamed::drive)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("s3");
  }

  @Test
  @DisplayName("A command of the package without event is a failure")
  void missingCommand() {
    var chart = counter().command("", new ForceDeviceResyncReq(1), (on, command) -> {});
    assertThatThrownBy(() -> chart.coveringAll(ClockSyncDownlink.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("AppTimeAns");
  }
}
