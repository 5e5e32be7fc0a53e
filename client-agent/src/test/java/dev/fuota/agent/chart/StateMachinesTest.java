package dev.fuota.agent.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.clocksync.ClockSyncChart;
import dev.fuota.agent.firmware.FirmwareChart;
import dev.fuota.agent.fragmentation.FragmentationChart;
import dev.fuota.agent.msu.ClientChart;
import dev.fuota.agent.multicast.MulticastChart;
import dev.fuota.protocol.codec.PackageVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/state-machines.md} says what the code does. With {@code -Dcharts.write=true} the
 * document is written anew instead.
 */
class StateMachinesTest {
  /** Every chart, in the order of the document; a new one is a line here. */
  private static List<Chart<?, ?>> charts() {
    return List.of(
        ClockSyncChart.of(PackageVersion.V1),
        ClockSyncChart.of(PackageVersion.V2),
        MulticastChart.of(PackageVersion.V1),
        MulticastChart.of(PackageVersion.V2),
        FragmentationChart.of(PackageVersion.V1),
        FragmentationChart.of(PackageVersion.V2),
        FirmwareChart.ofReboot(),
        FirmwareChart.ofImage(),
        ClientChart.of());
  }

  /** The chapter behind ours; the server's tests write it. */
  private static final String CAMPAIGNS = "\n## Campaigns\n";

  private static final String HEAD =
      """
      # State machines

      What the device's machines do in each state with each event. This page is written by driving them
      ([how](../CONTRIBUTING.md#change-a-state-machine)), and a test fails if they do anything else.

      In the tables **bold** is the next state, where it changes; below it stands what the device sends, with the
      bits that are set; · means that neither is the case.
      """;

  @Test
  @DisplayName("The committed charts show what the machines do")
  void chartsAreTrue() throws IOException {
    String drawn = draw();
    String text = Files.readString(document(), UTF_8);
    int campaigns = text.indexOf(CAMPAIGNS);
    String behind = campaigns < 0 ? "" : text.substring(campaigns);
    if (Boolean.getBoolean("charts.write")) {
      Files.writeString(document(), drawn + behind);
      return;
    }
    assertThat(text.substring(0, text.length() - behind.length()))
        .as("docs/state-machines.md; write it anew with -Dcharts.write=true and look at the change")
        .isEqualTo(drawn);
  }

  private static String draw() {
    StringBuilder text = new StringBuilder(HEAD);
    for (Chart<?, ?> chart : charts()) {
      text.append('\n').append(new Drawing(chart).markdown());
    }
    return text.toString();
  }

  private static Path document() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("mvnw"))) {
      here = Objects.requireNonNull(here.getParent(), "no mvnw above the tests");
    }
    return here.resolve("docs/state-machines.md");
  }
}
