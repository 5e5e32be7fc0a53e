package dev.fuota.cli;

import dev.fuota.fleet.settings.SettingProblem;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.server.campaign.CampaignListener;
import dev.fuota.server.campaign.CutFile;
import dev.fuota.server.campaign.Stage;
import dev.fuota.server.campaign.Verdict;
import dev.fuota.server.firmware.FileCutter;
import dev.fuota.server.network.NetworkStatistics;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.SessionStore;
import dev.fuota.server.store.MemoryStore;
import dev.fuota.server.store.SqlStore;
import dev.fuota.server.store.StoreFault;
import dev.fuota.server.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code fuota server}. */
@Command(
    name = "server",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "A LoRaWAN network server for gateways that speak Semtech's UDP protocol: devices join, their"
          + " clocks are set, and a firmware campaign updates them. With 'network: chirpstack' in its"
          + " file the devices and gateways are those of a ChirpStack v4.",
      "Ctrl-C ends it in order; with a data base the sessions go on at the next start. With --json"
          + " each event is a line of its own."
    },
    footer = {"", "Exit code 1 if the campaign failed or was cut short."})
final class ServerCommand implements Callable<Integer> {
  private static final Duration TICK = Duration.ofSeconds(1);

  @Option(names = "--config", paramLabel = "FILE", description = "The server's file, in YAML.")
  private @Nullable Path config;

