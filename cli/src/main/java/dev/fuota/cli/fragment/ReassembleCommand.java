package dev.fuota.cli.fragment;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.io.InputOctets;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.cli.io.WholeFile;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.fec.FecDecoder;
import dev.fuota.protocol.fec.ParityMatrix;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code fuota reassemble}. {@code --version} is that of the code. */
@Command(
    name = "reassemble",
    description = {
      "Puts the fragments that fuota fragment printed together again, in any order, although some"
          + " are missing.",
      "The code has no checksum: with the wrong --version the file is wrong, too."
    },
    footer = {"", "Exit code 1 if too few fragments are there, 2 if the input cannot be used."})
public final class ReassembleCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The fragments; without it, or with -, standard input.")
  private @Nullable Path file;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the file goes; it is written whole or not at all.")
  private Path target = Path.of("");

  @Option(
      names = "--version",
      paramLabel = "1|2",
      defaultValue = "1",
      converter = MatrixVersion.class,
      description = "Version of the fragmentation package. Default: ${DEFAULT-VALUE}")
  private ParityMatrix matrix = ParityMatrix.V1;

  @Option(names = "--stats", description = "Say what the decoder needed.")
  private boolean stats;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  @SuppressWarnings("UnusedVariable") // picocli looks at it
  private boolean help;

  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public ReassembleCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    FragmentLines.Content content =
        InputOctets.read(console, file, new FragmentLines(InputOctets.name(file))::read);
    Reassembly reassembly = new Reassembly(content, matrix);
    FecDecoder decoder = reassembly.decoder();
    ObjectNode document = JsonText.object().put("ok", decoder.complete());
    if (decoder.complete()) {
      Bytes data = reassembly.data();
      WholeFile.write(target, data);
      say(target + ": " + data.length() + " octets");
      document.put("file", target.toString()).put("octets", data.length());
    } else {
      String message = tooFew(decoder, content.session().count());
      console.err().println("fuota: " + message);
      JsonText.putError(document, "TOO_FEW_FRAGMENTS", message);
      document.put("needed", decoder.rankDeficit()).put("unsolved", decoder.missingFragments());
    }
    if (stats) {
      tell(reassembly.stats(), document);
    }
    if (output.json()) {
      JsonText.print(console, document);
    }
    return decoder.complete() ? Exit.DONE : Exit.FAILED;
  }

  private void say(String line) {
    if (!output.json()) {
      console.out().println(line);
    }
  }

  private static String tooFew(FecDecoder decoder, int count) {
    return "too few fragments: "
        + decoder.rankDeficit()
        + " more are needed; "
        + decoder.missingFragments()
        + " of "
        + count
        + " are unsolved";
  }

  private void tell(Reassembly.Stats told, ObjectNode document) {
    document
        .putObject("stats")
        .put("fragmentsRead", told.fragmentsRead())
        .put("fragmentsDistinct", told.fragmentsDistinct())
        .put("fragmentsNeeded", told.fragmentsNeeded())
        .put("beyondCount", told.beyondCount())
        .put("rowsHeld", told.rowsHeld())
        .put("decoderOctets", told.decoderOctets())
        .put("keptRowsOctets", told.keptRowsOctets())
        .put("decodeMillis", told.decodeMillis())
        .put("rebuildMillis", told.rebuildMillis());
    if (!output.json()) {
      console
          .err()
          .printf(
              Locale.ROOT,
              "%d fragments read, %d different, %d needed (%d beyond the block's)%n"
                  + "decoder: %d rows, %d octets; to save time it kept %d octets of parity rows%n"
                  + "decoded in %.1f ms, rebuilt in %.1f ms%n",
              told.fragmentsRead(),
              told.fragmentsDistinct(),
              told.fragmentsNeeded(),
              told.beyondCount(),
              told.rowsHeld(),
              told.decoderOctets(),
              told.keptRowsOctets(),
              told.decodeMillis(),
              told.rebuildMillis());
    }
  }
}
