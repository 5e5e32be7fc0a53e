package dev.fuota.cli.fleet;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.cli.io.WholeFile;
import dev.fuota.device.config.Credentials;
import dev.fuota.fleet.scenario.DeviceGroup;
import dev.fuota.fleet.scenario.KeyTable;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.protocol.codec.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code fuota fleet devices}. */
@Command(
    name = "devices",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Lists the devices of a LoRaWAN scenario with their keys, as CSV, to enter them into a"
          + " network server; fuota server takes it as it is: devices: [{keys: FILE}].",
      "Of a device of LoRaWAN 1.0.x, appKey is the one root key and fNwkSIntKey is NwkSKey."
    })
public final class FleetDevicesCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SCENARIO", description = "A LoRaWAN scenario, in YAML.")
  private Path scenario = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the list goes. Default: standard output.")
  private @Nullable Path out;

  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public FleetDevicesCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    String text = ScenarioArgument.text(scenario, "fleet devices");
    Scenario read = LorawanFleetCommand.read(scenario, text);
    if (out != null) {
      WholeFile.write(
          out, Bytes.of(KeyTable.write(read.groups()).getBytes(StandardCharsets.US_ASCII)));
    }
    if (output.json()) {
      JsonText.print(console, json(read.groups()));
    } else if (out == null) {
      console.out().print(KeyTable.write(read.groups()));
    }
    return Exit.DONE;
  }

  private static ObjectNode json(List<DeviceGroup> groups) {
    ObjectNode document = JsonText.object().put("ok", true);
    ArrayNode list = document.putArray("devices");
    for (DeviceGroup group : groups) {
      for (Credentials device : group.devices()) {
        ObjectNode node = list.addObject();
        KeyTable.row(group, device).forEach(node::put);
      }
    }
    return document;
  }
}
