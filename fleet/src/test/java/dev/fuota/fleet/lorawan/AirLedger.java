package dev.fuota.fleet.lorawan;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.JoinAccept;
import dev.fuota.protocol.lorawan.JoinRequest;
import dev.fuota.protocol.lorawan.LorawanVersion;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What gateways sent over all lives of a server: no frame counter of an address, and no JoinNonce
 * of a device, is there twice.
 */
final class AirLedger {
  private record Counter(String network, DevAddr address, int fCnt) {}

  private record Nonce(Eui device, int joinNonce) {}

  private final Map<Eui, Credentials> devices = new HashMap<>();
  private final Map<Eui, JoinRequest> requests = new HashMap<>();
  private final Set<Counter> counters = new HashSet<>();
  private final Set<Nonce> nonces = new HashSet<>();

  void device(Credentials credentials) {
    devices.put(credentials.devEui(), credentials);
  }

  /** A frame that a gateway heard. */
  void heard(Bytes phyPayload) {
    JoinRequest.decode(phyPayload)
        .value()
        .ifPresent(request -> requests.put(request.devEui(), request));
  }

  /** A frame that a gateway takes. */
  void sent(String network, Bytes phyPayload) {
    Optional<DataFrame> frame = DataFrame.decode(phyPayload).value();
    if (frame.isPresent()) {
      Counter counter = new Counter(network, frame.get().devAddr(), frame.get().fCnt());
      require(counters.add(counter), counter);
    } else {
      requests.values().forEach(request -> join(request, phyPayload));
    }
  }

  private void join(JoinRequest request, Bytes phyPayload) {
    Optional.ofNullable(devices.get(request.devEui()))
        .flatMap(
            device ->
                JoinAccept.open(phyPayload, device.joinKeys(), request, LorawanVersion.V1_0_4)
                    .value())
        .ifPresent(
            accept -> {
              Nonce nonce = new Nonce(request.devEui(), accept.joinNonce());
              require(nonces.add(nonce), nonce);
            });
  }

  private static void require(boolean holds, Object what) {
    if (!holds) {
      throw new AssertionError("sent again: " + what);
    }
  }

  int counters() {
    return counters.size();
  }

  int nonces() {
    return nonces.size();
  }
}
