package dev.fuota.cli;

/**
 * Colours of a terminal, or none.
 *
 * @param colored whether there are any
 */
record Style(boolean colored) {
  String good(String text) {
    return wrap("32", text);
  }

  String bad(String text) {
    return wrap("31", text);
  }

  String strong(String text) {
    return wrap("1", text);
  }

  String faint(String text) {
    return wrap("2", text);
  }

  private String wrap(String code, String text) {
    return colored ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
