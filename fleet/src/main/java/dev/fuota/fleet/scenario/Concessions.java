package dev.fuota.fleet.scenario;

import dev.fuota.agent.runtime.Compatibility;
import dev.fuota.device.config.LorawanWords;
import dev.fuota.settings.Setting;
import java.util.List;
import java.util.Map;

/**
 * Reads what devices concede to their server: {@code server}, by its name, and {@code
 * compatibility}, one by one.
 */
final class Concessions {
  static final String JOIN_ANSWERS = "join-answers";
  static final String LONG_STATUS = "long-status-without-session";
  static final String START_MISSED = "start-missed-with-undefined";
  static final String BLANK_DESCRIPTOR = "blank-descriptor";
  static final String LATE_CLASS_B = "late-class-b";

  /** All that there are. */
  static final List<String> ALL =
      List.of(JOIN_ANSWERS, LONG_STATUS, START_MISSED, BLANK_DESCRIPTOR, LATE_CLASS_B);

  private Concessions() {}

  static Compatibility read(Setting group) {
    Compatibility server = group.get("server", Compatibility.STRICT, LorawanWords::server);
    List<String> named =
        group.get(
            "compatibility",
            List.of(),
            list -> list.items().stream().map(Concessions::concession).toList());
    return new Compatibility(
        server.joinAnswers() || named.contains(JOIN_ANSWERS),
        server.longStatusWithoutSession() || named.contains(LONG_STATUS),
        server.startMissedWithUndefined() || named.contains(START_MISSED),
        server.blankDescriptor() || named.contains(BLANK_DESCRIPTOR),
        server.lateClassB() || named.contains(LATE_CLASS_B));
  }

  private static String concession(Setting value) {
    return value.choice(
        Map.of(
            JOIN_ANSWERS,
            JOIN_ANSWERS,
            LONG_STATUS,
            LONG_STATUS,
            START_MISSED,
            START_MISSED,
            BLANK_DESCRIPTOR,
            BLANK_DESCRIPTOR,
            LATE_CLASS_B,
            LATE_CLASS_B));
  }
}
