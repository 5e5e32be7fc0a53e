package dev.fuota.cli.campaign;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events (HTML standard, 9.2): name and data of each; ids and retries are not
 * used.
 */
final class EventStream {
  /** No event of ours comes near; a server that is none of ours must not fill the memory. */
  private static final int EVENT_MAX = 16 << 20;

  private final BufferedReader in;

  EventStream(InputStream in) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /**
   * Reads until the stream ends or {@code next} has had enough.
   *
   * @param next is given name and data, and says whether it wants more
   * @throws IOException if the connection breaks, or an event is too long
   */
  void read(BiPredicate<String, String> next) throws IOException {
    String name = "message";
    StringBuilder data = new StringBuilder();
    for (String line = line(); line != null; line = line()) {
      if (line.isEmpty()) {
        if (!data.isEmpty() && !next.test(name, data.substring(0, data.length() - 1))) {
          return;
        }
        name = "message";
        data.setLength(0);
      } else if (line.startsWith("event:")) {
        name = value(line, "event:");
      } else if (line.startsWith("data:")) {
        if (data.length() > EVENT_MAX) {
          throw new IOException("an event has no end");
        }
        data.append(value(line, "data:")).append('\n');
      }
    }
  }

  /** A line without its end, or null at the end of the stream. */
  private @Nullable String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != -1; c = in.read()) {
      if (c == '\n') {
        return line.toString();
      }
      if (line.length() == EVENT_MAX) {
        throw new IOException("an event has no end");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return null;
  }

  private static String value(String line, String field) {
    String value = line.substring(field.length());
    return value.startsWith(" ") ? value.substring(1) : value;
  }
}
