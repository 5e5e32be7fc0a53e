package dev.fuota.server.campaign;

import static dev.fuota.server.campaign.Fixtures.GROUP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.server.harness.World;
import dev.fuota.server.port.DownlinkChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The campaigns' chapter of {@code docs/state-machines.md} says what campaigns do: each is driven
 * to its end in many ways, and every stage that it went through is drawn. With {@code
 * -Dcharts.write=true} the chapter is written anew.
 */
class CampaignChartTest {
  private static final String BEGIN = "\n## Campaigns\n";
  private static final String HEAD =
      BEGIN
          + """

          The stages of the paired server's campaigns. Each chart is what was seen when campaigns of that kind were
          driven to their ends: with all devices well, over lossy air, with devices that refuse, are silent, or fall
          silent at one of the stages. At every stage an abort leads to ABORTED, one with deletion to ABORT_CLEANUP first,
          and the end of `maximum_duration` to a verdict by the devices that succeeded so far; these are not drawn. In
          class B MC_CLASS_B_SESSION_SETUP stands in the place of MC_CLASS_C_SESSION_SETUP.
          """;

  /** The transitions of one kind of campaign: where they lead. */
  private static final class Machine {
    final String title;
    final Supplier<Lab> well;
    final List<Supplier<Lab>> ways = new ArrayList<>();
    final Map<Stage, Set<String>> seen = new TreeMap<>();

    Machine(String title, Supplier<Lab> well) {
      this.title = title;
      this.well = well;
      ways.add(well);
    }

    Machine way(Supplier<Lab> lab) {
      ways.add(lab);
      return this;
    }

    void drive() {
      for (Supplier<Lab> way : ways) {
        Lab lab = way.get();
        lab.run();
        record(lab);
      }
    }

    private void record(Lab lab) {
      List<Stage> stages = lab.stages;
      for (int i = 0; i < stages.size(); i++) {
        String to =
            i + 1 < stages.size()
                ? stages.get(i + 1).name()
                : lab.campaign.verdict().orElseThrow().outcome().name();
        seen.computeIfAbsent(stages.get(i), s -> new LinkedHashSet<>()).add(to);
      }
    }

    String drawing() {
      StringBuilder text =
          new StringBuilder("\n### " + title + "\n\n```mermaid\nstateDiagram-v2\n");
      text.append("  [*] --> ").append(well.get().campaign.stages().get(0)).append('\n');
      seen.forEach(
          (from, all) ->
              all.stream().sorted().forEach(to -> text.append("  " + from + " --> " + to + "\n")));
      for (Verdict.Outcome outcome : Verdict.Outcome.values()) {
        if (seen.values().stream().anyMatch(all -> all.contains(outcome.name()))) {
          text.append("  ").append(outcome).append(" --> [*]\n");
        }
      }
      return text.append("```\n").toString();
    }
  }

  private static CampaignParametersBuilder parameters() {
    return CampaignParameters.builder()
        .maximumDuration(Duration.ofDays(20))
        .msgRetries(2)
        .successThreshold(50)
        .datafragLoopsMax(3)
        .versionReportTimeout(Duration.ofMinutes(1));
  }

  private static Lab lab(CampaignParametersBuilder parameters, Job job, Consumer<Lab> trouble) {
    Lab lab = new Lab(2, parameters, job);
    trouble.accept(lab);
    return lab;
  }

  private static Lab lossy(CampaignParametersBuilder parameters, Job job, double loss) {
    return new Lab(new World(loss, 5), 2, parameters.msgRetries(60), job, GROUP);
  }

  private static Machine machine(
      String title, Supplier<CampaignParametersBuilder> parameters, Supplier<Job> job) {
    Machine machine = new Machine(title, () -> lab(parameters.get(), job.get(), lab -> {}));
    machine.way(() -> lab(parameters.get(), job.get(), CampaignChartTest::killOne));
    machine.way(() -> lab(parameters.get(), job.get(), CampaignChartTest::killAll));
    Optional<CutFile> file = job.get().file();
    if (file.isPresent()) {
      machine.way(() -> lossy(parameters.get(), job.get(), 0.3));
      machine.way(() -> lossy(parameters.get(), job.get(), 0.7));
      machine.way(() -> lab(parameters.get(), job.get(), CampaignChartTest::refuse));
    }
    for (Stage stage : machine.well.get().campaign.stages()) {
      machine.way(() -> lab(parameters.get(), job.get(), lab -> dieAt(lab, stage)));
    }
    return machine;
  }

