package dev.fuota.cli.msu;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.TextTable;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.protocol.msu.DeviceParameters;
import dev.fuota.protocol.msu.IAm;
import dev.fuota.report.Say;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code fuota msu discover}. */
@Command(
    name = "discover",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "Asks which devices are there, and shows what they say of themselves.",
    footer = {"", "Exit code 1 if none answered, or fewer than --expect."})
public final class MsuDiscoverCommand implements Callable<Integer> {
  private static final String NONE = "-";

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long answers are collected. Default: ${DEFAULT-VALUE}.")
  private int wait = 3;

  @Option(
      names = "--expect",
      paramLabel = "N",
      description = "Stop as soon as so many devices have answered.")
  private int expect;

  @Mixin private MsuSiteOptions site = new MsuSiteOptions();
  @Mixin private MsuNetworkOptions network = new MsuNetworkOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public MsuDiscoverCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (MsuServerSocket socket = new MsuServerSocket(network, MsuServerSeal.of(console, site))) {
      Collection<MsuLookout.Found> found =
          MsuLookout.look(socket, network.discovery(), expect, Duration.ofSeconds(wait)).found();
      boolean ok = !found.isEmpty() && found.size() >= expect;
      if (output.json()) {
        JsonText.print(console, json(found, ok));
      } else {
        if (!found.isEmpty()) {
          table(found).lines().forEach(console.out()::println);
        }
        String devices = Say.count(found.size(), "device");
        console.out().println(devices + (ok ? "" : "; " + advice()));
      }
      return ok ? Exit.DONE : Exit.FAILED;
    }
  }

  private String advice() {
    return "look whether they run, on the network of --interface, and with the group "
        + network.discovery()
        + ", and whether a firewall stops multicast";
  }

  private static TextTable table(Collection<MsuLookout.Found> found) {
    TextTable table =
        new TextTable("lrllllrrrrrl")
            .row(
                "device",
                "group",
                "hardware",
                "product",
                "version",
                "location",
                "frame gap ms",
                "SCM ms",
                "CCM ms",
                "retries",
                "limit",
                "extension");
    for (MsuLookout.Found device : found) {
      IAm said = device.said();
      Optional<DeviceParameters> wishes = said.parameters();
      table.row(
          said.deviceId().toString(),
          said.groupId() == 0 ? NONE : Integer.toString(said.groupId()),
          said.identity().hardwareId().orElse(NONE),
          said.identity().productId().orElse(NONE),
          said.fwSwVersion().orElse(NONE),
          said.deviceLocation().orElse(NONE),
          text(wishes.map(DeviceParameters::sequenceDelayMs)),
          text(wishes.map(DeviceParameters::scmDelayMs)),
          text(wishes.map(DeviceParameters::ccmDelayMs)),
          wishes.map(w -> w.scmRetry() + "/" + w.ccmRetry()).orElse(NONE),
          text(wishes.map(DeviceParameters::sequenceLimit)),
          said.commParam().orElse(NONE));
    }
    return table;
  }

  private static String text(Optional<Integer> number) {
    return number.map(Object::toString).orElse(NONE);
  }

  private static ObjectNode json(Collection<MsuLookout.Found> found, boolean ok) {
    ObjectNode document = JsonText.object().put("ok", ok);
    ArrayNode devices = document.putArray("devices");
    for (MsuLookout.Found device : found) {
      IAm said = device.said();
      ObjectNode node =
          devices
              .addObject()
              .put("device", said.deviceId().toString())
              .put("from", device.from().toString())
              .put("group", said.groupId());
      said.identity().hardwareId().ifPresent(text -> node.put("hardwareId", text));
      said.identity().productId().ifPresent(text -> node.put("productId", text));
      said.identity().productName().ifPresent(text -> node.put("productName", text));
      said.identity().modelName().ifPresent(text -> node.put("modelName", text));
      said.identity().vendorId().ifPresent(text -> node.put("vendorId", text));
      said.fwSwVersion().ifPresent(text -> node.put("version", text));
      said.deviceLocation().ifPresent(text -> node.put("location", text));
      said.commParam().ifPresent(text -> node.put("extension", text));
      said.parameters().ifPresent(wishes -> parameters(node.putObject("parameters"), wishes));
    }
    if (!ok) {
      JsonText.putError(document, "TOO_FEW_DEVICES", found.size() + " answered");
    }
    return document;
  }

  private static void parameters(ObjectNode node, DeviceParameters wishes) {
    node.put("sequenceDelayMs", wishes.sequenceDelayMs())
        .put("scmDelayMs", wishes.scmDelayMs())
        .put("ccmDelayMs", wishes.ccmDelayMs())
        .put("scmRetry", wishes.scmRetry())
        .put("ccmRetry", wishes.ccmRetry())
        .put("timeoutSeconds", wishes.timeoutSeconds())
        .put("sequenceLimit", wishes.sequenceLimit());
  }
}
