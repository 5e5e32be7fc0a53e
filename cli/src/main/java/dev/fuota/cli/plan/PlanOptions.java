package dev.fuota.cli.plan;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fec.ParityMatrix;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.campaign.CampaignParameters;
import dev.fuota.server.planner.EnergyModel;
import dev.fuota.server.planner.LossDistribution;
import dev.fuota.server.planner.PlanInput;
import dev.fuota.server.planner.Planner;
import dev.fuota.server.port.DownlinkChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code fuota plan} plans. */
final class PlanOptions {
  private static final int OCTETS_MAX = 16 << 20;
  private static final int PERIODICITY_MAX = 7;
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(KiB|MiB)?");

  /** Currents of a radio, and who says so. */
  private record Currents(EnergyModel model, String source) {}

  private static final Map<String, Currents> ENERGY =
      Map.of(
          "fuotasim",
          new Currents(EnergyModel.FUOTASIM, "FUOTASim, WoWMoM 2020"),
          "sx1261",
          new Currents(EnergyModel.SX1261, "SX1261, data sheet of Semtech"),
          "sx1262",
          new Currents(EnergyModel.SX1262, "SX1262, data sheet of Semtech"));

  /** How the group listens. */
  enum GroupClass {
    B,
    C
  }

  @Option(
      names = "--image",
      required = true,
      paramLabel = "SIZE|FILE",
      description = "What is sent: a size such as 50000 or 100KiB, or a file that has it.")
  private String image = "";

  @Option(
      names = "--region",
      defaultValue = "EU868",
      paramLabel = "REGION",
      description = "Default: ${DEFAULT-VALUE}")
  private String region = "";

  @Option(
      names = "--data-rate",
      paramLabel = "DR",
      description = "Index of the region. Default: what campaigns take.")
  private @Nullable Integer dataRate;

  @Option(
      names = "--frequency",
      paramLabel = "HZ",
      description = "Decides about the duty cycle. Default: what campaigns take.")
  private @Nullable Integer frequency;

  @Option(
      names = "--class",
      defaultValue = "C",
      paramLabel = "B|C",
      description = "How the group listens. Default: ${DEFAULT-VALUE}")
  private GroupClass groupClass = GroupClass.C;

  @Option(
      names = "--periodicity",
      defaultValue = "0",
      paramLabel = "0..7",
      description = "Class B: from 128 ping slots in 128 s to one. Default: ${DEFAULT-VALUE}")
  private int periodicity;

  @Option(
      names = "--delay",
      defaultValue = "1000",
      paramLabel = "MS",
      description = "Least time from fragment to fragment. Default: ${DEFAULT-VALUE}")
  private int delayMillis;

  @Option(
      names = "--fragment-size",
      paramLabel = "OCTETS",
      description = "Default: the fewest frames, and of these the least padding.")
  private @Nullable Integer fragmentSize;

  @Option(
      names = "--loss",
      defaultValue = "10%",
      paramLabel = "SHARE|ge:SHARE,BURST",
      description = {
        "Frames that a device loses: each by itself, as 10%% or 0.1, or in bursts of so many frames"
            + " in the mean, as ge:10%%,4. Default: ${DEFAULT-VALUE}"
      })
  private String loss = "";

  @Option(
      names = "--devices",
      defaultValue = "100",
      paramLabel = "N",
      description = "Default: ${DEFAULT-VALUE}")
  private int devices;

  @Option(
      names = "--ram",
      paramLabel = "SIZE",
      description = {
        "What a device has for the tables of its decoder, such as 4096 or 16KiB. Default: enough."
      })
  private @Nullable String ram;

  @Option(
      names = "--package-version",
      defaultValue = "1",
      paramLabel = "1|2",
      description = "Of the fragmentation package. Default: ${DEFAULT-VALUE}")
  private int packageVersion;

  @Option(
      names = "--energy",
      defaultValue = "sx1262",
      paramLabel = "RADIO",
      description = "sx1261, sx1262 or fuotasim: whose currents. Default: ${DEFAULT-VALUE}")
  private String energy = "";

