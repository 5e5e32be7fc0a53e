package dev.fuota.cli.manual;

/** Text in the language of manual pages, man(7): requests begin a line with a dot. */
final class Roff {
  private final StringBuilder text = new StringBuilder();

  /**
   * A request with its arguments, which may contain blanks.
   *
   * @param name with those of its arguments that are no text, as in "ad l"
   */
  Roff request(String name, String... arguments) {
    text.append('.').append(name);
    for (String argument : arguments) {
      text.append(" \"").append(escaped(argument).replace("\"", "\\(dq")).append('"');
    }
    text.append('\n');
    return this;
  }

  /** A line of text; what would be read as a request is kept from it. Blank ones are left out. */
  Roff line(String plain) {
    return marked(escaped(plain));
  }

  /** A line that is in this language already. */
  Roff marked(String line) {
    if (!line.isBlank()) {
      boolean request = line.startsWith(".") || line.startsWith("'");
      text.append(request ? "\\&" : "").append(line).append('\n');
    }
    return this;
  }

  static String bold(String plain) {
    return "\\fB" + escaped(plain) + "\\fR";
  }

  static String italic(String plain) {
    return "\\fI" + escaped(plain) + "\\fR";
  }

  /** A minus is a minus, for who copies it into a shell, and not a hyphen. */
  static String escaped(String plain) {
    return plain.strip().replace("\\", "\\(rs").replace("-", "\\-");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
