package dev.fuota.device.msu;

import dev.fuota.agent.event.ResetReason;
import dev.fuota.agent.firmware.Inspector;
import dev.fuota.agent.firmware.Slots;
import dev.fuota.agent.msu.Destination;
import dev.fuota.agent.msu.FileDestination;
import dev.fuota.agent.msu.FirmwareDestination;
import dev.fuota.agent.msu.MsuState;
import dev.fuota.device.Application;
import dev.fuota.hal.file.DirectoryArea;
import dev.fuota.hal.file.FileResult;
import dev.fuota.hal.flash.FlashMap;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.net.Interfaces;
import dev.fuota.protocol.image.ImageVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The application of a device that is updated over a network. Firmware goes into the download slot;
 * the device resets once the server has let it go. An image on trial is confirmed when it listens:
 * then the next one can reach it.
 */
public final class MsuApplication implements Application {
  private static final Duration AGAIN = Duration.ofSeconds(5);

  /** The answer to a Disconnect that is repeated is still given. */
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private static final long RESERVE = 16L << 20;

  private final MsuSettings settings;
  private final Inspector inspector;
  private final EventLoop loop;
  private final RandomGenerator random;
  private final BooleanSupplier keep;
  private final MsuHealth health;
  private final Consumer<String> says;
  private String trouble = "";
  private @Nullable Running running;

  /**
   * An application that does not run yet.
   *
   * @param inspector of firmware
   * @param keep brings the flash to the disk; whether that worked
   */
  public MsuApplication(
      MsuSettings settings,
      Inspector inspector,
      EventLoop loop,
      RandomGenerator random,
      BooleanSupplier keep,
      MsuHealth health,
      Consumer<String> says) {
    this.settings = settings;
    this.inspector = inspector;
    this.loop = loop;
    this.random = random;
    this.keep = keep;
    this.health = health;
    this.says = says;
  }

  /** The client; empty while it does not run. */
  public Optional<MsuStation> station() {
    return Optional.ofNullable(running).map(it -> it.station);
  }

  /** The version that runs; empty while the client does not. */
  public Optional<ImageVersion> version() {
    return Optional.ofNullable(running).flatMap(it -> it.slots.running());
  }

  @Override
  public void start(Life life, FlashMap map, ResetReason reason, boolean trial) {
    Slots slots =
        new Slots(map.primary(), map.download(), settings.strategy().canRevert(), inspector);
    attempt(life, slots, trial);
  }

  /** Again and again, until network and disk are there. */
  private void attempt(Life life, Slots slots, boolean trial) {
    Optional<Interfaces.State> on =
        Interfaces.find(settings.on()).filter(Interfaces.State::isUsable);
    Optional<DirectoryArea> area = on.isPresent() ? area() : Optional.empty();
    if (on.isEmpty()) {
      tell(
          "interface "
              + settings.on()
              + " is not there, down or without an IPv4 address; it is used when it comes");
    }
    if (area.isPresent()) {
      trouble = "";
      Running started = new Running(life, slots, trial, on.orElseThrow(), area.get());
      running = started;
      started.station.check();
      started.station.start();
    } else {
      life.timers().after(AGAIN, () -> attempt(life, slots, trial));
    }
  }

  private Optional<DirectoryArea> area() {
    try {
      Files.createDirectories(settings.area());
    } catch (IOException e) {
      tell(settings.area() + " cannot be made (" + e.getMessage() + ")");
      return Optional.empty();
    }
    FileResult<DirectoryArea> opened = DirectoryArea.open(settings.area(), RESERVE);
    if (opened instanceof FileResult.Ok<DirectoryArea> ok) {
      return Optional.of(ok.get());
    }
    FileResult.Failed<DirectoryArea> failed = (FileResult.Failed<DirectoryArea>) opened;
    tell(settings.area() + " cannot be used (" + failed.detail() + "); let it be written to");
    return Optional.empty();
  }

  /** Once for each reason. */
  private void tell(String sentence) {
    if (!sentence.equals(trouble)) {
      trouble = sentence;
      health.onTrouble(sentence);
    }
  }

  @Override
  public void stop() {
    if (running != null) {
      running.stop();
      running = null;
    }
  }

  /** From one start to the next stop. */
  private final class Running implements MsuStation.Observer {
    private final Life life;
    private final Slots slots;
    private final Interfaces.State on;
    private final DirectoryArea area;
    private final MsuStation station;
    private boolean trial;
    private boolean ready;
    private boolean resets;

    Running(Life life, Slots slots, boolean trial, Interfaces.State on, DirectoryArea area) {
      this.life = life;
      this.slots = slots;
      this.trial = trial;
      this.on = on;
      this.area = area;
      this.station =
          new MsuStation(
              settings.client().config(settings.discovery(), on),
              on,
              settings.network(),
              loop,
              random,
              area,
              destination(),
              says,
              this);
    }

    private Destination destination() {
      return settings.directory().isPresent()
          ? new FileDestination(area)
          : new KeptDestination(
              new FirmwareDestination(slots, this::activate), keep, "the flash cannot be written");
    }

    /** Not yet: the server has more to say. */
    private boolean activate() {
      resets = true;
      return true;
    }

    @Override
    public void onListening() {
      if (resets) {
        life.timers().after(FAREWELL, life.reset());
      } else {
        life.device().accept(this::listens);
      }
    }

    private void listens() {
      if (!ready) {
        ready = true;
        health.onReady(on + ", group " + settings.discovery());
      }
      if (trial) {
        trial = false;
        slots.confirm();
        says.accept(
            keep.getAsBoolean()
                ? "the image on trial is confirmed"
                : "the image on trial is confirmed as soon as the flash can be written");
      }
    }

    @Override
    public void onOver() {
      says.accept("the transfer is over");
    }

    @Override
    public void onFile() {
      if (settings.directory().isEmpty()) {
        life.imageReady().run();
      }
    }

    @Override
    public void onInterface(boolean up) {
      if (!up) {
        ready = false;
        health.onTrouble("interface " + on.name() + " is away; it is used again when it comes");
      } else if (station.state() == MsuState.LISTENING) {
        listens();
      }
    }

    void stop() {
      station.stop();
      station.close();
      try {
        area.close();
      } catch (IOException e) {
        says.accept(settings.area() + " cannot be closed (" + e.getMessage() + ")");
      }
    }
  }
}
