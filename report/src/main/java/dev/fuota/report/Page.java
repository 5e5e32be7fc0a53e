package dev.fuota.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The frame that all pages share: no scripts, light or dark as the reader prefers. */
public final class Page {
  private Page() {}

  /**
   * A whole page.
   *
   * @param title plain text
   * @param css rules that this page has besides the shared ones
   * @param body markup
   */
  public static String of(String title, String css, CharSequence body) {
    return new Markup()
        .raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .add("<title>%s</title>", title)
        .raw("<style>\n")
        .raw(css())
        .raw(css)
        .raw("</style></head>\n<body><main>\n")
        .raw(body)
        .raw("</main></body></html>\n")
        .toString();
  }

  private static String css() {
    try (InputStream in = Page.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("report.css is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
