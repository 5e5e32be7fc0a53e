package dev.fuota.report;

/** Drawings that stand in files of their own, light or dark as whoever looks at them likes it. */
public final class Picture {
  private static final String STYLE =
      """
      <style>
      svg { --ink: #16181d; --muted: #646973; --line: #e3e3df; --bar: #2a78d6; --bar-soft: #b9d5f6; --raised: #fff; }
      @media (prefers-color-scheme: dark) { svg { --ink: #eceef1; --muted: #a2a8b3; --line: #32363c;
        --bar: #4b8fe4; --bar-soft: #2a4667; --raised: #1d2024; } }
      .back { fill: var(--raised); }
      text { fill: var(--muted); font: 12px system-ui, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
      """;

  private Picture() {}

  /**
   * Begins one; {@code </svg>} ends it.
   *
   * @param words what it says, for those who do not see it
   * @param rules further ones of its style, in CSS; the colours are those of {@code report.css}
   */
  public static Markup begin(double width, double height, String words, String rules) {
    return new Markup()
        .add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" ", width, height)
        .add("role=\"img\" aria-labelledby=\"title\">\n<title id=\"title\">%s</title>\n", words)
        .raw(STYLE)
        .raw(rules)
        .raw("</style>\n")
        .add("<rect class=\"back\" width=\"%s\" height=\"%s\"/>\n", width, height);
  }
}
