package dev.fuota.fleet.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Results as text, there and back, and texts that are none. */
class FleetJsonTest {

  private static FleetResult result(int devices) {
    List<DeviceLine> lines = new ArrayList<>();
    for (int i = 0; i < devices; i++) {
      boolean good = i % 3 > 0;
      Reached joined = Reached.NOTHING.with(Stage.JOINED, 1000L * i);
      lines.add(
          new DeviceLine(
              i,
              "70b3d57ed%07x".formatted(i),
              0,
              good ? Fate.UPDATED : Fate.INCOMPLETE,
              good ? "" : "missed \"some\"",
              good ? joined.with(Stage.UPDATED, Reached.MILLIS_MAX) : joined,
              46,
              50,
              good ? 55 : 0,
              i % 2,
              1.25 * i,
              1L << 33,
              500));
    }
    TreeMap<String, Long> refusals = new TreeMap<>();
    refusals.put("TOO_LATE", 3L);
    CellResult cell =
        new CellResult(
            0,
            Long.MIN_VALUE,
            0,
            lines,
            List.of(new GatewayLine(0, "g", 1, 2, Duration.ofNanos(36_000_000_001L), refusals)),
            AirLine.NONE,
            Optional.of(
                new CampaignLine(
                    0,
                    "DONE_WITH_FAILURES",
                    "two thirds",
                    Duration.ofSeconds(1),
                    Duration.ofMillis(2001),
                    50,
                    65,
                    222,
                    Duration.ofSeconds(24),
                    Optional.empty(),
                    1,
                    List.of(new StageLine("S", Duration.ZERO, Duration.ofNanos(1), 4, 5)))),
            Duration.ofHours(1),
            true,
            7,
            8);
    List<Expectation> expectations =
        List.of(
            new Expectation(
                Metric.UPDATED,
                Comparison.AT_LEAST,
                0.5,
                Unit.SHARE,
                Optional.of(Duration.ofHours(2))),
            new Expectation(
                Metric.AIRTIME_PER_GATEWAY, Comparison.AT_MOST, 0.02, Unit.SHARE, Optional.empty()),
            new Expectation(Metric.VERDICT, Comparison.AT_LEAST, 4, Unit.ENDING, Optional.empty()));
    Head head =
        new Head(
            "made up",
            -1,
            "00",
            "1",
            List.of("all"),
            devices,
            1,
            expectations,
            Optional.empty(),
            true);
    return new FleetResult(head, List.of(cell));
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    FleetResult result = result(30);
    String text = FleetJson.write(result);
    FleetResult again = FleetJson.read("r.json", text);
    assertThat(again).isEqualTo(result);
    assertThat(FleetJson.write(again)).isEqualTo(text);
  }

  @Test
  void itIsJsonThatSaysWhetherAllIsAsExpected() {
    JsonNode json = JsonMapper.shared().readTree(FleetJson.write(result(3)));
    assertThat(json.path("ok").asBoolean()).isFalse();
    assertThat(json.at("/error/code").asString()).isEqualTo("NOT_AS_EXPECTED");
    assertThat(json.at("/figures/fates/UPDATED").asInt()).isEqualTo(2);
    assertThat(json.at("/figures/overhead").decimalValue()).isEqualByComparingTo("0.1");
    assertThat(json.at("/figures/airTimePerGateway").decimalValue()).isEqualByComparingTo("0.01");
    assertThat(json.at("/cells/0/gateways/0/airTime").asString()).startsWith("36.000000001");
    JsonNode joined = json.at("/percentiles/JOINED");
    assertThat(joined.get(0).asInt()).isZero();
    assertThat(joined.get(joined.size() - 1).asInt()).isEqualTo(2000);
  }

  @Test
  void expectationsAreJudgedWithinTheirTime() {
    FleetResult result = result(3);
    assertThat(result.checks())
        .containsExactly(
            // the instant of the update is far behind two hours
            new Check("updated >= 50.000 % within 7200 s", "0.000 %", false),
            new Check("airtime.perGateway <= 2.000 %", "1.000 %", true),
            new Check("verdict >= DONE", "DONE_WITH_FAILURES", false));
  }

