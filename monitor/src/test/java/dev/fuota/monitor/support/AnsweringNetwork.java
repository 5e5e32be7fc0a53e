package dev.fuota.monitor.support;

import dev.fuota.protocol.clocksync.ClockSyncDownlink;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.firmware.DevRebootCountdownAns;
import dev.fuota.protocol.firmware.DevRebootCountdownReq;
import dev.fuota.protocol.firmware.DevUpgradeImageAns;
import dev.fuota.protocol.firmware.DevUpgradeImageReq;
import dev.fuota.protocol.firmware.DevVersionAns;
import dev.fuota.protocol.firmware.DevVersionReq;
import dev.fuota.protocol.firmware.FirmwareDownlink;
import dev.fuota.protocol.fragmentation.FragSessionDeleteAns;
import dev.fuota.protocol.fragmentation.FragSessionDeleteReq;
import dev.fuota.protocol.fragmentation.FragSessionSetupAns;
import dev.fuota.protocol.fragmentation.FragSessionSetupReq;
import dev.fuota.protocol.fragmentation.FragSessionStatusAns;
import dev.fuota.protocol.fragmentation.FragSessionStatusReq;
import dev.fuota.protocol.fragmentation.FragmentationDownlink;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.protocol.multicast.McClassCSessionAns;
import dev.fuota.protocol.multicast.McClassCSessionReq;
import dev.fuota.protocol.multicast.McGroupDeleteAns;
import dev.fuota.protocol.multicast.McGroupDeleteReq;
import dev.fuota.protocol.multicast.McGroupSetupAns;
import dev.fuota.protocol.multicast.McGroupSetupReq;
import dev.fuota.protocol.multicast.MulticastDownlink;
import dev.fuota.protocol.time.GpsTime;
import dev.fuota.server.campaign.SessionCounters;
import dev.fuota.server.network.DeviceRegistration;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.DownlinkChannel;
import dev.fuota.server.port.LorawanNetwork;
import dev.fuota.server.port.QueuedDownlink;
import dev.fuota.server.port.SentListener;
import dev.fuota.server.port.Uplink;
import dev.fuota.server.port.UplinkListener;
import dev.fuota.server.service.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A network whose devices do all that a campaign in class C asks of them, and hear everything. They
 * begin to run the new version when they are told to reboot. The first of them refuses the file.
 */
final class AnsweringNetwork implements Network, LorawanNetwork {
  private static final Duration AIR_TIME = Duration.ofMillis(400);
  private static final Duration REACTION = Duration.ofSeconds(2);
  private static final Duration HEARTBEAT = Duration.ofSeconds(30);
  private static final int OCTETS = 60;
  private static final Map<Integer, CommandTable<? extends Command>> PACKAGES =
      Map.of(
          200, MulticastDownlink.commands(PackageVersion.V1),
          201, FragmentationDownlink.commands(PackageVersion.V1),
          202, ClockSyncDownlink.commands(PackageVersion.V1),
          203, FirmwareDownlink.COMMANDS);

  private final TestTime time;
  private final SessionCounters counters;
  private final long newVersion;
  private final List<UplinkListener> listeners = new ArrayList<>();
  private final TreeSet<DeviceId> devices = new TreeSet<>();
  private final Map<DeviceId, Integer> fragments = new TreeMap<>();
  private final Set<DeviceId> rebooted = new TreeSet<>();

  AnsweringNetwork(TestTime time, SessionCounters counters, long newVersion) {
    this.time = time;
    this.counters = counters;
    this.newVersion = newVersion;
  }

  @Override
  public String name() {
    return "EU868";
  }

  @Override
  public Region region() {
    return Region.EU868;
  }

  @Override
  public LorawanNetwork lorawan() {
    return this;
  }

  @Override
  public SessionCounters sessionCounters() {
    return counters;
  }

  @Override
  public void register(DeviceRegistration registration) {
    if (devices.add(registration.device())) {
      time.after(HEARTBEAT, () -> beat(registration.device()));
    }
  }

  private void beat(DeviceId device) {
    if (devices.contains(device)) {
      hear(device, 1, Bytes.of((byte) 1));
      time.after(HEARTBEAT, () -> beat(device));
    }
  }

