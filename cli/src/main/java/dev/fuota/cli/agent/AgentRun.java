package dev.fuota.cli.agent;

import dev.fuota.agent.mac.MacConfig;
import dev.fuota.boot.BootResult;
import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.device.BootPorts;
import dev.fuota.device.config.AgentFile;
import dev.fuota.device.config.DeviceSettings;
import dev.fuota.device.config.LinkSettings;
import dev.fuota.device.config.LogSettings;
import dev.fuota.device.config.LogSettings.Format;
import dev.fuota.device.config.TargetSettings;
import dev.fuota.device.flash.FlashStore;
import dev.fuota.device.flash.Keeper;
import dev.fuota.device.install.CommandTarget;
import dev.fuota.device.install.Target;
import dev.fuota.device.target.McubootTarget;
import dev.fuota.drivers.smp.SmpClient;
import dev.fuota.drivers.smp.TargetUpdate;
import dev.fuota.fleet.world.DeviceKind;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.linux.libc.Notify;
import dev.fuota.linux.libc.Scheduling;
import dev.fuota.linux.serial.JSerialLine;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** One device, from its settings to its end. */
final class AgentRun {
  private static final int REAL_TIME_PRIORITY = 10;
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final AgentFile file;
  private final AgentLog log;
  private final EventLoop loop;
  private final FlashStore store;
  private final ExecutorService writer;
  private final Ground ground;
  private final LinkHealth health;
  private final Notify notify;
  private final Resident device;
  private final StatusReport report;
  private boolean stuck;

  /** Whether the writer has answered since the last beat. */
  private final AtomicBoolean writerLives = new AtomicBoolean(true);

  private AgentRun(
      AgentFile file,
      AgentLog log,
      EventLoop loop,
      ExecutorService writer,
      FlashStore store,
      Notify notify) {
    this.file = file;
    this.log = log;
    this.loop = loop;
    this.writer = writer;
    this.store = store;
    this.notify = notify;
    this.health = new LinkHealth(log, this::onLinkAnswered);
    if (file.link() instanceof LinkSettings.Msu msu) {
      this.ground = new NetworkGround(loop);
      this.device =
          new MsuResident(
              file, msu.settings(), ground, loop, bootPorts(), this::commit, health, log);
    } else {
      LinkedGround linked = ground();
      this.ground = linked;
      this.device = new LorawanResident(file, linked, bootPorts());
    }
    this.report = new StatusReport(file, device, store, health, log, loop);
  }

