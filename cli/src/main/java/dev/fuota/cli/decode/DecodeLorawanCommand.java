package dev.fuota.cli.decode;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.io.HexInput;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code fuota decode lorawan}. */
@Command(
    name = "lorawan",
    description = "Explains a LoRaWAN frame: data, activation, MAC commands, or a beacon.",
    footer = {
      "",
      "With keys the MIC is checked, and what it protects is decrypted.",
      "Exit code 2 if the frame cannot be read, or its MIC does not hold.",
      "",
      "For example:",
      "  fuota decode lorawan 40da1b01260300000216d2f0a1b2c3",
      "  fuota decode lorawan --nwk-s-key KEY --app-s-key KEY --f-cnt-high 1 HEX",
      "  fuota decode lorawan --app-key KEY 20...",
      "  fuota decode lorawan --beacon EU868 0000009ef5a1c72a009f07027ed059e99c"
    })
public final class DecodeLorawanCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "HEX",
      description = "The PHYPayload as it was on air. Blanks, 0x and upper case are welcome.")
  private List<String> hex = List.of();

  @ArgGroup(exclusive = false)
  private LorawanKeys keys = new LorawanKeys();

  @Option(
      names = "--f-cnt-high",
      paramLabel = "N",
      defaultValue = "0",
      description = "The upper half of the frame counter, which is not sent. Default: 0.")
  private int fCntHigh;

  @Option(
      names = "--beacon",
      paramLabel = "REGION",
      description = "It is a beacon of class B of this region, for example EU868.")
  private @Nullable String beacon;

  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  private final Console console;

  public DecodeLorawanCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Bytes frame = HexInput.ofArguments(hex);
    ObjectNode document =
        Optional.ofNullable(beacon)
            .map(name -> LorawanJson.beacon(frame, region(name)))
            .orElseGet(() -> LorawanJson.frame(frame, keys, high()));
    boolean good = document.path("mic_ok").asBoolean(true);
    document.put("ok", good);
    if (output.json()) {
      JsonText.print(console, document);
    } else {
      document.remove("ok");
      LorawanText.lines(document, output.style(console)).forEach(console.out()::println);
    }
    return good ? Exit.DONE : Exit.USAGE;
  }

  private int high() {
    if (fCntHigh < 0 || fCntHigh > 0xffff) {
      throw new InputProblem("BAD_COUNTER", "--f-cnt-high is 0..65535, not " + fCntHigh);
    }
    return fCntHigh;
  }

  private static Region region(String name) {
    String all = Region.ALL.stream().map(Region::name).collect(Collectors.joining(", "));
    return Region.of(name)
        .orElseThrow(() -> new InputProblem("NO_SUCH_REGION", "--beacon is one of: " + all));
  }
}