  @Override
  public void remove(DeviceId device) {
    devices.remove(device);
  }

  @Override
  public void listen(UplinkListener listener) {
    listeners.add(listener);
  }

  @Override
  public Optional<QueuedDownlink> send(DeviceId device, Downlink downlink, SentListener listener) {
    time.after(AIR_TIME.plus(REACTION), () -> read(device, downlink));
    return Optional.of(sent(listener));
  }

  @Override
  public Optional<QueuedDownlink> multicast(
      DevAddr mcAddr, Downlink downlink, DownlinkChannel channel, SentListener listener) {
    time.after(
        AIR_TIME.plus(REACTION), () -> List.copyOf(devices).forEach(it -> read(it, downlink)));
    return Optional.of(sent(listener));
  }

  private QueuedDownlink sent(SentListener listener) {
    time.after(
        AIR_TIME,
        () ->
            listener.onSent(
                new SentListener.Sent(time.instant().minus(AIR_TIME), AIR_TIME, OCTETS)));
    return new QueuedDownlink() {
      @Override
      public boolean isWaiting() {
        return false;
      }

      @Override
      public void cancel() {}
    };
  }

  @Override
  public void defineGroup(DevAddr mcAddr, SessionKeys keys) {}

  @Override
  public void members(DevAddr mcAddr, Set<DeviceId> members) {}

  @Override
  public void listening(
      List<DeviceId> devices, DownlinkChannel channel, Instant from, Instant until) {}

  @Override
  public long nextMcFCnt(DevAddr mcAddr) {
    return 0;
  }

  private void read(DeviceId device, Downlink downlink) {
    CommandTable<? extends Command> table = PACKAGES.get(downlink.fPort());
    if (table != null) {
      for (Command command : table.decodeAll(downlink.payload()).commands()) {
        answer(device, command).ifPresent(it -> hear(device, downlink.fPort(), it.encode()));
      }
    }
  }

  private void hear(DeviceId device, int fPort, Bytes payload) {
    Uplink uplink = new Uplink(device, fPort, payload, time.instant(), time.instant());
    listeners.forEach(it -> it.onUplink(uplink));
  }

  private Optional<Command> answer(DeviceId device, Command command) {
    if (command instanceof McGroupSetupReq req) {
      return Optional.of(new McGroupSetupAns(req.mcGroupId(), false));
    } else if (command instanceof FragSessionSetupReq req) {
      fragments.put(device, req.nbFrag());
      boolean refuses = device.equals(devices.first());
      return Optional.of(new FragSessionSetupAns(false, refuses, false, false, req.fragIndex()));
    } else if (command instanceof McClassCSessionReq req) {
      long seconds = GpsTime.of(time.instant()).until(new GpsTime(req.sessionTime())).toSeconds();
      return Optional.of(
          McClassCSessionAns.accepted(req.mcGroupId(), Math.toIntExact(Math.max(0, seconds))));
    } else if (command instanceof FragSessionStatusReq req) {
      return Optional.of(
          new FragSessionStatusAns(req.fragIndex(), fragments.getOrDefault(device, 0), 0, false));
    } else if (command instanceof FragSessionDeleteReq req) {
      return Optional.of(new FragSessionDeleteAns(req.fragIndex(), false));
    } else if (command instanceof McGroupDeleteReq req) {
      return Optional.of(new McGroupDeleteAns(req.mcGroupId(), false));
    }
    return ofFirmware(device, command);
  }

  private Optional<Command> ofFirmware(DeviceId device, Command command) {
    if (command instanceof DevUpgradeImageReq) {
      return Optional.of(
          new DevUpgradeImageAns(DevUpgradeImageAns.VALID_IMAGE, OptionalLong.of(newVersion)));
    } else if (command instanceof DevRebootCountdownReq req) {
      rebooted.add(device);
      return Optional.of(new DevRebootCountdownAns(req.countdown()));
    } else if (command instanceof DevVersionReq) {
      return Optional.of(new DevVersionAns(rebooted.contains(device) ? newVersion : 0, 1));
    }
    return Optional.empty();
  }
}
