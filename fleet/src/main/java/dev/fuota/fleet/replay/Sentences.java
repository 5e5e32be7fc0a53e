package dev.fuota.fleet.replay;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.boot.BootResult;
import dev.fuota.protocol.time.GpsTime;
import dev.fuota.report.Say;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What happens to a device, in words. */
final class Sentences {
  private Sentences() {}

  /** The event's own words: its name, and what it says; a new kind of event needs nothing here. */
  static String of(AgentEvent event) {
    List<String> parts = new ArrayList<>();
    for (RecordComponent component : event.getClass().getRecordComponents()) {
      String value = value(value(event, component));
      if (!value.isEmpty()) {
        parts.add(words(component.getName()) + " " + value);
      }
    }
    String name = words(event.getClass().getSimpleName());
    return parts.isEmpty() ? name : name + ": " + String.join(", ", parts);
  }

  private static Object value(AgentEvent event, RecordComponent component) {
    try {
      return component.getAccessor().invoke(event);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError(component.getName(), impossible); // a record's accessors are public
    }
  }

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace("_", "-");
  }

  private static String value(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(Sentences::value).orElse("");
    }
    if (value instanceof Duration duration) {
      return signed(duration);
    }
    if (value instanceof GpsTime time) {
      return time.toString();
    }
    return value instanceof Enum<?> constant ? of(constant) : String.valueOf(value);
  }

  private static String signed(Duration duration) {
    String length = Say.duration(Math.abs(duration.toMillis()) / 1000.0);
    return duration.isNegative() ? "-" + length : length;
  }

  /** {@code fragSessionBegan} as {@code frag session began}. */
  private static String words(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
  }

  static String of(BootResult result) {
    if (result instanceof BootResult.Started started) {
      return "runs "
          + started.version()
          + " from "
          + started.slot().toString().toLowerCase(Locale.ROOT)
          + (started.installed() ? ", which it installed" : "")
          + (started.trial() ? ", on trial" : "");
    }
    return "runs nothing: " + ((BootResult.Stuck) result).reason();
  }
}
