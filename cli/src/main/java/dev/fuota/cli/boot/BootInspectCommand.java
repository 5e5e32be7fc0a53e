package dev.fuota.cli.boot;

import dev.fuota.boot.torture.Layout;
import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Style;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.FlashInput;
import dev.fuota.cli.io.InputFile;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.fleet.world.DeviceKind;
import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashMap;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.samples.FirmwareSamples;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code fuota boot inspect}. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Shows what a flash file holds: partitions, images and whether they may run, trailers, and"
          + " the bootloader's records. Changes nothing."
    })
public final class BootInspectCommand implements Callable<Integer> {
  @Option(
      names = "--flash",
      paramLabel = "FILE",
      required = true,
      description = "The whole flash as a file, as fuota boot run keeps it.")
  private Path file = Path.of("");

  @Option(
      names = "--layout",
      paramLabel = "FILE",
      description = "The flash as YAML. Default: the layout of the simulated device.")
  private @Nullable Path layout;

  @Option(
      names = "--key",
      paramLabel = "PEM",
      description = "Trusted public keys. Default: the key of the sample firmware.")
  private List<Path> keys = List.of();

  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public BootInspectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    TrustedKeys trusted = keys();
    List<PartitionView> views = new ArrayList<>();
    partitions()
        .forEach((name, partition) -> views.add(PartitionView.of(name, partition, trusted)));
    if (output.json()) {
      ObjectNode document = JsonText.object().put("ok", true);
      ArrayNode all = document.putArray("partitions");
      views.forEach(view -> view.putInto(all.addObject()));
      JsonText.print(console, document);
    } else {
      print(views, console.out(), output.style(console));
    }
    return Exit.DONE;
  }

  private static void print(List<PartitionView> views, PrintStream out, Style style) {
    for (PartitionView view : views) {
      out.println(style.strong(view.title()));
      view.lines().forEach(line -> out.println("  " + line));
    }
  }

  /** By name, in the order of the flash. */
  private Map<String, Flash> partitions() {
    Map<String, Flash> partitions = new LinkedHashMap<>();
    if (layout == null) {
      FlashMap map = DeviceKind.map(load(DeviceKind.FLASH));
      partitions.put("primary", map.primary());
      partitions.put("secondary", map.download());
      partitions.put("journal", map.bootNvm());
      return partitions;
    }
    Layout read = LayoutFile.read(layout);
    NorFlash flash = load(read.part());
    partitions.put("primary", read.on(flash).primary());
    partitions.put("secondary", read.on(flash).secondary());
    read.on(flash).scratch().ifPresent(scratch -> partitions.put("scratch", scratch));
    partitions.put("journal", read.on(flash).journal());
    return partitions;
  }

  private NorFlash load(FlashProfile part) {
    return FlashInput.load(file, part, "--flash and --layout");
  }

  private TrustedKeys keys() {
    String pem = keys.isEmpty() ? FirmwareSamples.publicKeyPem() : "";
    StringBuilder all = new StringBuilder(pem);
    for (Path key : keys) {
      byte[] octets = InputFile.read(key, "--key").toArray();
      all.append(new String(octets, StandardCharsets.US_ASCII)).append('\n');
    }
    return TrustedKeys.fromPem(all.toString())
        .value()
        .orElseThrow(() -> new InputProblem("KEY_BAD", "no public key in PEM; see --key"));
  }
}
