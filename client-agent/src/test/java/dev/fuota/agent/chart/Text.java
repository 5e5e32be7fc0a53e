package dev.fuota.agent.chart;

import dev.fuota.protocol.codec.Command;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Commands in words. */
public final class Text {
  private Text() {}

  /** The name that a command has in its specification. */
  public static String nameOf(Command command) {
    return command.getClass().getSimpleName().replaceAll("V\\d+$", "");
  }

  /** The name, the bits that are set, and the numbers that may be absent and are not. */
  public static String of(Command command) {
    List<String> words = new ArrayList<>(List.of(nameOf(command)));
    for (RecordComponent component : command.getClass().getRecordComponents()) {
      Object value = valueOf(command, component);
      if (value.equals(true)) {
        words.add(component.getName());
      } else if (value instanceof OptionalInt number && number.isPresent()) {
        words.add(component.getName() + " " + number.getAsInt());
      }
    }
    return String.join(" ", words);
  }

  private static Object valueOf(Command command, RecordComponent component) {
    try {
      return component.getAccessor().invoke(command);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
