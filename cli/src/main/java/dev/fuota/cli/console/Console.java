package dev.fuota.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the command reads and writes.
 *
 * @param in what the command reads if no file is named
 * @param out results
 * @param err all else
 * @param environment the variables of the process
 * @param inIsTerminal whether a person has to type {@code in}
 * @param outIsTerminal whether a person sees {@code out} as it is written
 * @param errIsTerminal whether a person sees {@code err} as it is written
 */
public record Console(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    boolean inIsTerminal,
    boolean outIsTerminal,
    boolean errIsTerminal) {

  /** That of this process. */
  public static Console ofProcess() {
    return new Console(
        System.in,
        System.out,
        System.err,
        System.getenv(),
        isTerminal(0),
        isTerminal(1),
        isTerminal(2));
  }

  /** Neither {@code TERM=dumb} nor a continuous-integration job can show a line that moves. */
  public boolean canRedraw() {
    return errIsTerminal
        && !"dumb".equals(environment.get("TERM"))
        && environment.getOrDefault("CI", "").isEmpty();
  }

  /** Whether results are coloured when nobody said. */
  public boolean likesColor() {
    return outIsTerminal
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(environment.get("TERM"));
  }

  /**
   * Java knows a console only if standard input and output both are one; Linux tells about each
   * stream.
   */
  @SuppressWarnings("SystemConsoleNull") // newer Java than 17 says more often yes than it should
  private static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException notLinux) {
      return System.console() != null;
    }
  }
}
