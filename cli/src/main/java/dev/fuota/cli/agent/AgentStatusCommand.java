package dev.fuota.cli.agent;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.Versions;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code fuota agent status}. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "Asks an agent that runs on this machine how it is.")
public final class AgentStatusCommand implements Callable<Integer> {
  private static final int OCTETS_MAX = 1 << 16;
  private static final int BAR = 40;

  @Option(
      names = "--socket",
      paramLabel = "FILE",
      defaultValue = "/run/fuota/agent.sock",
      description = "The agent's socket: status in its settings. Default: ${DEFAULT-VALUE}.")
  private Path socket = Path.of("/run/fuota/agent.sock");

  @Option(names = "--json", description = "Print the agent's own JSON document.")
  private boolean json;

  private final Console console;

  public AgentStatusCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    String document = ask();
    if (json) {
      console.out().println(document);
      return Exit.DONE;
    }
    try {
      print(new JsonMapper().readTree(document));
    } catch (JacksonException e) {
      throw new InputProblem("AGENT_SILENT", socket + " is the socket of something else");
    }
    return Exit.DONE;
  }

  private String ask() {
    try (SocketChannel agent = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      byte[] octets = Channels.newInputStream(agent).readNBytes(OCTETS_MAX);
      if (octets.length == 0) {
        throw new InputProblem("AGENT_SILENT", "the agent does not answer; is it very busy?");
      }
      return new String(octets, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new InputProblem(
          "AGENT_UNREACHABLE",
          "no agent answers at "
              + socket
              + " ("
              + e.getMessage()
              + "); start one, or name its socket with --socket");
    }
  }

  private void print(JsonNode status) {
    JsonNode link = status.path("link");
    line("device", device(status));
    line(
        "link",
        text(link, "kind")
            + ", "
            + text(link, "activity")
            + (text(link, "identity").isEmpty() ? "" : ": " + text(link, "identity")));
    line("trouble", text(link, "trouble"));
    JsonNode update = status.path("update");
    line("running", text(update, "running"));
    line("waiting", text(update, "waiting"));
    line("update", text(update, "sentence"));
    session(update.path("session"));
    file(update.path("file"));
    windows(status.path("windows"));
    line("flash", text(status.path("flash"), "trouble"));
    line("last trouble", text(status, "lastTrouble"));
    Duration up = Duration.ofSeconds(status.path("uptimeSeconds").asLong(0));
    line(
        "up",
        String.format(
            "%d d %02d:%02d:%02d",
            up.toDays(), up.toHoursPart(), up.toMinutesPart(), up.toSecondsPart()));
  }

  /** One of LoRaWAN has an EUI, one of a network the group where it is looked for. */
  private static String device(JsonNode status) {
    return status.has("devEui")
        ? text(status, "devEui") + ", " + text(status, "region")
        : text(status, "interface") + ", group " + text(status, "discovery");
  }

  private void session(JsonNode session) {
    int all = session.path("fragments").asInt(0);
    bar("session", all - session.path("needed").asInt(0), all);
  }

  private void file(JsonNode file) {
    bar("chunks", file.path("held").asInt(0), file.path("chunks").asInt(0));
  }

  private void bar(String what, int part, int all) {
    if (all > 0) {
      int have = Math.max(0, part);
      int filled = (int) ((long) BAR * have / all);
      line(what, "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] " + have + " of " + all);
    }
  }

  private void windows(JsonNode windows) {
    if (windows.path("count").asLong(0) > 0) {
      line(
          "windows",
          String.format(
              Locale.ROOT,
              "%d, late by %.3f ms (half of them), %.3f ms (99 %%), %.3f ms (at most)",
              windows.path("count").asLong(0),
              windows.path("p50Millis").asDouble(0),
              windows.path("p99Millis").asDouble(0),
              windows.path("maxMillis").asDouble(0)));
    }
  }

  private static String text(JsonNode node, String key) {
    return node.path(key).asString("");
  }

  /** What there is nothing to say of is left out. */
  private void line(String what, String detail) {
    if (!detail.isEmpty()) {
      console.out().println(String.format("%-13s %s", what, detail));
    }
  }
}
