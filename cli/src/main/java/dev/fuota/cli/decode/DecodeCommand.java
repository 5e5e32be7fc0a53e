package dev.fuota.cli.decode;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.io.HexInput;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.explain.Explainer;
import dev.fuota.protocol.explain.Explanation;
import dev.fuota.protocol.packages.ApplicationPackage;
import dev.fuota.protocol.packages.ApplicationPackage.Direction;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** {@code fuota decode}. Its {@code --version} is that of the package, so it has no other one. */
@Command(
    name = "decode",
    description = "Explains a payload of an application package, octet by octet.",
    footer = {
      "",
      "Exit code 2 if a payload cannot be read to its end.",
      "",
      "For example:",
      "  fuota decode fragmentation --down 02310004800d4001020304",
      "  fuota decode multi-package --version 2 --up 81 00 01 02 01",
      "  fuota decode msu 1800011011223344",
      "  fuota decode lorawan 40da1b012600030001c4a1b2c3d4"
    },
    subcommands = {DecodeMsuCommand.class, DecodeLorawanCommand.class})
public final class DecodeCommand implements Callable<Integer> {

  /** The packages by the names that people type. */
  enum Name {
    CLOCK_SYNC(ApplicationPackage.CLOCK_SYNC),
    MULTICAST_SETUP(ApplicationPackage.MULTICAST_SETUP),
    FRAGMENTATION(ApplicationPackage.FRAGMENTATION),
    FIRMWARE_MANAGEMENT(ApplicationPackage.FIRMWARE_MANAGEMENT),
    MULTI_PACKAGE(ApplicationPackage.MULTI_PACKAGE);

    private final ApplicationPackage kind;

    Name(ApplicationPackage kind) {
      this.kind = kind;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** One of two ways. */
  static final class Way {
    @Option(names = "--up", required = true, description = "The device sent it.")
    private boolean up;

    @Option(names = "--down", required = true, description = "It was sent to the device.")
    private boolean down;

    Direction direction() {
      return up && !down ? Direction.UP : Direction.DOWN;
    }
  }

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PACKAGE",
      description = "One of: ${COMPLETION-CANDIDATES}.")
  private @Nullable Name name;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "HEX",
      description =
          "The FRMPayload, decrypted. Blanks, 0x and upper case are welcome."
              + " Without it: payloads from standard input, one a line.")
  private List<String> hex = List.of();

  @Option(
      names = "--version",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "1 or 2: the version of the package; of the packages within for multi-package."
              + " Default: ${DEFAULT-VALUE}.")
  private int version = 1;

  @ArgGroup private @Nullable Way way;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  private final Console console;

  public DecodeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Name wanted = given(name, "parameter: 'PACKAGE'");
    Way chosen = given(way, "argument (specify one of these): (--up | --down)");
    Explainer explainer = new Explainer(wanted.kind, packageVersion(wanted), chosen.direction());
    List<Explanation> explanations = payloads().stream().map(explainer::explain).toList();
    boolean whole = explanations.stream().allMatch(it -> it.defect().isEmpty());
    if (output.json()) {
      ObjectNode document =
          hex.isEmpty()
              ? DecodeJson.document(explainer, explanations)
              : DecodeJson.document(explainer, explanations.get(0));
      JsonText.print(console, document.put("ok", whole));
    } else {
      DecodePrinter printer = new DecodePrinter(output.style(console), explainer);
      printer.lines(explanations).forEach(console.out()::println);
    }
    return whole ? Exit.DONE : Exit.USAGE;
  }

  /** What picocli itself cannot demand: then it would demand it of the subcommand too. */
  private <T> T given(@Nullable T value, String what) {
    if (value == null) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "Missing required " + what);
    }
    return value;
  }

  private PackageVersion packageVersion(Name of) {
    PackageVersion wanted =
        PackageVersion.of(version)
            .orElseThrow(
                () -> new InputProblem("NO_SUCH_VERSION", "--version is 1 or 2, not " + version));
    boolean exists = of == Name.MULTI_PACKAGE || of.kind.has(wanted);
    if (!exists) {
      throw new InputProblem("NO_SUCH_VERSION", of + " has version 1 only");
    }
    return wanted;
  }

  private List<Bytes> payloads() {
    if (!hex.isEmpty()) {
      return List.of(HexInput.ofArguments(hex));
    }
    if (console.inIsTerminal()) {
      console.err().println("fuota: type payloads, one a line; end with Ctrl-D");
    }
    return HexInput.ofLines(console.in());
  }
}
