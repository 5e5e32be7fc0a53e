package dev.fuota.cli.campaign;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.TextTable;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.OutputOptions;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code fuota campaign devices}. */
@Command(
    name = "devices",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description =
        "Lists the devices that the server has, or those of one campaign and how far each is.")
public final class CampaignDevicesCommand implements Callable<Integer> {
  private static final int PAGE = 1000;

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description = "Number of a campaign. Without it: all devices of the server.")
  private @Nullable Long id;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description =
          "Only devices with this status in a stage: pending, sent, answered, refused, timed_out.")
  private String status = "";

  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      description = "The stage that --status is about.")
  private String stage = "";

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "Only devices whose name or EUI has it.")
  private String text = "";

  @Mixin private ServiceOptions service = new ServiceOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public CampaignDevicesCommand(Console console) {
    this.console = console;
  }

  /** All devices of the server. */
  static JsonNode registered(ServiceClient client) {
    return client.get("/devices");
  }

  private static ArrayNode pages(ServiceClient client, String path) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    JsonNode page;
    do {
      page = client.get(path + "offset=" + all.size() + "&limit=" + PAGE);
      page.path("devices").forEach(all::add);
    } while (!page.path("devices").isEmpty() && all.size() < page.path("total").asInt());
    return all;
  }

  @Override
  public Integer call() {
    ServiceClient client = service.client(console);
    JsonNode devices = id == null ? registered(client) : pages(client, query(id));
    if (output.json()) {
      JsonText.print(console, JsonText.object().put("ok", true).set("devices", devices));
      return Exit.DONE;
    }
    TextTable table = id == null ? listed(devices) : inCampaign(devices);
    table.lines().forEach(console.out()::println);
    console.out().flush();
    return Exit.DONE;
  }

  private String query(long campaign) {
    StringBuilder query = new StringBuilder("/campaigns/" + campaign + "/devices?");
    String[][] filters = {{"stage", stage}, {"status", status}, {"text", text}};
    for (String[] filter : filters) {
      if (!filter[1].isEmpty()) {
        query.append(filter[0]).append('=').append(ServiceClient.encoded(filter[1])).append('&');
      }
    }
    return query.toString();
  }

  private static TextTable listed(JsonNode devices) {
    TextTable table = new TextTable("lllll");
    table.row("device", "name", "network", "version", "hardware");
    for (JsonNode device : devices) {
      table.row(
          device.path("device").asString(""),
          device.path("name").asString(""),
          device.path("network").asString(""),
          device.path("version").asString(""),
          device.path("hardware").asString(""));
    }
    return table;
  }

  private static TextTable inCampaign(JsonNode devices) {
    TextTable table = new TextTable("lrlll");
    table.row("device", "part", "outcome", "version", "reason");
    for (JsonNode device : devices) {
      table.row(
          device.path("device").asString(""),
          device.path("part").asString(""),
          device.path("outcome").asString(""),
          device.path("version").asString(""),
          device.path("reason").asString(""));
    }
    return table;
  }
}
