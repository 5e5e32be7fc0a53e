package dev.fuota.fleet.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.fleet.result.DeviceLine;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.result.Stage;
import dev.fuota.report.Plot;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StageMapTest {
  private static final Pattern NEVER = Pattern.compile("<path class=\"no\" d=\"([^\"]*)\"");
  private static final Pattern BOX = Pattern.compile("M([\\d.]+) ([\\d.]+)H([\\d.]+)V([\\d.]+)");
  private static final double ROW = 22;

  private static List<double[]> never(String svg) {
    Matcher path = NEVER.matcher(svg);
    return path.find()
        ? BOX.matcher(path.group(1))
            .results()
            .map(
                box ->
                    new double[] {
                      Double.parseDouble(box.group(1)),
                      Double.parseDouble(box.group(2)),
                      Double.parseDouble(box.group(3)),
                      Double.parseDouble(box.group(4))
                    })
            .toList()
        : List.of();
  }

  private static boolean isPast(DeviceLine device, Stage stage) {
    return Stage.ALL.stream().anyMatch(it -> it.compareTo(stage) >= 0 && device.reached().has(it));
  }

  @Test
  void aCellOfOneDeviceIsOneColourFromTopToBottom() {
    FleetResult result = MadeUpFleet.of(120, 11, 0.22);
    List<double[]> boxes = never(new StageMap(new Census(result)).draw(Plot.Size.WIDE));
    long missing =
        Stage.ALL.stream()
            .mapToLong(stage -> result.devices().filter(it -> !isPast(it, stage)).count())
            .sum();
    assertThat(missing).isPositive();
    assertThat(boxes).hasSize((int) missing).allMatch(box -> box[3] - box[1] == ROW);
  }

  @Test
  void whatIsCutOffIsTheShareThatNeverCame() {
    FleetResult result = MadeUpFleet.of(16_000, 12, 0.2);
    List<DeviceLine> devices = result.devices().toList();
    List<double[]> boxes = never(new StageMap(new Census(result)).draw(Plot.Size.WIDE));
    double bottom = boxes.stream().mapToDouble(box -> box[3]).max().orElseThrow();
    List<double[]> last = boxes.stream().filter(box -> box[3] == bottom).toList();
    double left = last.stream().mapToDouble(box -> box[0]).min().orElseThrow();
    double most = last.stream().mapToDouble(box -> box[3] - box[1]).max().orElseThrow();
    assertThat(left).isLessThan(200);
    double worst = 0;
    for (int column = 0; column < 160; column++) { // of 100 devices
      long missing =
          devices.subList(column * 100, column * 100 + 100).stream()
              .filter(device -> !isPast(device, Stage.UPDATED))
              .count();
      worst = Math.max(worst, missing / 100.0);
    }
    assertThat(most)
        .isCloseTo(
            worst == 1 ? ROW : Math.min(worst * ROW, ROW - 2.5),
            org.assertj.core.data.Offset.offset(0.02));
  }

  @Test
  void wheneverNobodyIsMissingNothingIsCutOff() {
    FleetResult result =
        LongStream.range(0, 50)
            .mapToObj(seed -> MadeUpFleet.of(20, seed, 0))
            .filter(made -> made.figures().count(Stage.UPDATED) == 20)
            .findFirst()
            .orElseThrow();
    assertThat(never(new StageMap(new Census(result)).draw(Plot.Size.WIDE))).isEmpty();
  }
}
