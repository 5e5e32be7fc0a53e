package dev.fuota.drivers.at;

/** What the lines of one kind of modem mean. */
public interface AtSyntax {

  /** What a line is to the command that waits. */
  enum Role {
    /** It has nothing to do with it: the modem says it of its own. */
    EVENT,
    /** A part of its answer; more follows. */
    VALUE,
    /** Its last line: it was carried out. A line that is both value and end is this too. */
    DONE,
    /** Its last line: it was refused. */
    ERROR
  }

  /**
   * Says what a line is.
   *
   * @param command without its end; empty if none waits
   * @param line hostile
   */
  Role role(String command, String line);

  /**
   * What a line is without what the line before left in front of it, as of an echo in which an
   * event interfered. A line that is empty then does not count.
   */
  default String clean(String command, String line) {
    return line;
  }

  /** What ends a command. */
  default String terminator() {
    return "\r\n";
  }
}
