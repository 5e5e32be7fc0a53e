package dev.fuota.cli;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.boot.BootResult;
import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Versions;
import dev.fuota.fleet.lorawan.LoneDevice;
import dev.fuota.fleet.lorawan.LoneDeviceSettings;
import dev.fuota.fleet.world.DeviceKind;
import dev.fuota.fleet.world.DeviceObserver;
import dev.fuota.fleet.world.RealTime;
import dev.fuota.gateway.wire.Backhauls;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.sim.FlashFile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.settings.SettingProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fuota agent}. */
@Command(
    name = "agent",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Is one LoRaWAN device, for as long as it runs: it joins a network server through a virtual"
          + " gateway, and takes firmware updates from it.",
      "Its flash is a file: stopped or killed at any moment, it goes on where it was."
    })
final class AgentCommand implements Callable<Integer> {
  private static final Duration FOREVER = Duration.ofDays(36_500);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int FRAGMENTS_STEP = 100;

  @Option(names = "--config", paramLabel = "FILE", description = "What the device is, in YAML.")
  private @Nullable Path config;

  @Option(names = "--print-config", description = "Print a file for --config, and end.")
  private boolean template;

  @Option(
      names = "--json",
      description = "Tell what happens as JSON on standard output, one object a line.")
  private boolean json;

  private final Console console;

  AgentCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (template) {
      console.out().print(LoneDeviceSettings.TEMPLATE);
      return Exit.DONE;
    }
    if (config == null) {
      throw new InputProblem(
          "CONFIG_NEEDED", "name a file with --config; --print-config makes one");
    }
    LoneDeviceSettings settings = settings(config);
    run(settings, config.resolveSibling(settings.flash()));
    return Exit.DONE;
  }

  private static LoneDeviceSettings settings(Path file) {
    try {
      return LoneDeviceSettings.read(
          file.toString(),
          LorawanFleetCommand.utf8(file, "--config"),
          name -> secret(file.resolveSibling(name)));
    } catch (SettingProblem problem) {
      throw new InputProblem("CONFIG_BAD", String.valueOf(problem.getMessage()));
    }
  }

  /** Keys lie in a file that nobody else can read. */
  private static String secret(Path file) {
    String text = LorawanFleetCommand.utf8(file, "keys");
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (permissions.contains(PosixFilePermission.GROUP_READ)
          || permissions.contains(PosixFilePermission.OTHERS_READ)) {
        throw new InputProblem(
            "KEYS_EXPOSED", file + " can be read by others; take that away: chmod 600 " + file);
      }
    } catch (UnsupportedOperationException | IOException noSuchPermissions) {
      return text;
    }
    return text;
  }

  private void run(LoneDeviceSettings settings, Path flash) {
    try (EventLoop loop = new EventLoop(System::nanoTime, Instant.now())) {
      RealTime pace = RealTime.on(loop, System.nanoTime());
      Optional<NorFlash> before =
          Files.exists(flash)
              ? Optional.of(FlashInput.load(flash, DeviceKind.FLASH, "flash"))
              : Optional.empty();
      LoneDevice lone = new LoneDevice(settings, before, pace, now -> save(now, flash));
      try (Backhauls wires =
              Backhauls.open(settings.network(), loop, pace.simulation().newRandom());
          Interruption interruption = Interruption.of(pace::stop)) {
        lone.gateway().connect(wires.attach(lone.gateway().concentrator(), settings.region()));
        lone.device().observe(new Teller());
        tell("starting", lone.device().identity().id().toString());
        lone.switchOn();
        new SessionWatch(lone, pace).look();
        pace.run(() -> false, FOREVER);
        lone.keep();
        tell("stopped", "the flash is in " + flash);
        interruption.done();
      }
    } catch (IOException e) {
      throw new InputProblem(
          "NETWORK_UNREACHABLE", settings.network() + " cannot be used (" + e.getMessage() + ")");
    }
  }

  private static void save(NorFlash flash, Path file) {
    try {
      FlashFile.save(flash, file);
    } catch (IOException e) {
      // What the flash does not remember must not be sent.
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  private void tell(String what, String detail) {
    if (json) {
      console.out().println(JsonText.object().put("event", what).put("detail", detail));
      console.out().flush();
    } else {
      console.err().println(what + (detail.isEmpty() ? "" : ": " + detail));
    }
  }

  /** Looks whether the device has a session. */
  private final class SessionWatch {
    private final LoneDevice lone;
    private final RealTime pace;
    private boolean active;

    SessionWatch(LoneDevice lone, RealTime pace) {
      this.lone = lone;
      this.pace = pace;
    }

    void look() {
      boolean now = lone.device().isActive();
      if (now && !active) {
        tell("joined", "it has a session");
      }
      active = now;
      pace.simulation().after(LOOK, this::look);
    }
  }

  /** Tells what people want to know of an update. */
  private final class Teller implements DeviceObserver {
    private int fragments;

    @Override
    public void onEvent(AgentEvent event) {
      if (event instanceof AgentEvent.FragmentReceived) {
        fragments++;
        if (fragments % FRAGMENTS_STEP == 1) {
          tell("fragments", Integer.toString(fragments));
        }
      } else if (event instanceof AgentEvent.FragSessionBegan session) {
        fragments = 0;
        tell("session", session.nbFrag() + " fragments of " + session.fragSize() + " octets");
      } else if (event instanceof AgentEvent.FragSessionResumed session) {
        tell("session", session.stored() + " of " + session.nbFrag() + " fragments from before");
      } else if (event instanceof AgentEvent.ClockSynchronised clock) {
        tell("time", "corrected by " + clock.correction());
      } else if (event instanceof AgentEvent.SessionOpened open) {
        tell("listening", "group " + open.groupId() + ", class " + open.sessionClass());
      } else if (event instanceof AgentEvent.ImageReady ready) {
        tell("verified", ready.version().toString());
      } else if (event instanceof AgentEvent.ImageRefused refused) {
        tell("refused", refused.sentence());
      } else if (event instanceof AgentEvent.Rebooting) {
        tell("rebooting", "");
      }
    }

    @Override
    public void onBooted(BootResult result) {
      if (result instanceof BootResult.Started started) {
        tell("running", started.version().toString());
      }
    }
  }
}
