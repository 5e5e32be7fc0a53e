package dev.fuota.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("TP-18: parameters are texts under the names of the seeds")
class ParameterTextsTest {

  private static ParsedParameters parse(String... namesAndValues) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return CampaignParameters.parse(values, Region.EU868);
  }

  @Test
  @DisplayName("TP-18: every parameter of the ThingPark pages has a row")
  void knowsTheNamesOfTheSeeds() {
    assertThat(CampaignParameter.ALL)
        .extracting(CampaignParameter::name)
        .doesNotHaveDuplicates()
        .contains(
            "success_threshold",
            "maximum_duration",
            "ucast_msg_delay",
            "delivery_timeout",
            "msg_retries",
            "mcast_msg_delay",
            "summary_reports_disabled",
            "summary_report_timeout",
            "fsession_status_threshold",
            "fsession_status_spread",
            "datafrag_loops_max");
    assertThat(CampaignParameter.ALL)
        .allSatisfy(
            row -> {
              assertThat(row.meaning()).endsWith(".");
              assertThat(row.allowed()).isNotEmpty();
            });
  }

  @Test
  @DisplayName("TP-18: nothing given is the defaults, and the defaults are usable")
  void nothingIsTheDefaults() {
    ParsedParameters parsed = parse();
    assertThat(parsed.problems()).isEmpty();
    assertThat(parsed.parameters()).isEqualTo(CampaignParameters.builder().build());
  }

  @Test
  @DisplayName("TP-18: each value is written as it is read")
  void readsWhatItWrites() {
    CampaignParameters all =
        parse(
                "success_threshold", "90",
                "maximum_duration", "2d",
                "ucast_msg_delay", "250",
                "delivery_timeout", "90",
                "msg_retries", "3",
                "mcast_msg_delay", "1500ms",
                "summary_report_timeout", "0",
                "session_start", "2026-11-22T10:00:00Z",
                "session_duration", "3h",
                "fsession_status_threshold", "7",
                "fsession_status_spread", "20s",
                "datafrag_loops_max", "4",
                "device_reboot_time", "auto",
                "device_reboot_countdown", "5min",
                "version_report_timeout", "1h",
                "mcast_class", "B",
                "mcast_periodicity", "4",
                "mcast_data_rate", "3",
                "frag_index", "2",
                "frag_size", "40",
                "redundancy", "12.5%",
                "ack_reception", "true",
                "delivery", "unicast",
                "adaptive", "true",
                "repair", "true",
                "canary", "5%",
                "delete_on_abort", "true")
            .parameters();
    assertThat(all.ucastMsgDelay()).isEqualTo(Duration.ofMillis(250)); // bare: milliseconds
    assertThat(all.deliveryTimeout()).isEqualTo(Duration.ofSeconds(90)); // bare: seconds
    assertThat(all.summaryReportTimeout()).isZero();
    assertThat(all.sessionStart()).contains(Instant.parse("2026-11-22T10:00:00Z"));
    assertThat(all.reboot()).isEqualTo(new Reboot.AtTime(Optional.empty(), Duration.ofMinutes(5)));
    assertThat(all.multicastChannel().pingPeriodicity()).isEqualTo(OptionalInt.of(4));
    assertThat(all.multicastChannel().dataRate().index()).isEqualTo(3);
    assertThat(all.redundancy()).isEqualTo(0.125);
    assertThat(all.delivery()).isEqualTo(Delivery.UNICAST);
    assertThat(all.beyond().canary().orElseThrow().of(50)).isEqualTo(3);

    Map<String, String> written = new HashMap<>();
    for (CampaignParameter row : CampaignParameter.ALL) {
      if (!row.valueIn(all).isEmpty()) {
        written.put(row.name(), row.valueIn(all));
      }
    }
    written.remove("summary_report_timeout"); // 0 s is written; equal all the same
    written.put("summary_report_timeout", "0s");
    assertThat(CampaignParameters.parse(written, Region.EU868))
        .isEqualTo(new ParsedParameters(all, List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "success_threshold, 140, 1..100",
    "success_threshold, most, 1..100",
    "success_threshold, 99999999999, 1..100",
    "maximum_duration, 10s, 1min..30d",
    "ucast_msg_delay, -1, 0s..1h",
    "delivery_timeout, 5 weeks, 1s..1d",
    "redundancy, lots, 0%..1000%",
    "redundancy, 2000%, 0%..1000%",
    "delivery, broadcast, multicast or unicast",
    "adaptive, yes, false or true",
    "mcast_class, A, B or C",
    "mcast_data_rate, 99, a downlink data rate of the region",
    "session_start, tomorrow, an instant such as 2026-11-22T10:00:00Z",
    "'canary', '0', 'a share such as 5%, or a number of devices, 1..65535'"
  })
  @DisplayName("TP-18: what is out of its range is named, with what is allowed")
  void namesWhatIsWrong(String name, String value, String allowed) {
    assertThat(parse(name, value).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.parameter()).isEqualTo(name);
              assertThat(problem.sentence()).startsWith("is ");
              assertThat(problem.allowed()).isEqualTo(allowed);
            });
  }

  @Test
  @DisplayName("TP-18: an unknown name is a problem, with the name that was meant")
  void namesTheUnknown() {
    assertThat(parse("sucess_threshold", "90").problems())
        .singleElement()
        .extracting(Problem::text)
        .isEqualTo("sucess_threshold is no parameter: did you mean success_threshold?");
    String huge = "x".repeat(100_000);
    assertThat(parse(huge, huge).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.text()).hasSizeLessThan(1500));
  }

  @Test
  @DisplayName("TP-18: values that contradict each other are named")
  void namesContradictions() {
    assertThat(
            parse(
                    "mcast_class", "C",
                    "mcast_periodicity", "3",
                    "summary_reports_disabled", "true",
                    "summary_report_timeout", "5")
                .problems())
        .extracting(Problem::parameter)
        .containsExactly("mcast_periodicity", "summary_report_timeout");
  }
}