  private static void killOne(Lab lab) {
    lab.world.kill(lab.devices.get(0).radio());
  }

  private static void killAll(Lab lab) {
    lab.devices.forEach(device -> lab.world.kill(device.radio()));
  }

  private static void refuse(Lab lab) {
    lab.devices.forEach(device -> device.judgeImage(2));
  }

  /** All devices fall silent when the stage begins. */
  private static void dieAt(Lab lab, Stage stage) {
    lab.onStage =
        begun -> {
          if (begun == stage) {
            killAll(lab);
          }
        };
  }

  private static List<Machine> machines() {
    DownlinkChannel pingSlots =
        new DownlinkChannel(
            0, parameters().build().multicastChannel().dataRate(), OptionalInt.of(0));
    assertThat(
            new Lab(1, parameters().multicastChannel(pingSlots), Lab.upload(5)).campaign.stages())
        .contains(Stage.MC_CLASS_B_SESSION_SETUP); // in the place of class C
    Job groups = new Job.ConfigureGroups(List.of());
    return List.of(
        machine("Configure multicast groups", CampaignChartTest::parameters, () -> groups),
        machine(
            "Upload a binary file, FEC on",
            () -> parameters().reboot(new Reboot.AtTime(Optional.empty())),
            () -> Lab.upload(5)),
        machine(
            "Upload a binary file, FEC off", CampaignChartTest::parameters, () -> Lab.upload(0)),
        machine("Upgrade a firmware, FEC on", CampaignChartTest::parameters, () -> Lab.upgrade(5)),
        machine(
            "Upgrade a firmware by unicast, FEC off",
            () -> parameters().delivery(Delivery.UNICAST),
            () -> new Job.UpgradeFirmware(Fixtures.firmware(0, 40))));
  }

  @Test
  @DisplayName("TP-01, TP-15: the committed chart shows the stages that campaigns go through")
  void theChartIsTrue() throws IOException {
    StringBuilder drawn = new StringBuilder(HEAD);
    for (Machine machine : machines()) {
      machine.drive();
      drawn.append(machine.drawing());
    }
    Path document = document();
    String text = Files.readString(document, UTF_8);
    int begin = text.indexOf(BEGIN);
    if (Boolean.getBoolean("charts.write")) {
      Files.writeString(document, text.substring(0, begin < 0 ? text.length() : begin) + drawn);
      return;
    }
    assertThat(begin < 0 ? "" : text.substring(begin))
        .as("docs/state-machines.md; write it anew with -Dcharts.write=true and look at the change")
        .isEqualTo(drawn.toString());
  }

  @Test
  @DisplayName("TP-04, TP-17: at every stage of every kind an abort ends a campaign")
  void everyStageCanBeEnded() {
    Map<String, Verdict.Outcome> ends = new LinkedHashMap<>();
    Set<Stage> reached = EnumSet.noneOf(Stage.class);
    for (Machine machine : machines()) {
      for (Stage stage : machine.well.get().campaign.stages()) {
        if (stage == Stage.TRANSMISSION_ROUNDS) {
          continue; // only over lossy air: RoundsStep is stopped like the transfer
        }
        Lab lab = machine.well.get();
        lab.start().runUntil(stage);
        reached.add(stage);
        lab.campaign.abort(true);
        assertThat(lab.stages).endsWith(Stage.ABORT_CLEANUP);
        ends.put(machine.title + " " + stage, lab.end().outcome());
      }
    }
    assertThat(ends.values()).containsOnly(Verdict.Outcome.ABORTED);
    assertThat(reached).hasSize(10);
  }

  private static Path document() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("mvnw"))) {
      here = Objects.requireNonNull(here.getParent(), "no mvnw above the tests");
    }
    return here.resolve("docs/state-machines.md");
  }
}
