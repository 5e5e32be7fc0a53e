package dev.fuota.fleet.fault;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.boot.BootResult;
import dev.fuota.fleet.world.DeviceObserver;
import dev.fuota.fleet.world.LinkTap;
import dev.fuota.fleet.world.SimulatedDevice;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.packages.ApplicationPackage.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A device that faults are to strike: follows its steps, and tells the faults of them. */
final class Patient implements DeviceObserver, LinkTap.Ear {
  private final int number;
  private final Simulation simulation;
  private final RandomGenerator random;
  private final List<Ailment> ailments = new ArrayList<>();
  private @Nullable SimulatedDevice device;
  private @Nullable SpoiltRadio radio;
  private @Nullable Fuse fuse;
  private boolean imageWaits;
  private boolean completing;
  private boolean joining;
  private boolean proving;
  private int fragments;

  Patient(int number, Simulation simulation, RandomGenerator random) {
    this.number = number;
    this.simulation = simulation;
    this.random = random;
  }

  void suffers(Ailment ailment) {
    ailments.add(ailment);
  }

  void has(SpoiltRadio made) {
    radio = made;
    made.spoil(this::spoilt);
  }

  void is(SimulatedDevice made) {
    device = made;
    fuse = new Fuse(made.power());
    made.observe(this);
  }

  int number() {
    return number;
  }

  SimulatedDevice device() {
    return Objects.requireNonNull(device);
  }

  SpoiltRadio radio() {
    return Objects.requireNonNull(radio);
  }

  Fuse fuse() {
    return Objects.requireNonNull(fuse);
  }

  RandomGenerator random() {
    return random;
  }

  Instant now() {
    return simulation.instant();
  }

  void after(Duration delay, Runnable action) {
    simulation.after(delay, action);
  }

  /** How many flash operations a bootloader would do now; a copy of the device shows it. */
  int operationsOfBoot() {
    PowerSupply supply = new PowerSupply(0);
    device().bootCopy(supply);
    return (int) supply.operations();
  }

  private void begin(Moment moment) {
    ailments.forEach(ailment -> ailment.onBegun(moment));
  }

  private void end(Moment moment) {
    ailments.forEach(ailment -> ailment.onEnded(moment));
  }

  private byte[] spoilt(byte[] phyPayload) {
    byte[] heard = phyPayload;
    for (Ailment ailment : ailments) {
      heard = ailment instanceof Corruption corruption ? corruption.spoil(heard) : heard;
    }
    return heard;
  }

  @Override
  public void onBooting() {
    fuse().onBooting();
    ailments.forEach(Ailment::onRestart);
    if (imageWaits) {
      begin(Moment.BOOT);
    }
  }

  @Override
  public void onBooted(BootResult result) {
    if (imageWaits) {
      imageWaits = false;
      end(Moment.BOOT);
    }
    proving =
        result instanceof BootResult.Started started && (started.installed() || started.trial());
    if (proving) {
      begin(Moment.UPDATED);
    }
    if (completing) {
      begin(Moment.COMPLETE);
    }
  }

  @Override
  public void onPowerLost(long operation, String during, Duration dark) {
    fuse().onPowerLost();
  }

  @Override
  public void onEvent(AgentEvent event) {
    if (event instanceof AgentEvent.BlockDecoded) {
      completing = true;
      begin(Moment.COMPLETE);
    } else if (event instanceof AgentEvent.ImageReady) {
      imageWaits = true;
      complete();
    } else if (event instanceof AgentEvent.ImageRefused
        || event instanceof AgentEvent.BlockFailed) {
      complete();
    } else if (event instanceof AgentEvent.ImageConfirmed && proving) {
      proving = false;
      end(Moment.UPDATED);
    }
  }

  private void complete() {
    if (completing) {
      completing = false;
      end(Moment.COMPLETE);
    }
  }

  @Override
  public void onStart(LorawanLink link) {
    radio().lose(false);
    joining = link.activity() != LorawanLink.Activity.ACTIVE;
    if (joining) {
      begin(Moment.JOIN);
    }
  }

  @Override
  public void onActivated() {
    if (joining) {
      joining = false;
      end(Moment.JOIN);
    }
  }

  @Override
  public void onDownlink(Downlink downlink) {
    Bytes payload = Bytes.of(downlink.payload());
    Set<Moment> moments = EnumSet.noneOf(Moment.class);
    boolean fragment = false;
    for (Command command : commands(downlink.fPort(), payload, Direction.DOWN)) {
      Talk.moment(command).ifPresent(moments::add);
      fragment |= Talk.isFragment(command);
    }
    if (fragment) {
      fragments++;
      ailments.forEach(ailment -> ailment.onFragment(fragments));
    }
    moments.forEach(this::begin);
    for (Ailment ailment : ailments) {
      if (ailment instanceof Repetition repetition && repetition.repeats(moments, fragment)) {
        radio().repeatLast(() -> repetition.strikes("a downlink comes twice"));
      }
    }
  }

  @Override
  public byte[] onSend(int fPort, byte[] payload) {
    Bytes told = Bytes.of(payload);
    List<? extends Command> commands = commands(fPort, told, Direction.UP);
    Set<Moment> moments = EnumSet.noneOf(Moment.class);
    commands.forEach(command -> Talk.moment(command).ifPresent(moments::add));
    moments.forEach(this::end);
    boolean lost = false;
    for (Ailment ailment : ailments) {
      if (ailment instanceof LostAnswer answer && !lost && Talk.isPackage(fPort)) {
        lost = answer.loses(moments);
      } else if (ailment instanceof Lie lie) {
        told = lie.instead(told, commands);
      }
    }
    radio().lose(lost);
    return told.toArray();
  }

  @Override
  public void onUplinkDone(boolean acknowledged) {
    radio().lose(false);
  }

  private List<? extends Command> commands(int fPort, Bytes payload, Direction direction) {
    PackageVersion version = device().series().packageVersion();
    return Talk.commands(fPort, payload, version, direction);
  }
}
