package dev.fuota.cli.emulate;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.Versions;
import dev.fuota.device.flash.FlashStore;
import dev.fuota.drivers.modem.ModemModel;
import dev.fuota.emulators.modem.Fault;
import dev.fuota.fleet.world.Surroundings;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.hal.flash.Partition;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.nvm.JournalNvm;
import dev.fuota.hal.nvm.Nvm;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.linux.libc.Pty;
import dev.fuota.protocol.lorawan.region.Region;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fuota emulate modem}. */
@Command(
    name = "modem",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Is a LoRaWAN modem behind a serial line, until it is stopped: rak3172, wio-e5, rn2483,"
          + " murata-hardwario, st-at-slave.",
      "It is a device on a network server, through a virtual gateway of its own. Its host sets keys"
          + " and region, as it does with a real one."
    },
    footer = {
      "",
      "Faults: busy, duty-cycle, echo, event-first, split, garbage, reboot, yes-to-all, silence,"
          + " half-line, flood, healed.",
      "",
      "Try: fuota emulate modem rak3172 --pty --network udp://localhost:1700",
      "and in another terminal: picocom -b 115200 --omap crcrlf /dev/pts/N, then AT+VER=?"
    })
public final class EmulateModemCommand implements Callable<Integer> {
  private static final FlashProfile FLASH = FlashProfile.STM32WL;
  private static final int NVM_SECTORS = 4;

  @Parameters(paramLabel = "MODEM", description = "as in agent.yaml, and see above")
  private String modem = "";

  @Option(
      names = "--pty",
      required = true,
      description = "Open a pseudo-terminal, and print its name.")
  @SuppressWarnings("UnusedVariable") // there is no other way yet, and one has to say so
  private boolean pty;

  @Option(
      names = "--link",
      paramLabel = "PATH",
      description = "Make a symbolic link to the pseudo-terminal, and remove it at the end.")
  private @Nullable Path link;

  @Option(
      names = "--network",
      paramLabel = "URI",
      required = true,
      description = "The network server, as in udp://localhost:1700; also ws and mqtt.")
  private @Nullable URI network;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "Of the gateway. Default: ${DEFAULT-VALUE}.")
  private String region = "EU868";

  @Option(
      names = "--gateway",
      paramLabel = "EUI",
      description = "EUI of the gateway. Default: ${DEFAULT-VALUE}.")
  private String gateway = "0016c001ff10a235";

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description = {
        "Where the modem keeps what must never be used twice: nonces and frame counters.",
        "Without it a network server of LoRaWAN 1.0.4 refuses the second start."
      })
  private @Nullable Path state;

  @Option(
      names = "--baud",
      paramLabel = "N",
      description = "Send no faster than such a line would. Default: as the modem is delivered.")
  private @Nullable Integer baud;

  @Option(
      names = "--firmware",
      paramLabel = "N",
      description = "Of a rak3172: 4 (RUI3 4.2.1) or 5. Default: 4.")
  private int firmware = 4;

  @Option(
      names = "--inject",
      paramLabel = "FAULT[@SECONDS]",
      split = ",",
      description = "What is to go wrong, from that second on; several with commas.")
  private List<String> faults = List.of();

  private final Console console;

  public EmulateModemCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ModemModel model = EmulatedModem.model(modem);
    Region where =
        Region.of(region)
            .orElseThrow(() -> new InputProblem("REGION_UNKNOWN", "no region " + region));
    List<FaultPlan> plans = faults.stream().map(FaultPlan::of).toList();
    try (EventLoop loop = new EventLoop(System::nanoTime, Instant.now());
        Pty line = Pty.open(loop);
        FlashStore store = open();
        Surroundings around = Surroundings.open(uri(), where, gatewayId(), loop)) {
      line.pace(baud == null ? model.baud() : baud);
      Nvm nvm = new CommittedNvm(new JournalNvm(new Partition(store, 0, NVM_SECTORS)), store);
      EmulatedModem made =
          EmulatedModem.of(model, new EmulatedModem.Place(around, nvm, where, firmware));
      made.peer().attach(line::write);
      line.onOctets((octets, length) -> around.enter(() -> made.peer().onOctets(octets, length)));
      plans.forEach(plan -> around.scheduler().after(plan.after(), () -> injure(made, plan)));
      try (SymbolicLink name = SymbolicLink.of(link, line.slave())) {
        tell("is at " + name.or(line.slave()));
        around.run();
      }
    } catch (IOException e) {
      throw new InputProblem("NO_MODEM", String.valueOf(e.getMessage()));
    }
    return Exit.DONE;
  }

  private void injure(EmulatedModem made, FaultPlan plan) {
    tell("is faulty: " + plan.fault().title());
    made.inject().accept(plan.fault());
  }

  private URI uri() {
    if (network == null) {
      throw new IllegalStateException("required");
    }
    return network;
  }

  private GatewayId gatewayId() {
    try {
      return new GatewayId(Long.parseUnsignedLong(gateway, 16));
    } catch (NumberFormatException e) {
      throw new InputProblem("EUI_BAD", "--gateway: 16 hexadecimal digits, not " + gateway);
    }
  }

  private FlashStore open() throws IOException {
    Path file = state;
    if (file == null) {
      file = Files.createTempFile("fuota-modem", ".flash");
      Files.delete(file); // only the name is wanted
      file.toFile().deleteOnExit();
      journal(file).toFile().deleteOnExit();
    }
    return FlashStore.open(
        file, journal(file), FLASH, () -> new NorFlash(FLASH, new PowerSupply(1)), Runnable::run);
  }

  private static Path journal(Path file) {
    return file.resolveSibling(file.getFileName() + ".journal");
  }

  private void tell(String what) {
    console.out().println("The modem " + what + ".");
    console.out().flush();
  }

  /** When something begins to go wrong. */
  private record FaultPlan(Fault fault, Duration after) {
    static FaultPlan of(String text) {
      int at = text.indexOf('@');
      String name = at < 0 ? text : text.substring(0, at);
      try {
        long seconds = at < 0 ? 0 : Integer.parseUnsignedInt(text.substring(at + 1));
        return new FaultPlan(
            Fault.named(name)
                .orElseThrow(() -> new InputProblem("FAULT_UNKNOWN", "no fault " + name)),
            Duration.ofSeconds(seconds));
      } catch (NumberFormatException e) {
        throw new InputProblem("FAULT_BAD", "--inject: " + text + " has no number of seconds");
      }
    }
  }
}
