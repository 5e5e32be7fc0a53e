package dev.fuota.conformance;

import dev.fuota.conformance.device.Window;
import dev.fuota.protocol.time.GpsTime;

/** A class B or class C session, as the link was told to listen for it. */
final class SessionCheck {
  /** A receiver is on a little before the session, because clocks are off by that much. */
  private static final int EARLY_C_SECONDS_MAX = 2;

  /** In class B it has to find the beacon first: two beacon periods. */
  private static final int EARLY_B_SECONDS_MAX = 256;

  private final Check check;
  private final String field;
  private final DeviceRun run;
  private final Window window;

  SessionCheck(Check check, String field, DeviceRun run, Window window) {
    this.check = check;
    this.field = field;
    this.run = run;
    this.window = window;
  }

  void isOfClass(String name) {
    check.same(field + "/session", name, window.periodicity().isPresent() ? "B" : "C");
  }

  void opens(long gps) {
    long opened = run.gps(window.opened());
    int early = window.periodicity().isPresent() ? EARLY_B_SECONDS_MAX : EARLY_C_SECONDS_MAX;
    boolean inTime = opened <= gps && opened >= gps - early;
    check.same(field + "/startGps", gps, inTime ? gps : opened);
  }

  void closes(long gps) {
    check.same(
        field + "/endGps",
        gps,
        window
            .closed()
            .map(at -> new GpsTime(run.gps(at)).seconds())
            .map(String::valueOf)
            .orElse("still open"));
  }

  void listensOn(int frequencyHz) {
    check.same(field + "/frequencyHz", frequencyHz, window.frequencyHz());
  }

  void usesDataRate(int dataRate) {
    check.same(field + "/dataRate", dataRate, window.dataRate());
  }

  void hasPingSlots(int periodicity) {
    check.same(
        field + "/pingPeriodicity",
        periodicity,
        window.periodicity().map(String::valueOf).orElse("none"));
  }
}
