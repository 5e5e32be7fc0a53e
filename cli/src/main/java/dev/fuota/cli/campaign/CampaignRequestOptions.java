package dev.fuota.cli.campaign;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.io.InputFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a campaign is to be, as options. */
final class CampaignRequestOptions {
  private static final String ALL = "all";
  private static final String PARAMETER = "--set-parameter";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What people call it. Default: the kind, and the file's name.")
  private String name = "";

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      required = true,
      description = "firmware-upgrade, upload-binary-file or configure-multicast-groups.")
  private String kind = "";

  @Option(
      names = "--devices",
      paramLabel = "DEVEUI",
      split = ",",
      description = "Target devices, with commas between, or all that the server has.")
  private List<String> devices = List.of();

  @Option(names = "--set", paramLabel = "NAME", split = ",", description = "Target device sets.")
  private List<String> sets = List.of();

  @Option(
      names = "--region",
      paramLabel = "REGION",
      split = ",",
      description = "Only devices in these regions. Default: all.")
  private List<String> regions = List.of();

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "The firmware image or the binary file; it is sent to the server.")
  private @Nullable Path file;

  @Option(
      names = "--command",
      paramLabel = "PORT:HEX",
      description =
          "Of configure-multicast-groups: sent once to the group, in this order; may be repeated.")
  private List<String> commands = List.of();

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description = "An existing multicast group. Default: a new one.")
  private String group = "";

  @Option(
      names = PARAMETER,
      paramLabel = "NAME=VALUE",
      description =
          "A parameter of the campaign, as redundancy=30%%; may be repeated. Those not named are the"
              + " server's defaults. fuota server --print-config lists them all.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  /** The body of a request; the file is given to the server on the way. */
  ObjectNode request(ServiceClient client) {
    ObjectNode request = JsonText.object();
    request.put("name", name.isEmpty() ? usualName() : name);
    request.put("kind", kind.toUpperCase(Locale.ROOT).replace('-', '_'));
    fill(request.putArray("devices"), targets(client));
    fill(request.putArray("deviceSets"), sets);
    fill(request.putArray("regions"), regions);
    if (file != null) {
      request.put("file", upload(client, file));
    }
    ArrayNode list = request.putArray("commands");
    commands.forEach(text -> command(list.addObject(), text));
    if (!group.isEmpty()) {
      request.put("group", group);
    }
    ObjectNode values = request.putObject("parameters");
    parameters.forEach(values::put);
    return request;
  }

  private String usualName() {
    String words = kind.toLowerCase(Locale.ROOT).replace('_', '-').replace('-', ' ');
    return file == null || file.getFileName() == null ? words : words + " " + file.getFileName();
  }

  private List<String> targets(ServiceClient client) {
    return devices.equals(List.of(ALL)) ? registered(client) : devices;
  }

  private static List<String> registered(ServiceClient client) {
    List<String> all = new ArrayList<>();
    for (JsonNode device : CampaignDevicesCommand.registered(client)) {
      all.add(device.path("device").asString());
    }
    return all;
  }

  private static String upload(ServiceClient client, Path file) {
    String called = String.valueOf(file.getFileName());
    return client
        .post("/files?name=" + ServiceClient.encoded(called), InputFile.read(file, "--file"))
        .path("sha256")
        .asString();
  }

  private static void command(ObjectNode into, String text) {
    if (!text.matches("\\d{1,3}:([0-9A-Fa-f]{2})*")) {
      throw new InputProblem(
          "USAGE",
          "'" + text + "' is no command; write --command 100:01ff, the port and the octets");
    }
    String[] parts = text.split(":", 2);
    into.put("fPort", Integer.parseInt(parts[0])).put("hex", parts[1]);
  }

  private static void fill(ArrayNode list, List<String> texts) {
    texts.forEach(list::add);
  }
}
