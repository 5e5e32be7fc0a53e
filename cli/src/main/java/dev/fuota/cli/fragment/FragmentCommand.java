package dev.fuota.cli.fragment;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.io.InputOctets;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.fec.FragmentEncoder;
import dev.fuota.protocol.fec.ParityMatrix;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fuota fragment}. It has no standard options: {@code --version} is that of the code. */
@Command(
    name = "fragment",
    description = {
      "Cuts a file into fragments and adds coded ones (TS004).",
      "Prints one JSON document a line: the session's count, size and padding, then the fragments;"
          + " those with n above count are coded."
    })
public final class FragmentCommand implements Callable<Integer> {
  private static final int FRAGMENTS_MAX = 16383;
  private static final int SIZE_MAX = 255;
  private static final int DIGITS_MAX = 12;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "What to cut; without it, or with -, standard input.")
  private @Nullable Path file;

  @Option(
      names = "--size",
      required = true,
      paramLabel = "OCTETS",
      description = "Octets of a fragment, 1..255.")
  private int size;

  @Option(
      names = "--redundancy",
      required = true,
      paramLabel = "RATIO",
      description = "Coded fragments for each uncoded one: 0.3 adds 30 %%, rounded up.")
  private BigDecimal redundancy = BigDecimal.ZERO;

  @Option(
      names = "--version",
      paramLabel = "1|2",
      defaultValue = "1",
      converter = MatrixVersion.class,
      description = "Version of the fragmentation package. Default: ${DEFAULT-VALUE}")
  private ParityMatrix matrix = ParityMatrix.V1;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  @SuppressWarnings("UnusedVariable") // picocli looks at it
  private boolean help;

  @Spec private @Nullable CommandSpec spec;

  private final Console console;

  public FragmentCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    checkOptions();
    byte[] data =
        InputOctets.read(console, file, in -> in.readNBytes(FRAGMENTS_MAX * SIZE_MAX + 1));
    if (data.length == 0) {
      throw new InputProblem("FILE_EMPTY", InputOctets.name(file) + " has nothing to cut");
    }
    if (total(data.length, size) > FRAGMENTS_MAX) {
      throw new InputProblem("TOO_MANY_FRAGMENTS", tooMany(data.length));
    }
    print(new FragmentEncoder(Bytes.of(data), size, matrix), (int) total(data.length, size));
    return Exit.DONE;
  }

  private void checkOptions() {
    if (size < 1 || size > SIZE_MAX) {
      throw usage("--size is " + size + ", not within 1..255");
    }
    boolean writable =
        redundancy.signum() >= 0
            && redundancy.scale() <= DIGITS_MAX
            && redundancy.precision() - redundancy.scale() <= DIGITS_MAX;
    if (!writable) {
      throw usage("--redundancy is no ratio of at least 0, such as 0.3");
    }
  }

  private ParameterException usage(String message) {
    if (spec == null) {
      throw new IllegalStateException(message);
    }
    return new ParameterException(spec.commandLine(), message);
  }

  /** Uncoded and coded fragments. */
  private long total(int octets, int fragSize) {
    int count = (octets + fragSize - 1) / fragSize;
    BigDecimal coded = redundancy.multiply(BigDecimal.valueOf(count));
    return count + coded.setScale(0, RoundingMode.CEILING).longValue();
  }

  private String tooMany(int octets) {
    for (int larger = size + 1; larger <= SIZE_MAX; larger++) {
      if (total(octets, larger) <= FRAGMENTS_MAX) {
        return InputOctets.name(file)
            + " makes more than 16383 fragments of "
            + size
            + " octets; give --size "
            + larger
            + " or more";
      }
    }
    return InputOctets.name(file)
        + " makes more than 16383 fragments of any size, coded ones included; at most "
        + FRAGMENTS_MAX * SIZE_MAX
        + " octets fit, with --size 255 and without redundancy";
  }

  /** One fragment is made after the other; nobody keeps them. */
  private void print(FragmentEncoder encoder, int total) {
    console
        .out()
        .println(
            "{\"count\":"
                + encoder.count()
                + ",\"size\":"
                + size
                + ",\"padding\":"
                + encoder.padding()
                + "}");
    for (int n = 1; n <= total && !console.out().checkError(); n++) {
      console.out().println("{\"n\":" + n + ",\"hex\":\"" + encoder.fragment(n).toHex() + "\"}");
    }
    console.out().flush();
  }
}