  /**
   * Lives until it is stopped.
   *
   * @return the exit code
   */
  @SuppressWarnings("try") // held, not used
  static int run(AgentFile file, boolean json, Console console) {
    LogSettings settings = json ? new LogSettings(file.log().level(), Format.JSON) : file.log();
    AgentLog log =
        new AgentLog(
            console.err(), settings, java.time.InstantSource.system(), console.environment());
    ExecutorService writer = Executors.newSingleThreadExecutor(AgentRun::writerThread);
    try (StateLock lock = StateLock.take(file.state());
        EventLoop loop = new EventLoop(System::nanoTime, Instant.now());
        Ending ending = new Ending(loop::stop)) {
      return live(file, log, loop, writer, Notify.of(console.environment()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.shutdown();
    }
  }

  private static Thread writerThread(Runnable work) {
    Thread thread = new Thread(work, "flash writer");
    thread.setDaemon(true);
    return thread;
  }

  private static int live(
      AgentFile file, AgentLog log, EventLoop loop, ExecutorService writer, Notify notify) {
    try (FlashStore store = open(file, writer)) {
      NetworkWait network = new NetworkWait(loop, log);
      Optional<AgentRun> run =
          network.until(() -> new AgentRun(file, log, loop, writer, store, notify));
      return run.isPresent() ? run.get().live() : Exit.DONE;
    } catch (IOException e) {
      log.say(LogSettings.Level.ERROR, "flash", String.valueOf(e.getMessage()));
      return Exit.FAILED;
    }
  }

  private static FlashStore open(AgentFile file, ExecutorService writer) throws IOException {
    return FlashStore.open(
        file.flash().file(),
        file.flash().journal(),
        file.flash().part(),
        () -> factoryFlash(file),
        writer);
  }

  private static NorFlash factoryFlash(AgentFile file) {
    Bytes image =
        file.flash()
            .firmware()
            .map(
                path -> {
                  try {
                    return Bytes.of(Files.readAllBytes(path));
                  } catch (IOException e) {
                    throw new InputProblem(
                        "FIRMWARE_UNREADABLE", path + " cannot be read; it is flash: firmware:");
                  }
                })
            .orElseGet(() -> FirmwareSamples.image(Sample.V1));
    return DeviceKind.factoryFlash(image, file.flash().part(), file.flash().partitions());
  }

  @SuppressWarnings("try") // held, not used
  private int live() {
    try (ground;
        StatusServer status = StatusServer.open(file.socket(), this::enter, report::document)) {
      log.info("starting", device.name() + ", link " + file.link().kind());
      if (file.trust().isEmpty()) {
        log.warn("trust", "everybody knows the key of the samples; name your own under trust:");
      }
      askForRealTime();
      Keeper.of(store, ground.scheduler());
      ground.start();
      device.switchOn();
      beat();
      if (file.lorawan().isPresent()) {
        awaitSession();
      }
      stuck = device.booted().filter(BootResult.Stuck.class::isInstance).isPresent();
      if (!stuck) {
        ground.run();
      }
      notify.stopping();
      device.switchOff();
      log.info("stopped", "the flash is in " + file.flash().file());
    } catch (IOException e) {
      log.warn("status", String.valueOf(e.getMessage()));
    }
    return stuck ? Exit.FAILED : Exit.DONE;
  }

  private void enter(Runnable event) {
    loop.post(() -> ground.enter(event));
  }

  /** Looks each second until the device has a session, and tells of it once. */
  private void awaitSession() {
    if (device.isReachable()) {
      log.info("joined", "it has a session");
    } else {
      ground.scheduler().after(LOOK, this::awaitSession);
    }
  }

  private void askForRealTime() {
    if (file.realtime() && !Scheduling.realTime(REAL_TIME_PRIORITY)) {
      log.warn(
          "realtime",
          "the system does not allow real-time scheduling; give the service LimitRTPRIO=10 or"
              + " CAP_SYS_NICE, else receive windows may be missed on a busy machine");
    }
  }

  private void onLinkAnswered() {
    notify.ready(file.link().kind() + " answers");
  }

  /** Tells the watchdog that this thread lives, and the writer's; while there is one. */
  private void beat() {
    Optional<Duration> watchdog = notify.watchdog(ProcessHandle.current().pid());
    if (watchdog.isEmpty()) {
      return;
    }
    if (writerLives.getAndSet(false)) {
      notify.alive();
      notify.status(report.line());
    }
    writer.execute(() -> writerLives.set(true));
    ground.scheduler().after(watchdog.get().dividedBy(3), this::beat);
  }

  /** Whether what must not be sent twice is on the disk; if not, it is not sent. */
  private boolean commit() {
    boolean kept = store.commit();
    if (!kept) {
      log.warn("flash", store.trouble().orElse("") + "; nothing is sent until then");
    }
    return kept;
  }

  private BootPorts bootPorts() {
    return new BootPorts(ground.scheduler(), store, this::commit, target(), new DeviceLog(log));
  }

  private LinkedGround ground() {
    LinkSettings link = file.link();
    DeviceSettings who = file.device();
    MacConfig mac = who.macConfig(file.region());
    Predicate<byte[]> guard = frame -> commit();
    if (link instanceof LinkSettings.Gateway gateway) {
      return new GatewayGround(gateway, Optional.empty(), mac, loop, health, guard);
    }
    if (link instanceof LinkSettings.Radio radio) {
      return radio.emulated().isPresent()
          ? new GatewayGround(
              radio.emulated().get(), Optional.of(radio.board()), mac, loop, health, guard)
          : Radios.ground(radio, mac, loop, health, guard);
    }
    return new LoopGround(
        loop,
        new SerialModem(
            (LinkSettings.Modem) link,
            SerialModem.wanted(file.region(), who),
            loop,
            health,
            this::commit));
  }

  private Optional<Target> target() {
    if (file.target() instanceof TargetSettings.Commands commands) {
      return Optional.of(
          new CommandTarget(
              commands.commands(), new ProcessRunner(file.state(), log, this::enter)));
    }
    if (file.target() instanceof TargetSettings.McubootSerial serial) {
      return Optional.of(mcuboot(serial));
    }
    return Optional.empty();
  }

  private Target mcuboot(TargetSettings.McubootSerial serial) {
    SmpClient client =
        new SmpClient(JSerialLine.open(serial.device(), serial.baud(), loop), ground.scheduler());
    TargetUpdate update =
        new TargetUpdate(
            client,
            ground.scheduler(),
            ground.clock(),
            dev.fuota.drivers.smp.TargetSettings.of(serial.mode()),
            step -> log.info("target", step));
    return new McubootTarget(update, ground.scheduler(), serial.selfTest());
  }

  /** Who may sign images; the key of the samples, unless somebody is named. */
  static TrustedKeys trusted(AgentFile file) {
    return file.trust()
        .orElseGet(() -> TrustedKeys.fromPem(FirmwareSamples.publicKeyPem()).value().orElseThrow());
  }
}
