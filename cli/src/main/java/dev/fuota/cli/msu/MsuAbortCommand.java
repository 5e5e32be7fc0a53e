package dev.fuota.cli.msu;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.TransferAborted;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fuota msu abort}. */
@Command(
    name = "abort",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Tells devices that a transfer is over whose server has died.",
      "A server that still runs is stopped with Ctrl-C instead: it aborts its transfer by itself."
    },
    footer = {
      "",
      "Devices believe it only from the address of the server that they follow, so run it on that"
          + " machine and interface. What they received in this transfer they delete."
    })
public final class MsuAbortCommand implements Callable<Integer> {
  private static final int COPIES = 3;
  private static final Duration GAP = Duration.ofMillis(100);

  @Option(
      names = "--transaction",
      paramLabel = "ID",
      required = true,
      description = "The Transaction ID that `fuota msu send` showed, as 0x1234abcd.")
  private String transaction = "";

  @Option(
      names = "--group",
      paramLabel = "ADDR[:PORT]",
      description = "The group of the transfer. Default: ${DEFAULT-VALUE}.")
  private String group = MsuSendOptions.GROUP;

  @Mixin private MsuSiteOptions site = new MsuSiteOptions();
  @Mixin private MsuNetworkOptions network = new MsuNetworkOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public MsuAbortCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    TransferAborted message = new TransferAborted(0, transactionId());
    Endpoint to = MsuAddress.group("--group", group, MsuSendOptions.PORT);
    try (MsuServerSocket socket = new MsuServerSocket(network, MsuServerSeal.of(console, site))) {
      for (int copy = 0; copy < COPIES; copy++) {
        socket
            .loop()
            .after(
                GAP.multipliedBy(copy), () -> socket.multicast(to.address(), to.port(), message));
      }
      socket.loop().after(GAP.multipliedBy(COPIES), socket.loop()::stop);
      socket.loop().run();
      return told(socket, to);
    }
  }

  private int told(MsuServerSocket socket, Endpoint to) {
    boolean sent = socket.port().unsent() == 0;
    String what =
        (sent ? "told " : "could not tell ") + to + " that " + transaction + " is aborted";
    if (output.json()) {
      var document = JsonText.object().put("ok", sent).put("transaction", transaction);
      if (!sent) {
        JsonText.putError(document, "NOT_SENT", what);
      }
      JsonText.print(console, document);
    } else {
      console.out().println(what);
    }
    return sent ? Exit.DONE : Exit.FAILED;
  }

  private int transactionId() {
    String digits = transaction.startsWith("0x") ? transaction.substring(2) : transaction;
    if (!digits.matches("[0-9a-fA-F]{1,8}") || Integer.parseUnsignedInt(digits, 16) == 0) {
      throw new InputProblem(
          "BAD_TRANSACTION", "--transaction wants an id as 0x1234abcd, not " + transaction);
    }
    return Integer.parseUnsignedInt(digits, 16);
  }
}
