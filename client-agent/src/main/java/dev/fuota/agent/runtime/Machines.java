package dev.fuota.agent.runtime;

import dev.fuota.agent.clocksync.ClockSettings;
import dev.fuota.agent.clocksync.ClockSync;
import dev.fuota.agent.firmware.FirmwareManagement;
import dev.fuota.agent.firmware.Inspector;
import dev.fuota.agent.firmware.Slots;
import dev.fuota.agent.fragmentation.FragmentLog;
import dev.fuota.agent.fragmentation.Fragmentation;
import dev.fuota.agent.fragmentation.FragmentationSettings;
import dev.fuota.agent.fragmentation.FragmentationStatus;
import dev.fuota.agent.fragmentation.ImageDescriptor;
import dev.fuota.agent.fragmentation.SessionLimits;
import dev.fuota.agent.multicast.MulticastSettings;
import dev.fuota.agent.multicast.MulticastSetup;
import dev.fuota.agent.multicast.ReceiveLimits;
import dev.fuota.agent.multipackage.MultiPackageAccess;
import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.DeviceTime;
import dev.fuota.agent.step.Request;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.protocol.clocksync.ClockSyncDownlink;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.firmware.FirmwareDownlink;
import dev.fuota.protocol.fragmentation.FragmentationDownlink;
import dev.fuota.protocol.multicast.MulticastDownlink;
import dev.fuota.protocol.multipackage.MultiPackageDownlink;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state machines of one device, each in the one version of its package (PKG-07).
 *
 * <p>Most devices wait for an update most of the time. What only an update needs is made when
 * something concerns it: until then it has no state, and nothing to say.
 */
final class Machines {
  private final AgentConfig config;
  private final AgentPorts ports;
  private final ClockSync clockSync;
  private final FirmwareManagement firmware;
  private @Nullable MulticastSetup multicast;
  private @Nullable Fragmentation fragmentation;
  private @Nullable FragmentLog log;
  private @Nullable MultiPackageAccess multiPackage;

  Machines(AgentConfig config, AgentPorts ports) {
    this.config = config;
    this.ports = ports;
    this.clockSync = new ClockSync(clockSettings(config), ports.random());
    this.firmware =
        new FirmwareManagement(
            config.hardware().version(),
            config.policy().selfTest(),
            config.policy().rebootAfter(),
            ports.random());
  }

  ClockSync clockSync() {
    return clockSync;
  }

  FirmwareManagement firmware() {
    return firmware;
  }

  MulticastSetup multicast() {
    MulticastSetup made = multicast;
    if (made == null) {
      made = new MulticastSetup(multicastSettings(config), limitsOf(ports.link()));
      multicast = made;
    }
    return made;
  }

  /** Empty as long as nothing has concerned it. */
  Optional<MulticastSetup> multicastInUse() {
    return Optional.ofNullable(multicast);
  }

  Fragmentation fragmentation() {
    Fragmentation made = fragmentation;
    if (made == null) {
      made =
          new Fragmentation(
              fragmentationSettings(config),
              limits(config, ports),
              ports.parityRows(),
              ports.random());
      fragmentation = made;
    }
    return made;
  }

  /** Empty as long as nothing has concerned it. */
  Optional<Fragmentation> fragmentationInUse() {
    return Optional.ofNullable(fragmentation);
  }

  /** Where the fragments are. */
  FragmentLog log() {
    FragmentLog made = log;
    if (made == null) {
      made = new FragmentLog(ports.flash().fragments());
      log = made;
    }
    return made;
  }

  MultiPackageAccess multiPackage() {
    MultiPackageAccess made = multiPackage;
    if (made == null) {
      made = new MultiPackageAccess(config.packages()::offered);
      multiPackage = made;
    }
    return made;
  }

  /** The image slots, of which nothing is kept but what is in flash. */
  Slots slots() {
    return new Slots(
        ports.flash().primary(),
        ports.flash().download(),
        config.policy().trial(),
        new Inspector(
            config.keys().signers(),
            config.hardware().classId(),
            config.limits().expansionRam(),
            ports.verification()));
  }

  DeviceTime now() {
    return new DeviceTime(
        ports.clock().instant(), clockSync.correction(), clockSync.synchronised());
  }

  /** How the fragmentation sessions stand, by their FragIndex. */
  List<FragmentationStatus> sessions() {
    return fragmentationInUse()
        .map(Fragmentation::statuses)
        .orElseGet(() -> Collections.nCopies(config.limits().sessions(), FragmentationStatus.NONE));
  }

  private static ClockSettings clockSettings(AgentConfig config) {
    Packages.Offer offer = config.packages().clockSync();
    return new ClockSettings(
        offer.version(),
        offer.fPort(),
        config.policy().ownClockPeriod(),
        config.hardware().clockRunsOn());
  }

  private static MulticastSettings multicastSettings(AgentConfig config) {
    return new MulticastSettings(
        config.packages().multicast().version(),
        config.keys().rootKey(),
        config.keys().rootKeyKind(),
        config.limits().groups(),
        config.policy().endSessionOnCompletion(),
        config.compatibility().startMissedWithUndefined(),
        config.compatibility().lateClassB());
  }

  private static FragmentationSettings fragmentationSettings(AgentConfig config) {
    return new FragmentationSettings(
        config.packages().fragmentation().version(),
        config.packages().fragmentation().fPort(),
        config.keys().rootKey(),
        config.compatibility().longStatusWithoutSession());
  }

  private static SessionLimits limits(AgentConfig config, AgentPorts ports) {
    Geometry download = ports.flash().download().geometry();
    return new SessionLimits(
        config.limits().sessions(),
        config.limits().matrixRows(),
        Slots.imageMax(download),
        download.sectorSize(),
        ports.flash().fragments().geometry(),
        descriptor ->
            ImageDescriptor.isFor(config.hardware().classId(), descriptor)
                || (config.compatibility().blankDescriptor()
                    && ImageDescriptor.isBlank(descriptor)),
        config.policy().files());
  }

  private static ReceiveLimits limitsOf(LorawanLink link) {
    return new ReceiveLimits() {
      @Override
      public int groups() {
        return link.capabilities().multicastGroups();
      }

      @Override
      public boolean supportsDataRate(int dataRate) {
        return link.supportsDataRate(dataRate);
      }

      @Override
      public boolean supportsFrequency(int frequencyHz) {
        return link.supportsFrequency(frequencyHz);
      }

      @Override
      public boolean supportsClassB() {
        return link.supportsClassB();
      }
    };
  }

  /** Tells a command to the machine of its package. */
  List<Action> onCommand(Command command, Request request, DeviceTime now) {
    if (command instanceof FragmentationDownlink fragmentationCommand) {
      return fragmentation().onCommand(fragmentationCommand, request, now);
    }
    if (command instanceof ClockSyncDownlink clockCommand) {
      return clockSync().onCommand(clockCommand);
    }
    if (command instanceof MulticastDownlink multicastCommand) {
      return multicast().onCommand(multicastCommand, now);
    }
    if (command instanceof FirmwareDownlink firmwareCommand) {
      return firmware().onCommand(firmwareCommand, now);
    }
    if (command instanceof MultiPackageDownlink accessCommand) {
      return multiPackage().onCommand(accessCommand);
    }
    throw new IllegalArgumentException("no package takes " + command);
  }
}