  /**
   * What is asked for.
   *
   * @throws InputProblem if an option has no meaning
   */
  PlanInput input(double redundancy, List<Double> redundancies) {
    Region where =
        Region.of(region)
            .orElseThrow(() -> bad("--region is none of " + Region.ALL + ": " + region));
    DownlinkChannel channel = channel(where);
    int length = length();
    int largest = channel.dataRate().maxPayload() - DataFragment.OVERHEAD;
    PlanInput input =
        new PlanInput(
            length,
            fragmentSize == null
                ? Planner.bestFragSize(ParityMatrix.of(version()), length, largest)
                : fragmentSize,
            redundancy,
            where,
            channel,
            Duration.ofMillis(delayMillis),
            version(),
            devices,
            LossDistribution.parse(loss)
                .orElseThrow(
                    () -> bad("--loss is such as 10%, 0.1 or ge:10%,4 (below 100%), not " + loss)),
            radio().model(),
            ram == null ? OptionalInt.empty() : OptionalInt.of(ram(ram)),
            redundancies,
            List.of());
    List<String> problems = Planner.problems(input);
    if (!problems.isEmpty()) {
      throw new InputProblem("PARAMETER_INVALID", String.join("; ", problems));
    }
    return input;
  }

  private DownlinkChannel channel(Region where) {
    DownlinkChannel usual = CampaignParameters.builder().region(where).build().multicastChannel();
    boolean classB = groupClass == GroupClass.B;
    if (periodicity < 0 || periodicity > PERIODICITY_MAX) {
      throw bad("--periodicity is " + periodicity + ", not within 0..7");
    }
    int usualRate = classB ? where.beacon().pingRate() : usual.dataRate().index();
    int rate = Objects.requireNonNullElse(dataRate, usualRate);
    DataRate found =
        where
            .downlinkRate(rate)
            .orElseThrow(
                () -> bad("--data-rate " + rate + " is none of the downlinks of " + where));
    int usualHz = classB ? where.beacon().pingFrequencyHz(0, 0) : usual.frequencyHz();
    int hz = Objects.requireNonNullElse(frequency, usualHz);
    if (!where.isFrequency(hz)) {
      throw bad("--frequency " + hz + " is none of " + where);
    }
    return new DownlinkChannel(
        hz, found, classB ? OptionalInt.of(periodicity) : OptionalInt.empty());
  }

  private int length() {
    Optional<Long> size = size(image);
    if (size.isPresent()) {
      long octets = size.get();
      if (octets < 1 || octets > OCTETS_MAX) {
        throw bad("--image is " + octets + " octets, not within 1.." + OCTETS_MAX);
      }
      return (int) octets;
    }
    Path file = Path.of(image);
    if (!Files.isRegularFile(file)) {
      throw new InputProblem(
          "FILE_MISSING",
          "there is no file " + image + "; give one, or a size such as 50000, 100KiB or 1MiB");
    }
    try {
      long octets = Files.size(file);
      if (octets < 1 || octets > OCTETS_MAX) {
        throw bad(image + " has " + octets + " octets, not within 1.." + OCTETS_MAX);
      }
      return (int) octets;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In octets; empty if it is no size. */
  private static Optional<Long> size(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      return Optional.empty();
    }
    int shift = size.group(2) == null ? 0 : size.group(2).equals("KiB") ? 10 : 20;
    return Optional.of(Long.parseLong(size.group(1)) << shift);
  }

  private static int ram(String text) {
    return size(text)
        .filter(octets -> octets <= OCTETS_MAX)
        .map(Long::intValue)
        .orElseThrow(
            () ->
                bad(
                    "--ram is a size such as 4096 or 16KiB, at most "
                        + OCTETS_MAX
                        + ", not "
                        + text));
  }

  private PackageVersion version() {
    return switch (packageVersion) {
      case 1 -> PackageVersion.V1;
      case 2 -> PackageVersion.V2;
      default -> throw bad("--package-version is 1 or 2, not " + packageVersion);
    };
  }

  /** Whose currents make the energy. */
  String radioName() {
    return radio().source();
  }

  private Currents radio() {
    Currents known = ENERGY.get(energy.toLowerCase(Locale.ROOT));
    if (known == null) {
      throw bad("--energy is sx1261, sx1262 or fuotasim, not " + energy);
    }
    return known;
  }

  private static InputProblem bad(String sentence) {
    return new InputProblem("BAD_VALUE", sentence);
  }

  /** In one line, for people. */
  String title(PlanInput input) {
    return String.format(
        Locale.ROOT,
        "%d octets in fragments of %d; %s DR%d, class %s, loss %s, %d devices",
        input.length(),
        input.fragSize(),
        input.region(),
        input.channel().dataRate().index(),
        groupClass,
        loss,
        input.devices());
  }
}
