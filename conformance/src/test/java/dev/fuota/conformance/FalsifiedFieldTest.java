package dev.fuota.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A field that the runner does not look at would let any answer pass. */
class FalsifiedFieldTest {
  @TempDir private Path directory;

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "mac-join.json, /rejoin_request/0/expect/mic, '\"bf74c668\"'",
    "mac-classb.json, /next_slot/5/expect/beacon_time_gps_s, 1434209664",
    "mac-classb.json, /next_slot/5/expect/ping_offset, 58",
    "mac-classb.json, /next_slot/5/expect/slot_index, 33",
    "mac-lns.json, /jreq/0/expect/dev_eui_id6, '\"4eb5:48df:8857:52ff\"'",
    "mac-lns.json, /jreq/0/expect/dev_eui_id6, '\"4eb5:48df:8857\"'",
    "mac-region.json, /regions/0/data_rates/0/modulation, '\"FSK\"'",
    "mac-gwmqtt.json, /messages/0/json/rxInfo/snr, 0",
    "mac-gwmqtt.json, /messages/8/json/items/0/txInfo/timing/delay/delay, '\"1.5s\"'",
  })
  void isNoticed(String file, String pointer, String value) {
    ConformanceReport report = run(KnownAnswerFiles.copyWith(directory, file, pointer, value));

    assertThat(report.unusable()).isEmpty();
    assertThat(report.failed()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "/messages/0/json/rxInfo/rfChain, 0",
    "/messages/8/json/items/0/txInfo/timing/delay/delay, '\"1.000s\"'",
  })
  @DisplayName("The JSON of protocol buffers may say defaults, and seconds with zeros")
  void otherSpellingsPass(String pointer, String value) {
    Path copy = KnownAnswerFiles.copyWith(directory, "mac-gwmqtt.json", pointer, value);

    assertThat(run(copy).failed()).isZero();
  }

  @Test
  @DisplayName("Results of published simulations are no answers, and count as neither")
  void simulations() {
    String text = "{\"schema\":\"mac-simref/1\",\"lorasim\":[{\"id\":\"a\",\"expect\":{}}]}";

    ConformanceReport report = run(KnownAnswerFiles.write(directory.resolve("simref.json"), text));

    assertThat(report.unusable()).isEmpty();
    assertThat(report.passed() + report.failed()).isZero();
    assertThat(report.ran().get(0).groups())
        .anySatisfy(group -> assertThat(group.inapplicable()).hasSize(1));
  }

  private static ConformanceReport run(Path file) {
    return Conformance.run(List.of(file));
  }
}
