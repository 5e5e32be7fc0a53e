package dev.fuota.cli.emulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A symbolic link that is there as long as it is open, or the process lives. */
final class SymbolicLink implements AutoCloseable {
  private final @Nullable Path at;

  private SymbolicLink(@Nullable Path at) {
    this.at = at;
  }

  /**
   * Makes it; one that is there already is replaced, another file is not.
   *
   * @param at where; null: nowhere
   * @throws IOException if it cannot be made
   */
  static SymbolicLink of(@Nullable Path at, Path target) throws IOException {
    SymbolicLink link = new SymbolicLink(at);
    if (at != null) {
      if (Files.isSymbolicLink(at)) {
        Files.delete(at);
      }
      Files.createSymbolicLink(at, target);
      Runtime.getRuntime().addShutdownHook(new Thread(link::close, "link"));
    }
    return link;
  }

  /** Its own name, or {@code target} if there is none. */
  Path or(Path target) {
    return at == null ? target : at;
  }

  @Override
  public void close() {
    try {
      if (at != null && Files.isSymbolicLink(at)) {
        Files.delete(at);
      }
    } catch (IOException gone) {
      return; // the process ends, and the link leads nowhere
    }
  }
}