  @Option(names = "--print-config", description = "Print a file to begin with, and end.")
  private boolean printConfig;

  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  ServerCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (printConfig) {
      console.out().print(ServerFile.TEMPLATE);
      console.out().flush();
      return Exit.DONE;
    }
    if (config == null) {
      throw new InputProblem(
          "USAGE", "--config FILE is missing; fuota server --print-config prints one");
    }
    try {
      Optional<ChirpstackPlan> elsewhere = ServerFile.readChirpstack(config);
      return elsewhere.isPresent() ? run(elsewhere.get()) : run(ServerFile.read(config));
    } catch (SettingProblem problem) {
      throw new InputProblem("SETTINGS_INVALID", String.valueOf(problem.getMessage()));
    } catch (StoreFault fault) {
      throw new InputProblem("DATABASE_UNUSABLE", String.valueOf(fault.getMessage()));
    }
  }

  private int run(ChirpstackPlan plan) {
    Optional<CutFile> firmware = plan.campaign().map(ServerCommand::firmware);
    try (EventLoop loop = new EventLoop(System::nanoTime, Instant.now());
        ProgressView progress = output.progress(console, "server")) {
      ServerLines lines = new ServerLines(console, output.json());
      ChirpstackServer server = new ChirpstackServer(plan, firmware, loop, lines, progress);
      try (Interruption interruption = Interruption.of(loop::stop)) {
        int exit = server.run();
        interruption.done();
        return exit;
      }
    }
  }

  private int run(ServerSettings settings) {
    Optional<CutFile> firmware = settings.campaign().map(ServerCommand::firmware);
    if (settings.database().isEmpty()) {
      return run(settings, new MemoryStore(), firmware);
    }
    SecureRandom random = new SecureRandom();
    StoreSettings database = StoreSettings.sqlite(settings.database().get(), random);
    try (SqlStore store = SqlStore.open(database, random)) {
      return run(settings, store, firmware);
    }
  }

  private int run(ServerSettings settings, SessionStore store, Optional<CutFile> firmware) {
    try (EventLoop loop = new EventLoop(System::nanoTime, Instant.now());
        ServerRun server = new ServerRun(settings, store, loop);
        ProgressView progress = output.progress(console, "server")) {
      Session session = new Session(settings, server, loop, progress, firmware);
      server.listen(session.lines::uplink);
      session.lines.say(
          JsonText.object()
              .put("event", "listening")
              .put("port", server.port())
              .put("devices", settings.devices().size())
              .put("sessions", server.joined()),
          "listening on "
              + settings.listen().getHostString()
              + ":"
              + server.port()
              + "; "
              + server.joined()
              + " of "
              + settings.devices().size()
              + " devices have a session from before");
      try (Interruption interruption = Interruption.of(loop::stop)) {
        session.tick();
        loop.run();
        store.commit();
        int exit = session.end();
        interruption.done();
        return exit;
      }
    }
  }

  private static CutFile firmware(ServerSettings.Update update) {
    try {
      Bytes file = Bytes.of(Files.readAllBytes(update.firmware()));
      FileCutter.Outcome outcome =
          FileCutter.firmware(
              file,
              update.slot(),
              update.channel().dataRate(),
              update.fragmentSize(),
              update.redundancy(),
              update.packageVersion());
      if (outcome instanceof FileCutter.Ready ready) {
        return ready.file();
      }
      throw new InputProblem("CAMPAIGN_REFUSED", ((FileCutter.Refused) outcome).sentence());
    } catch (IOException e) {
      throw new InputProblem(
          "FIRMWARE_UNREADABLE", update.firmware() + " cannot be read; check the campaign's path");
    }
  }

  /** What is told while the server runs. */
  private final class Session implements CampaignListener {
    private final ServerSettings settings;
    private final ServerRun server;
    private final EventLoop loop;
    private final ProgressView progress;
    private final Optional<CutFile> firmware;
    private final ServerLines lines = new ServerLines(console, output.json());
    private boolean begun;
    private Optional<InputProblem> refusal = Optional.empty();
    private Optional<Verdict> verdict = Optional.empty();

    Session(
        ServerSettings settings,
        ServerRun server,
        EventLoop loop,
        ProgressView progress,
        Optional<CutFile> firmware) {
      this.settings = settings;
      this.server = server;
      this.loop = loop;
      this.progress = progress;
      this.firmware = firmware;
    }

    void tick() {
      try {
        look();
        loop.after(TICK, this::tick);
      } catch (InputProblem problem) {
        refusal = Optional.of(problem);
        loop.stop();
      }
    }

    private void look() {
      if (!begun && settings.campaign().isPresent()) {
        ServerSettings.Update update = settings.campaign().get();
        if (server.joined() >= update.startWhenJoined()) {
          begun = true;
          server.start(update, firmware.orElseThrow(), this, this::begin);
        }
      }
      progress.show(
          server.snapshot().map(ServerProgress::share).orElse(0.0),
          ServerProgress.line(server, settings));
    }

    private void begin(ServerRun.Beginning beginning) {
      lines.campaign(beginning);
      if (beginning.left() == 0) {
        onFinished(
            new Verdict(
                Verdict.Outcome.DONE, "all devices run the firmware; nothing is left to do"));
      }
    }

    @Override
    public void onStage(Stage stage) {
      lines.stage(stage);
    }

    @Override
    public void onSucceeded(DeviceId device) {
      lines.updated(device);
    }

    @Override
    public void onFinished(Verdict reached) {
      verdict = Optional.of(reached);
      loop.stop();
    }

    private String mark(boolean ok) {
      Style style = output.style(console);
      return ok ? style.good("done") : style.bad("failed");
    }

    /** The last event; returns the exit code. */
    int end() {
      if (refusal.isPresent()) {
        throw refusal.get();
      }
      boolean ok = settings.campaign().isEmpty() || verdict.map(Verdict::done).orElse(false);
      NetworkStatistics now = server.statistics();
      String sentence = verdict.map(Verdict::sentence).orElse("stopped");
      ObjectNode event = JsonText.object().put("event", "end").put("ok", ok);
      event.put("sentence", sentence);
      event.put("joined", server.joined()).put("joins", now.joins()).put("uplinks", now.uplinks());
      event.put("rx1", now.rx1Frames()).put("rx2", now.rx2Frames());
      event.put("multicast", now.multicastFrames()).put("refusals", now.refusals());
      event.put("malformedDatagrams", server.figures().malformed());
      ObjectNode drops = event.putObject("drops");
      now.drops().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(drop -> drops.put(drop.getKey().name(), drop.getValue()));
      lines.say(event, settings.campaign().isEmpty() ? sentence : mark(ok) + "  " + sentence);
      server.snapshot().ifPresent(it -> ServerProgress.reasons(it).forEach(console.err()::println));
      return ok ? Exit.DONE : Exit.FAILED;
    }
  }
}
