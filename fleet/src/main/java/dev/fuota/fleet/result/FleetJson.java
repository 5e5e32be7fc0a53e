package dev.fuota.fleet.result;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;

/**
 * Results as JSON: the same result gives the same octets, whatever Java writes it. One line for
 * each cell and each device; so it can be read again without taking it into memory twice.
 *
 * <p>What others may be merged with (a share of a fleet, or some shares put together), and a fleet
 * of at most {@link #LINES_MAX} devices, has a line for each device, and can be read again. A
 * larger whole one, or one that was stopped, has lines only of its first {@link #LINES_MAX}
 * failures, beside percentiles and the SHA-256 over the lines of all devices.
 */
public final class FleetJson {
  /** Lines of devices in a result that nobody merges. */
  public static final int LINES_MAX = 1_000;

  private FleetJson() {}

  /** Writes a result, and neither closes nor flushes. */
  public static void write(FleetResult result, Writer out) throws IOException {
    write(result, result.checks(), out);
  }

  /** The same with other checks than those that follow from the result. */
  public static void write(FleetResult result, List<Check> checks, Writer out) throws IOException {
    boolean all = result.isPart() || result.figures().devices() <= LINES_MAX;
    new ResultWriter(result, checks, all).write(out);
  }

  /** A result as text, ended by a line feed. */
  public static String write(FleetResult result) {
    StringWriter text = new StringWriter();
    try {
      write(result, text);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return text.toString();
  }

  /** The same as {@link #read(String, Reader)}. */
  public static FleetResult read(String name, String text) {
    return read(name, new StringReader(text));
  }

  /**
   * Reads a result that has all its lines.
   *
   * @param name of the file, for messages
   * @throws ResultProblem if it is none, or cannot be read
   */
  public static FleetResult read(String name, Reader text) {
    return new ResultReader(name, text).read();
  }
}
