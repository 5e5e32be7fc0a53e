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
   * The exit code of a command that printed its results: another one, with a sentence, if they are
   * lost, as on a full disk. A reader that went away before the end, as {@code head} does, has what
   * it wanted.
   */
  public int ended(String program, int exit) {
    if (!out.checkError() || target(1).startsWith("pipe:")) {
      return exit;
    }
    err.println(program + ": standard output takes no more; is the disk full? The result is lost");
    return Exit.USAGE;
  }

  /**
   * Java knows a console only if standard input and output both are one; Linux tells about each
   * stream.
   */
  @SuppressWarnings("SystemConsoleNull") // newer Java than 17 says more often yes than it should
  private static boolean isTerminal(int descriptor) {
    String target = target(descriptor);
    return target.isEmpty()
        ? System.console() != null
        : target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
  }

  /** What a descriptor of this process is; empty where that cannot be known, not on Linux. */
  private static String target(int descriptor) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
    } catch (IOException | UnsupportedOperationException notLinux) {
      return "";
    }
  }
}
