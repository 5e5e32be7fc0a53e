package dev.fuota.conformance;

import dev.fuota.conformance.GroupedAnswers.Questions;
import dev.fuota.protocol.lorawan.ReceiveWindow;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.protocol.lorawan.TxParameters;
import dev.fuota.protocol.time.GpsTime;
import dev.fuota.protocol.time.LeapSeconds;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Times, {@code mac-timing}: on air, of receive windows, and of GPS. */
final class TimingAnswers {
  private static final List<String> CODING_RATES = List.of("4/5", "4/6", "4/7", "4/8");

  private TimingAnswers() {}

  static KnownAnswers schema() {
    return new GroupedAnswers(
        "mac-timing/1",
        new Questions("time_on_air_lora", TimingAnswers::checkLora),
        new Questions("time_on_air_fsk", TimingAnswers::checkFsk),
        new Questions("rx_window", TimingAnswers::checkWindow),
        new Questions("gps_time", TimingAnswers::checkGps));
  }

  private static void checkLora(Check check, Entry entry) {
    Entry expect = entry.get("expect");
    TxParameters sent =
        new TxParameters(
            entry.integer("sf"),
            entry.integer("bw_hz"),
            codingRate(entry.get("cr")),
            entry.integer("preamble_symbols"),
            entry.flag("crc"),
            entry.flag("implicit_header"));
    int length = entry.integer("phy_payload_bytes", 0, 255);
    Duration time = TimeOnAir.of(sent, length);
    check.same(
        "low_data_rate_optimize",
        expect.flag("low_data_rate_optimize"),
        sent.lowDataRateOptimize());
    check.same(
        "payload_symbols",
        expect.integer("payload_symbols"),
        TimeOnAir.payloadSymbols(sent, length));
    check.same(
        "total_symbols",
        expect.get("total_symbols").node().doubleValue(),
        TimeOnAir.quarterSymbols(sent, length) / 4.0);
    check.same("time_us", micros(expect), time);
    check.same("time_ms_ceil", expect.integer("time_ms_ceil"), time.plusNanos(999_999).toMillis());
  }

  private static int codingRate(Entry cr) {
    if (!CODING_RATES.contains(cr.text())) {
      throw cr.malformed("a coding rate is 4/5 to 4/8");
    }
    return 1 + CODING_RATES.indexOf(cr.text());
  }

  private static Duration micros(Entry expect) {
    return Duration.of(expect.get("time_us").number(), ChronoUnit.MICROS);
  }

  private static void checkFsk(Check check, Entry entry) {
    int length = entry.integer("phy_payload_bytes", 0, 255);
    check.same("time_us", micros(entry.get("expect")), TimeOnAir.ofFsk(length));
  }

  private static void checkWindow(Check check, Entry entry) {
    Entry expect = entry.get("expect");
    ReceiveWindow window =
        ReceiveWindow.of(
            Duration.of(entry.get("symbol_us").number(), ChronoUnit.MICROS),
            entry.integer("min_rx_symbols"),
            entry.integer("rx_error_ms"),
            entry.integer("wakeup_ms"));
    check.same(
        "window_timeout_symbols", expect.integer("window_timeout_symbols"), window.symbols());
    check.same("window_offset_ms", expect.integer("window_offset_ms"), window.offsetMillis());
  }

  private static void checkGps(Check check, Entry entry) {
    Instant instant = Instant.ofEpochSecond(entry.get("unix_s").number());
    Entry expect = entry.get("expect");
    check.same("gps_s", expect.get("gps_s").u32(), GpsTime.ofUtc(instant).seconds());
    check.same("leap_seconds", expect.integer("leap_seconds"), LeapSeconds.at(instant));
  }
}
