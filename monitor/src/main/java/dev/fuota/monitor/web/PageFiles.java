package dev.fuota.monitor.web;

import dev.fuota.monitor.guard.ApiToken;
import dev.fuota.protocol.codec.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The files of the page, out of the class path. Nothing but them is ever read. */
public final class PageFiles {
  private static final String FOLDER = "/dev/fuota/monitor/page/";
  private static final Pattern PATH =
      Pattern.compile("[a-z0-9][a-zA-Z0-9._-]*(/[a-z0-9][a-zA-Z0-9._-]*)?");
  private static final int PATH_MAX = 100;

  /** What browsers must be told; a file of another kind is not served. */
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "woff2", "font/woff2");

  /**
   * A file of the page.
   *
   * @param tag changes when the content does
   */
  public record PageFile(Bytes content, String type, String tag) {}

  private final Map<String, PageFile> read = new ConcurrentHashMap<>();

  /** A file by its path below the page's folder. */
  public Optional<PageFile> file(String path) {
    PageFile known = read.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (type == null || path.length() > PATH_MAX || !PATH.matcher(path).matches()) {
      return Optional.empty();
    }
    Optional<PageFile> file = load(path).map(content -> page(content, type));
    file.ifPresent(it -> read.put(path, it));
    return file;
  }

  private static PageFile page(Bytes content, String type) {
    return new PageFile(content, type, "\"" + ApiToken.hash(content.toHex()).toHex() + "\"");
  }

  private static Optional<Bytes> load(String path) {
    try (InputStream in = PageFiles.class.getResourceAsStream(FOLDER + path)) {
      return in == null ? Optional.empty() : Optional.of(Bytes.of(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
