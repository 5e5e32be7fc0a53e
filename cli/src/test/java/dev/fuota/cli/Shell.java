package dev.fuota.cli;

import dev.fuota.cli.console.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs one command line and keeps what it printed. */
public final class Shell {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final int exit;

  private Shell(byte[] in, boolean terminal, Map<String, String> environment, String... arguments) {
    Console console =
        new Console(
            new ByteArrayInputStream(in),
            stream(out),
            stream(err),
            environment,
            false,
            terminal,
            terminal);
    this.exit = Fuota.run(console, arguments);
  }

  /** As in a pipe: no terminal anywhere. */
  public static Shell run(String... arguments) {
    return new Shell(new byte[0], false, Map.of(), arguments);
  }

  /** With octets on standard input. */
  public static Shell piped(byte[] in, String... arguments) {
    return new Shell(in, false, Map.of(), arguments);
  }

  public static Shell onTerminal(Map<String, String> environment, String... arguments) {
    return new Shell(new byte[0], true, environment, arguments);
  }

  /** One that nobody reads, for what prints nothing. */
  public static Console console() {
    PrintStream nowhere = stream(new ByteArrayOutputStream());
    return new Console(
        new ByteArrayInputStream(new byte[0]), nowhere, nowhere, Map.of(), false, false, false);
  }

  private static PrintStream stream(ByteArrayOutputStream into) {
    return new PrintStream(into, true, StandardCharsets.UTF_8);
  }

  public int exit() {
    return exit;
  }

  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** What was printed on standard output, which must be one JSON document and nothing else. */
  public JsonNode json() {
    return JsonMapper.shared().readTree(out());
  }
}
