package dev.fuota.fleet.lorawan;

import dev.fuota.device.config.Credentials;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fragmentation.FragSessionSetupReqV2;
import dev.fuota.protocol.fragmentation.FragmentationCommand;
import dev.fuota.protocol.fragmentation.FragmentationDownlink;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.JoinAccept;
import dev.fuota.protocol.lorawan.JoinRequest;
import dev.fuota.protocol.lorawan.LorawanVersion;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What gateways sent over all lives of a server, read with the keys of the devices: no frame
 * counter of an address, no JoinNonce of a device, no answer to the same DevNonce and no SessionCnt
 * of a device is there twice.
 */
final class AirLedger {
  private static final LorawanVersion VERSION = LorawanVersion.V1_0_4;

  private record Counter(String network, DevAddr address, int fCnt) {}

  private record JoinNonce(Eui device, int joinNonce) {}

  private record DevNonce(Eui device, int devNonce) {}

  private record SessionCnt(Eui device, int fragIndex, int sessionCnt) {}

  private record Session(Credentials device, FrameCrypto crypto) {}

  private final Map<Eui, Credentials> devices = new HashMap<>();
  private final Map<Eui, JoinRequest> requests = new HashMap<>();
  private final Map<DevAddr, Session> sessions = new HashMap<>();
  private final Set<Object> used = new HashSet<>();
  private final Map<Class<?>, Integer> counts = new HashMap<>();

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
      use(new Counter(network, frame.get().devAddr(), frame.get().fCnt()));
      Optional.ofNullable(sessions.get(frame.get().devAddr()))
          .ifPresent(session -> read(session, frame.get()));
    } else {
      requests.values().forEach(request -> join(request, phyPayload));
    }
  }

  private void join(JoinRequest request, Bytes phyPayload) {
    Credentials device = Objects.requireNonNull(devices.get(request.devEui()));
    JoinAccept.open(phyPayload, device.joinKeys(), request, VERSION)
        .value()
        .ifPresent(
            accept -> {
              use(new JoinNonce(request.devEui(), accept.joinNonce()));
              use(new DevNonce(request.devEui(), request.devNonce()));
              FrameCrypto crypto =
                  new FrameCrypto(
                      device.joinKeys().sessionKeys(accept, request, VERSION), accept.devAddr());
              sessions.put(accept.devAddr(), new Session(device, crypto));
            });
  }

  private void read(Session session, DataFrame frame) {
    if (frame.fPort() != FragmentationCommand.DEFAULT_FPORT) {
      return;
    }
    Bytes payload = session.crypto().open(frame, frame.fCnt()).orElseThrow();
    FragmentationDownlink.commands(PackageVersion.V2).decodeAll(payload).commands().stream()
        .filter(FragSessionSetupReqV2.class::isInstance)
        .map(FragSessionSetupReqV2.class::cast)
        .forEach(
            it -> use(new SessionCnt(session.device().devEui(), it.fragIndex(), it.sessionCnt())));
  }

  private void use(Object number) {
    if (!used.add(number)) {
      throw new AssertionError("sent again: " + number);
    }
    counts.merge(number.getClass(), 1, Integer::sum);
  }

  int counters() {
    return counts.getOrDefault(Counter.class, 0);
  }

  int joinNonces() {
    return counts.getOrDefault(JoinNonce.class, 0);
  }

  int sessionCnts() {
    return counts.getOrDefault(SessionCnt.class, 0);
  }
}