  @Test
  void aLargeResultHasItsFailuresAloneButAShareAllItsLines() {
    FleetResult large = result(FleetJson.LINES_MAX + 2);
    JsonNode json = JsonMapper.shared().readTree(FleetJson.write(large));
    assertThat(json.path("devices")).hasSize((FleetJson.LINES_MAX + 2) / 3);
    assertThat(json.path("devices"))
        .allMatch(device -> device.path("fate").asString().equals("INCOMPLETE"));
    assertThatThrownBy(() -> FleetJson.read("large.json", FleetJson.write(large)))
        .isInstanceOf(ResultProblem.class)
        .hasMessageContaining("large.json: it has not a line for each device of cell 0");
    Head head = large.head();
    Head share =
        new Head(
            head.name(),
            head.seed(),
            head.scenarioSha256(),
            head.version(),
            head.groups(),
            head.devices(),
            head.cellsInAll(),
            head.expectations(),
            Optional.of(new Shard(0, 2)),
            true);
    FleetResult part = new FleetResult(share, large.cells());
    assertThat(FleetJson.read("part.json", FleetJson.write(part))).isEqualTo(part);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fuota/fleet-result/v1 | fuota/fleet-result/v9 | r.json:1: it does not begin with",
        "\"fragments\":46 | \"fragments\":-1 | r.json:12: fragments is no whole number from 0",
        "\"fragments\":46 | \"fragments\":1e99 | r.json:12: fragments is no whole number from 0",
        "\"fragments\":46 | \"fragmants\":46 | r.json:12: a key that is not known: fragmants",
        "\"fate\":\"UPDATED\" | \"fate\":\"LOST\" | r.json:13: fate is none of its words: LOST",
        "\"cell\":0,\"id\" | \"cell\":5,\"id\" | r.json:12: a device of a cell that is not there",
        "\"reached\":[0, | \"reached\":[ | r.json:12: reached is no list of 9",
        "\"seed\":-1 | \"seed\":1.5 | r.json:3: seed is no whole number",
        "\"seed\":-1 | \"seed\":-1,,, | r.json:3: no JSON",
        "\"devices\":3 | \"devices\":2 | r.json:9: a cell too many, or twice",
        "\"cell\":0,\"seed\" | \"cell\":1,\"seed\" | r.json:9: a cell too many, or twice",
        "\"metric\":\"VERDICT\" | \"metric\":\"JOINED\" | JOINED is not expected like that",
        "\"took\":3600.000000000,\"en | \"took\":1e400,\"en | took is no number of seconds",
        "]} | ]}x | r.json:15: no JSON",
      })
  void aTextThatIsNoneIsRefusedWithItsPlace(String part, String other, String message) {
    String text = FleetJson.write(result(3));
    String bad =
        part.equals("]}")
            ? text.replace("\n]}", "\n]}x")
            : text.replaceFirst(Pattern.quote(part), other);
    assertThat(bad).isNotEqualTo(text);
    assertThatThrownBy(() -> FleetJson.read("r.json", bad))
        .isInstanceOf(ResultProblem.class)
        .hasMessageContaining(message);
  }

  @Test
  void aTextWithoutEndIsRefused() {
    String text = FleetJson.write(result(3));
    for (int end = 0; end < text.length() - 1; end += 7) {
      String cut = text.substring(0, end);
      assertThatThrownBy(() -> FleetJson.read("cut.json", cut)).isInstanceOf(ResultProblem.class);
    }
    String endless = "{\"format\":\"" + "x".repeat(2 << 20);
    assertThatThrownBy(() -> FleetJson.read("endless.json", endless))
        .isInstanceOf(ResultProblem.class)
        .hasMessageContaining("endless.json:1: longer than a line");
  }
}
