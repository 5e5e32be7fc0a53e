package dev.fuota.tests.lorawan;

import static dev.fuota.tests.lorawan.Promise.require;

import dev.fuota.hal.link.Downlink;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.JoinRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * All that was sent and accepted, over all resets of both sides. A session is known by its address:
 * each join draws another.
 */
final class Ledger {
  private static final int MIC = 4;
  private static final int REJOIN = 0xc0;
  private static final int TYPE = 0xe0;

  private record Counter(DevAddr devAddr, boolean applications, int fCnt) {}

  private record Accepted(int device, int session, int groupId, long fCnt) {}

  private record Nonce(int device, int devNonce) {}

  private record Numbered(int device, long number) {}

  private final Map<Counter, Bytes> up = new HashMap<>();
  private final Map<Counter, Bytes> down = new HashMap<>();
  private final Set<Nonce> devNonces = new HashSet<>();
  private final Set<Bytes> rejoins = new HashSet<>();
  private final Set<Accepted> accepted = new HashSet<>();
  private final Set<Numbered> received = new HashSet<>();
  private final Set<Numbered> delivered = new HashSet<>();

  /** The last address that each device used, which is its session. */
  private final Map<Integer, Integer> addresses = new HashMap<>();

  private final Set<DevAddr> addressesOfV11 = new HashSet<>();

  /** A device sends a frame. */
  void deviceSends(int device, boolean v11, Bytes phyPayload) {
    DataFrame.decode(phyPayload).value().ifPresent(frame -> counts(device, v11, frame));
    JoinRequest.decode(phyPayload)
        .value()
        .ifPresent(
            request ->
                require(
                    devNonces.add(new Nonce(device, request.devNonce())),
                    "device %d uses DevNonce %d again",
                    device,
                    request.devNonce()));
    if ((phyPayload.at(0) & TYPE) == REJOIN) {
      require(rejoins.add(phyPayload), "device %d uses an RJcount again", device);
    }
  }

  private void counts(int device, boolean v11, DataFrame frame) {
    require(frame.type().isDataUp(), "device %d sends %s", device, frame);
    if (v11) {
      addressesOfV11.add(frame.devAddr());
    }
    addresses.put(device, frame.devAddr().value());
    Bytes whole = frame.phyPayload();
    Bytes withoutMic = whole.slice(0, whole.length() - MIC); // in 1.1 it depends on the channel
    Bytes before = up.putIfAbsent(new Counter(frame.devAddr(), true, frame.fCnt()), withoutMic);
    require(
        before == null || before.equals(withoutMic),
        "device %d sends two frames with FCntUp %d: %s and %s",
        device,
        frame.fCnt(),
        before,
        withoutMic);
  }

  /** The network gives a frame to a gateway. */
  void networkSends(Bytes phyPayload) {
    DataFrame.decode(phyPayload).value().ifPresent(this::counts);
  }

  private void counts(DataFrame frame) {
    require(frame.type().isDataDown(), "the network sends %s", frame);
    boolean applications = frame.fPort() > 0 && addressesOfV11.contains(frame.devAddr());
    Counter counter = new Counter(frame.devAddr(), applications, frame.fCnt());
    Bytes before = down.putIfAbsent(counter, frame.phyPayload());
    require(
        before == null || before.equals(frame.phyPayload()),
        "the network sends two frames with %s: %s and %s",
        counter,
        before,
        frame.phyPayload());
  }

  /** A device has accepted a downlink. */
  void deviceAccepts(int device, Downlink downlink, long number) {
    boolean group = !downlink.unicast();
    int session = group ? 0 : address(device);
    Accepted key = new Accepted(device, session, downlink.groupId(), downlink.fCnt());
    require(accepted.add(key), "device %d accepts a counter again: %s", device, key);
    require(
        delivered.add(new Numbered(device, number)),
        "device %d gets downlink %d again",
        device,
        number);
  }

  /** The network has accepted an uplink. */
  void networkAccepts(int device, long number) {
    require(
        received.add(new Numbered(device, number)),
        "the network accepts uplink %d of device %d again",
        number,
        device);
  }

  /** The address that a device used last, or 0. */
  int address(int device) {
    return addresses.getOrDefault(device, 0);
  }

  /** How many uplinks and downlinks arrived. */
  int arrived() {
    return received.size() + delivered.size();
  }
}
