package dev.fuota.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {
  private static Setting read(String text) {
    return SettingsFile.read("hall.yaml", text);
  }

  private static void refuses(ThrowingCallable use, String message) {
    assertThatThrownBy(use).isInstanceOf(SettingProblem.class).hasMessage(message);
  }

  @Test
  void valuesAreReadByTheirKind() {
    Setting file = read("count: 3\nloss: 5%\nwait: 90s\nsize: 64KiB\nkind: hall\nlist: [1, 2]\n");
    assertThat(file.get("count").number(1, 10)).isEqualTo(3);
    assertThat(file.get("loss").share()).isEqualTo(0.05);
    assertThat(file.get("wait").duration()).isEqualTo(Duration.ofSeconds(90));
    assertThat(file.get("size").octets()).isEqualTo(65_536);
    assertThat(file.get("kind").choice(Map.of("hall", 1, "yard", 2))).isEqualTo(1);
    assertThat(file.get("list").items()).hasSize(2);
    assertThat(file.get("none", 7, setting -> setting.number(0, 9))).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"250ms, PT0.25S", "90s, PT90S", "5min, PT5M", "2h, PT2H", "3d, PT72H"})
  void durations(String text, Duration expected) {
    assertThat(read("d: " + text).get("d").duration()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "4096, 4096", "1KiB, 1024", "16MiB, 16777216", "4GiB, 4294967296"})
  void sizes(String text, long expected) {
    assertThat(read("d: " + text).get("d").octets()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0.05, 0.05", "5 %, 0.05", "12.5%, 0.125", "0, 0", "1, 1", "100%, 1"})
  void shares(String text, double expected) {
    assertThat(read("d: " + text).get("d").share()).isEqualTo(expected);
  }

  @Test
  void numbersMayBeHexadecimalAndWordsYesOrNo() {
    Setting file = read("at: 0x1000\necc: true\nmicros: 12.5\n");
    assertThat(file.get("at").number(0, 9999)).isEqualTo(4096);
    assertThat(read("at: 010").get("at").number(0, 99)).isEqualTo(10);
    assertThat(file.get("ecc").yesNo()).isTrue();
    assertThat(file.get("micros").decimal()).isEqualTo(12.5);
    assertThat(file.isText()).isFalse();
    assertThat(file.get("at").isText()).isTrue();
    refuses(() -> file.get("ecc").decimal(), "hall.yaml:2:6: 'true' is no number");
    refuses(
        () -> file.get("at").yesNo(),
        "hall.yaml:1:5: '0x1000' is not known; known are false, true");
    refuses(() -> read("d: -1").get("d").decimal(), "hall.yaml:1:4: -1 is no number of 0 or more");
  }

  @Test
  void everyMistakeNamesItsLineAndWhatToDo() {
    Setting file = read("count: many\nfleet:\n  - {size: 5, clinets: 3}\n");
    refuses(() -> file.get("count").number(1, 9), "hall.yaml:1:8: 'many' is no whole number");
    refuses(
        () -> file.get("fleet").items().get(0).only("size", "clients"),
        "hall.yaml:3:24: unknown key clinets; did you mean clients?");
    refuses(() -> file.get("seed"), "hall.yaml:1:1: seed is missing; add seed:");
    refuses(
        () -> file.get("count").items(),
        "hall.yaml:1:8: a list belongs here, with a dash before each item");
    refuses(
        () -> file.get("count").get("x"),
        "hall.yaml:1:8: keys and values belong here, as key: value");
    refuses(() -> file.get("fleet").text(), "hall.yaml:3:3: a single value belongs here");
    refuses(
        () -> file.get("fleet").items().get(0).get("size").number(6, 9),
        "hall.yaml:3:12: 5 is not between 6 and 9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5x", "-1s", "s", "1 s", "99999999999s"})
  void noDuration(String text) {
    refuses(
        () -> read("d: " + text).get("d").duration(),
        "hall.yaml:1:4: '" + text + "' is no duration; write it as 250ms, 90s, 5min or 2h");
  }

  @Test
  void sharesBeyondOneAreRefused() {
    refuses(
        () -> read("d: 101%").get("d").share(), "hall.yaml:1:4: 101% is not between 0% and 100%");
    refuses(
        () -> read("d: much").get("d").share(),
        "hall.yaml:1:4: 'much' is no share; write it as 5% or 0.05");
    refuses(
        () -> read("d: NaN").get("d").share(),
        "hall.yaml:1:4: 'NaN' is no share; write it as 5% or 0.05");
  }

  @Test
  void whatIsNoYamlIsRefusedWithItsLine() {
    assertThatThrownBy(() -> read("a: 1\nb: [1, 2\nc: 3\n"))
        .isInstanceOf(SettingProblem.class)
        .hasMessageMatching("hall\\.yaml:\\d+:\\d+: no YAML: .*");
    refuses(() -> read(""), "hall.yaml: the file is empty");
    assertThatThrownBy(() -> read("a: 1\na: 2\n"))
        .isInstanceOf(SettingProblem.class)
        .hasMessageContaining("hall.yaml:2");
    assertThatThrownBy(() -> read("a: " + "[".repeat(200) + "]".repeat(200)))
        .isInstanceOf(SettingProblem.class);
  }
}
