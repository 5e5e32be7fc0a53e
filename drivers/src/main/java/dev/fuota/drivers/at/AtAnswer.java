package dev.fuota.drivers.at;

import java.util.List;

/**
 * What a modem answered.
 *
 * @param lines all lines of the answer but its events, the last one too; they may hold keys
 */
public record AtAnswer(Verdict verdict, List<String> lines) {
  /** How a command ended. */
  public enum Verdict {
    DONE,
    ERROR,
    /** No answer in time. */
    SILENT,
    /** The line was lost, or takes nothing. */
    LOST
  }

  public AtAnswer {
    lines = List.copyOf(lines);
  }

  static AtAnswer none(Verdict verdict) {
    return new AtAnswer(verdict, List.of());
  }

  public boolean isDone() {
    return verdict == Verdict.DONE;
  }

  /** Whether the modem itself is in doubt, not the command. */
  public boolean isGone() {
    return verdict == Verdict.SILENT || verdict == Verdict.LOST;
  }

  /** The last line, which says how it ended; empty if there was none. */
  public String word() {
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  /** Never shows the lines. */
  @Override
  public String toString() {
    return verdict + ", " + lines.size() + " lines";
  }
}
