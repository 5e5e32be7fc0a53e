package dev.fuota.server.clocksync;

import dev.fuota.protocol.clocksync.AppTimeAns;
import dev.fuota.protocol.clocksync.AppTimeReq;
import dev.fuota.protocol.clocksync.ClockSyncCommand;
import dev.fuota.protocol.clocksync.ClockSyncUplink;
import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.time.GpsTime;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.LorawanNetwork;
import dev.fuota.server.port.QueuedDownlink;
import dev.fuota.server.port.Uplink;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers AppTimeReq. The device's time is that of the start of its transmission, so it is compared
 * with the network's time of that very moment. It is answered if it asks for that, or if it is a
 * second or more out.
 */
public final class ClockSync {
  private final LorawanNetwork network;

  /** The last answer to each device: a newer one replaces it, if it still waits. */
  private final Map<DeviceId, QueuedDownlink> waiting = new HashMap<>();

  private long answers;
  private long malformed;

  /** Serves all devices of a network from now on. */
  public ClockSync(LorawanNetwork network) {
    this.network = network;
    network.listen(this::onUplink);
  }

  /** Corrections given to the network. */
  public long answers() {
    return answers;
  }

  /** Uplinks on the package's port that could not be read to the end. */
  public long malformed() {
    return malformed;
  }

  private void onUplink(Uplink uplink) {
    if (uplink.fPort() != ClockSyncCommand.DEFAULT_FPORT) {
      return;
    }
    CommandTable.Stream<ClockSyncUplink> stream =
        ClockSyncUplink.commands(PackageVersion.V1).decodeAll(uplink.payload());
    if (stream.defect().isPresent()) {
      malformed++;
    }
    for (ClockSyncUplink command : stream.commands()) {
      if (command instanceof AppTimeReq req) {
        onAppTimeReq(req, uplink);
      }
    }
  }

  private void onAppTimeReq(AppTimeReq req, Uplink uplink) {
    GpsTime deviceTime = new GpsTime(req.deviceTime());
    long correction = deviceTime.until(GpsTime.of(uplink.startedAt())).toSeconds();
    if (correction == 0 && !req.ansRequired()) {
      return;
    }
    AppTimeAns ans = new AppTimeAns(Math.toIntExact(correction), req.tokenReq());
    Downlink downlink = new Downlink(uplink.fPort(), ans.encode());
    DeviceId device = uplink.device(); // what waits for its turn keeps no uplink
    Optional.ofNullable(waiting.remove(device)).ifPresent(QueuedDownlink::cancel);
    network
        .send(device, downlink, sent -> waiting.remove(device))
        .ifPresent(
            queued -> {
              answers++;
              waiting.put(device, queued);
            });
  }
}
