package dev.fuota.agent.runtime;

import dev.fuota.agent.clocksync.ClockSettings;
import dev.fuota.agent.clocksync.ClockSync;
import dev.fuota.agent.firmware.FirmwareManagement;
import dev.fuota.agent.firmware.Slots;
import dev.fuota.agent.fragmentation.Fragmentation;
import dev.fuota.agent.fragmentation.FragmentationSettings;
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
import java.util.List;

/** The state machines of one device, each in the one version of its package (PKG-07). */
record Machines(
    ClockSync clockSync,
    MulticastSetup multicast,
    Fragmentation fragmentation,
    FirmwareManagement firmware,
    MultiPackageAccess multiPackage) {

  static Machines of(AgentConfig config, AgentPorts ports) {
    Packages packages = config.packages();
    return new Machines(
        new ClockSync(clockSettings(config), ports.random()),
        new MulticastSetup(multicastSettings(config), limitsOf(ports.link())),
        new Fragmentation(
            settings(config), limits(config, ports), ports.parityRows(), ports.random()),
        new FirmwareManagement(
            config.hardware().version(),
            config.policy().selfTest(),
            config.policy().rebootAfter(),
            ports.random()),
        new MultiPackageAccess(packages::offered));
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

  private static FragmentationSettings settings(AgentConfig config) {
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
      return fragmentation.onCommand(fragmentationCommand, request, now);
    }
    if (command instanceof ClockSyncDownlink clockCommand) {
      return clockSync.onCommand(clockCommand);
    }
    if (command instanceof MulticastDownlink multicastCommand) {
      return multicast.onCommand(multicastCommand, now);
    }
    if (command instanceof FirmwareDownlink firmwareCommand) {
      return firmware.onCommand(firmwareCommand, now);
    }
    if (command instanceof MultiPackageDownlink accessCommand) {
      return multiPackage.onCommand(accessCommand);
    }
    throw new IllegalArgumentException("no package takes " + command);
  }
}
