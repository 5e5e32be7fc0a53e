package dev.fuota.cli.campaign;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.cli.io.ProgressView;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code fuota campaign watch}. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Shows how far a campaign is until it ends. Goes on when the server was away for a while.",
      "With --json each change is a line of its own."
    },
    footer = {
      "",
      "Exit code 0 if the success threshold was reached, 1 if not or if it was aborted."
    })
public final class CampaignWatchCommand implements Callable<Integer> {
  private static final Duration AGAIN = Duration.ofSeconds(1);

  @Parameters(paramLabel = "ID", description = "Number of the campaign.")
  private long id;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "How long the server may be away. Default: ${DEFAULT-VALUE}.")
  private int patience = 0;

  @Mixin private ServiceOptions service = new ServiceOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;
  private double share;
  private String stage = "";

  public CampaignWatchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ServiceClient client = service.client(console);
    JsonNode campaign = client.get("/campaigns/" + id);
    try (ProgressView view = output.progress(console, "campaign " + id)) {
      show(campaign, view);
      while (!CampaignText.hasEnded(campaign)) {
        follow(client, view);
        campaign = again(client);
      }
      show(campaign, view);
    }
    end(campaign);
    return CampaignText.succeeded(campaign) ? Exit.DONE : Exit.FAILED;
  }

  /** Until the campaign ends, or the connection does. */
  private void follow(ServiceClient client, ProgressView view) {
    try (InputStream stream = client.events("/events?campaign=" + id)) {
      new EventStream(stream).read((name, data) -> more(name, data, view));
    } catch (IOException lost) {
      console.err().println("no connection to the server any more; asking again");
    }
  }

  private boolean more(String name, String data, ProgressView view) {
    if (!name.equals("campaign")) {
      return true;
    }
    JsonNode campaign = json(data);
    if (campaign.path("id").asLong() == id) {
      show(campaign, view);
      return !CampaignText.hasEnded(campaign);
    }
    return true;
  }

  private JsonNode json(String data) {
    try {
      return JsonMapper.shared().readTree(data);
    } catch (JacksonException noJson) {
      throw new InputProblem("SERVER_STRANGE", "the server sends events that are no JSON");
    }
  }

  /** The campaign as it is, from a server that may be about to start again. */
  private JsonNode again(ServiceClient client) {
    Instant end = Instant.now().plusSeconds(patience);
    while (true) {
      try {
        return client.get("/campaigns/" + id);
      } catch (InputProblem problem) {
        boolean away = problem.code().equals("SERVER_UNREACHABLE");
        if (!away || !Instant.now().isBefore(end)) {
          throw problem;
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(AGAIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InputProblem("INTERRUPTED", "interrupted");
    }
  }

  private void show(JsonNode campaign, ProgressView view) {
    if (output.json()) {
      ObjectNode line = JsonText.object().put("event", "campaign");
      campaign.forEachEntry((key, value) -> keep(line, key, value));
      console.out().println(line);
      console.out().flush();
      return;
    }
    share = Math.max(share, Math.min(1, campaign.path("progress").asDouble()));
    view.show(share, CampaignText.line(campaign));
    String now = campaign.path("stage").asString("");
    if (!now.equals(stage) && !console.canRedraw()) {
      console.out().println(CampaignText.line(campaign));
      console.out().flush();
    }
    stage = now;
  }

  /** Of the whole campaign only what changes: its parts come at the end. */
  private static void keep(ObjectNode line, String key, JsonNode value) {
    if (!value.isContainer()) {
      line.set(key, value);
    }
  }

  private void end(JsonNode campaign) {
    if (output.json()) {
      ObjectNode line = JsonText.object().put("event", "end");
      line.put("ok", CampaignText.succeeded(campaign)).set("campaign", campaign);
      console.out().println(line);
    } else {
      CampaignText.detail(campaign, output.style(console)).forEach(console.out()::println);
    }
    console.out().flush();
  }
}
