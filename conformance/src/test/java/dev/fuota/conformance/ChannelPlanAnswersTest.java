package dev.fuota.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelPlanAnswersTest {
  @TempDir private Path directory;

  /** File, place of the expectation, another value; id and field of the failure. */
  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "mac-commands.json, /link_adr/1/expect/answer_f_opts, \"0307\", s-adr-001, answer_f_opts",
    "mac-commands.json, /link_adr/2/expect/new_state/dr, 2, s-adr-002, dr",
    "mac-commands.json, /link_adr/2/expect/new_state/tx_power, 2, s-adr-002, tx_power",
    "mac-commands.json, /link_adr/2/expect/new_state/nb_trans, 2, s-adr-002, nb_trans",
    "mac-commands.json, /link_adr/2/expect/new_state/enabled_mask, 1, s-adr-002, enabled_mask",
    "mac-commands.json, /answers/0/expect/answer_f_opts, \"0a03\", s-beh-000, answer_f_opts",
    "mac-commands.json, /answers/10/expect/applied, false, s-beh-010, applied",
    "mac-region.json, /regions/0/data_rates/3/sf, 8, EU868, dr 3/sf",
    "mac-region.json, /regions/0/data_rates/3/max_app_payload_n, 114, EU868, dr"
        + " 3/max_app_payload_n",
    "mac-region.json, /regions/1/data_rates/2/max_app_payload_n_dwell400, 12, AS923,"
        + " dr 2/max_app_payload_n_dwell400",
    "mac-region.json, /regions/2/defaults/rx2_frequency_hz, 866000000, IN865, rx2_frequency_hz",
    "mac-region.json, /regions/3/defaults/adr_ack_limit, 63, US915, adr_ack_limit",
    "mac-region.json, /regions/3/defaults/adr_ack_delay, 33, US915, adr_ack_delay",
    "mac-region.json, /regions/3/tx_power_offsets_db/1, -3, US915, tx_power_offsets_db/1",
    "mac-region.json, /regions/4/beacon/size, 17, AU915, beacon/size"
  })
  @DisplayName("One changed expectation is found and named")
  void oneChangedExpectationFails(
      String file, String pointer, String value, String id, String field) {
    Path copy = KnownAnswerFiles.copyWith(directory, file, pointer, value);

    assertThat(Conformance.run(List.of(copy)).ran().get(0).groups())
        .flatMap(GroupReport::failures)
        .extracting(Failure::id, Failure::field)
        .contains(tuple(id, field));
  }
}
