package dev.fuota.cli.console;

/**
 * Colours of a terminal, or none.
 *
 * @param colored whether there are any
 */
public record Style(boolean colored) {
  public String good(String text) {
    return wrap("32", text);
  }

  public String bad(String text) {
    return wrap("31", text);
  }

  public String strong(String text) {
    return wrap("1", text);
  }

  public String faint(String text) {
    return wrap("2", text);
  }

  private String wrap(String code, String text) {
    return colored ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
