package dev.fuota.cli.msu;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.hal.net.Interfaces;
import dev.fuota.hal.net.NetworkOptions;
import dev.fuota.protocol.msu.Endpoint;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of all commands that use the network. */
public final class MsuNetworkOptions {
  private static final int DISCOVERY_PORT = 15567;

  @Option(
      names = "--interface",
      paramLabel = "NAME|ADDR",
      description = "The network interface to use, by its name or its IPv4 address. Needed.")
  private @Nullable String on;

  @Option(
      names = "--discovery",
      paramLabel = "ADDR[:PORT]",
      description = "The group where devices are looked for. Default: ${DEFAULT-VALUE}.")
  private String discovery = "239.254.1.2:15567";

  @Option(
      names = "--ttl",
      paramLabel = "N",
      description = "How many routers multicast may pass, and one. Default: ${DEFAULT-VALUE}.")
  private int timeToLive = NetworkOptions.DEFAULT.timeToLive();

  @Option(
      names = "--receive-buffer",
      paramLabel = "OCTETS",
      description =
          "Receive buffer to ask for, each socket; the system may give less."
              + " Default: ${DEFAULT-VALUE}.")
  private int receiveBuffer = NetworkOptions.DEFAULT.receiveBuffer();

  /**
   * The interface.
   *
   * @throws InputProblem if none is named, or it cannot be used: it says which could be
   */
  public Interfaces.State chosen() {
    if (on == null) {
      throw new InputProblem(
          "INTERFACE_NEEDED", "which network? name one with --interface: " + candidates());
    }
    Interfaces.State found =
        Interfaces.find(on)
            .orElseThrow(
                () ->
                    new InputProblem(
                        "INTERFACE_UNKNOWN",
                        "there is no interface " + on + "; there are " + candidates()));
    if (!found.isUsable()) {
      throw new InputProblem(
          "INTERFACE_DOWN", "interface " + found + " cannot be used; there are " + candidates());
    }
    return found;
  }

  private static String candidates() {
    return Interfaces.all().stream()
        .filter(Interfaces.State::isUsable)
        .map(Interfaces.State::toString)
        .collect(Collectors.joining(", "));
  }

  public Endpoint discovery() {
    return MsuAddress.group("--discovery", discovery, DISCOVERY_PORT);
  }

  public NetworkOptions options() {
    try {
      return NetworkOptions.DEFAULT.withTimeToLive(timeToLive).withReceiveBuffer(receiveBuffer);
    } catch (IllegalArgumentException refused) {
      throw new InputProblem("OPTION_OUT_OF_RANGE", refused.getMessage() + " cannot be");
    }
  }
}
