package dev.fuota.server.network;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.CfList;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.JoinAccept;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.lorawan.JoinRequest;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.RejoinRequest;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.network.DeviceRegistration.Otaa;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.SessionStore;
import dev.fuota.server.port.StoredSession.Radio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets devices join. A nonce is accepted once: of 1.0.3 any that was not there before, of later
 * versions only higher ones. What an answer uses up is stored; the caller makes it durable before
 * the answer goes out.
 */
final class JoinServer { // MAC-092
  private static final int JOIN_NONCE_MAX = 0xff_ffff;
  private static final int RJ_COUNT_MAX = 0xffff;
  private static final int MASKS = 5;
  private static final int MASK_BITS = 16;

  /** The join-accept for a device, or why there is none. Exactly one of the two is there. */
  record Answer(Optional<Bytes> accept, Optional<Device> device, Optional<Drop> drop) {
    private static Answer refused(Drop drop) {
      return new Answer(Optional.empty(), Optional.empty(), Optional.of(drop));
    }

    private static Answer accepted(Bytes accept, Device device) {
      return new Answer(Optional.of(accept), Optional.of(device), Optional.empty());
    }
  }

  private final NetworkSettings settings;
  private final Map<DeviceId, Device> devices;
  private final SessionBook sessions;
  private final SessionStore store;

  JoinServer(
      NetworkSettings settings,
      Map<DeviceId, Device> devices,
      SessionBook sessions,
      SessionStore store) {
    this.settings = settings;
    this.devices = devices;
    this.sessions = sessions;
    this.store = store;
  }

  Answer onJoinRequest(JoinRequest request, Bytes phyPayload) {
    Device device = devices.get(new DeviceId(request.devEui().value()));
    if (device == null
        || !(device.registration() instanceof Otaa otaa)
        || !otaa.joinEui().equals(request.joinEui())) {
      return Answer.refused(Drop.UNKNOWN_DEVICE);
    }
    if (!request.verify(phyPayload, otaa.keys().nwkKey())) {
      return Answer.refused(Drop.WRONG_MIC);
    }
    Optional<Drop> refusal = judge(device, otaa.version(), request.devNonce());
    return refusal.isPresent() ? Answer.refused(refusal.get()) : accept(device, otaa, request);
  }

  private Optional<Drop> judge(Device device, LorawanVersion version, int devNonce) {
    if (device.lastJoinNonce() == JOIN_NONCE_MAX) {
      return Optional.of(Drop.JOIN_NONCES_USED_UP);
    }
    if (version == LorawanVersion.V1_0_3) {
      return store.hasDevNonce(device.id(), devNonce)
          ? Optional.of(Drop.DEV_NONCE_USED)
          : Optional.empty();
    }
    return devNonce <= device.lastDevNonce()
        ? Optional.of(Drop.DEV_NONCE_TOO_SMALL)
        : Optional.empty();
  }

  private Answer accept(Device device, Otaa otaa, JoinRequest request) {
    JoinAccept accept = accept(device, otaa.version() == LorawanVersion.V1_1, settings.radio());
    SessionKeys keys = otaa.keys().sessionKeys(accept, request, otaa.version());
    if (otaa.version() == LorawanVersion.V1_0_3) {
      store.addDevNonce(device.id(), request.devNonce());
    }
    device.joined(request.devNonce(), accept.joinNonce());
    offer(device, accept, keys, settings.radio());
    return Answer.accepted(accept.seal(otaa.keys(), request, otaa.version()), device);
  }

  private JoinAccept accept(Device device, boolean v11, Radio radio) {
    return new JoinAccept(
        device.lastJoinNonce() + 1,
        settings.netId(),
        sessions.free(),
        v11,
        radio.rx1DrOffset(),
        radio.rx2Rate(),
        radio.rxDelaySeconds(),
        cfList());
  }

  private void offer(Device device, JoinAccept accept, SessionKeys keys, Radio radio) {
    Session session =
        new Session(device, Session.begin(accept.devAddr(), keys, accept.optNeg(), radio));
    sessions.add(session);
    device.offer(session).ifPresent(sessions::remove);
    store.save(device.stored());
  }

  private Optional<CfList> cfList() {
    Region region = settings.region();
    if (region.fixedChannels()) {
      return settings.subBand() == 0 ? Optional.empty() : Optional.of(masks());
    }
    if (settings.channelsHz().isEmpty()) {
      return Optional.empty();
    }
    List<Integer> channels = new ArrayList<>(settings.channelsHz());
    while (channels.size() < CfList.Frequencies.COUNT) {
      channels.add(0);
    }
    return Optional.of(new CfList.Frequencies(channels));
  }

  private CfList masks() {
    Integer[] masks = new Integer[MASKS];
    Arrays.fill(masks, 0);
    int first = 8 * (settings.subBand() - 1);
    masks[first / MASK_BITS] = 0xff << first % MASK_BITS;
    masks[MASKS - 1] = 1 << (settings.subBand() - 1);
    return new CfList.Masks(List.of(masks));
  }

  Answer onRejoinRequest(RejoinRequest request, Bytes phyPayload) {
    Device device = devices.get(new DeviceId(request.devEui().value()));
    if (device == null || !(device.registration() instanceof Otaa otaa)) {
      return Answer.refused(Drop.UNKNOWN_DEVICE);
    }
    if (device.lastJoinNonce() == JOIN_NONCE_MAX) {
      return Answer.refused(Drop.JOIN_NONCES_USED_UP);
    }
    return request instanceof RejoinRequest.InSession within
        ? inSession(device, otaa, within, phyPayload)
        : atHome(device, otaa, (RejoinRequest.AtHome) request, phyPayload);
  }

  private Answer inSession(
      Device device, Otaa otaa, RejoinRequest.InSession request, Bytes phyPayload) {
    Optional<Session> session = device.session().filter(Session::isV11);
    if (session.isEmpty() || request.netId() != settings.netId()) {
      return Answer.refused(Drop.UNKNOWN_DEVICE);
    }
    Session current = session.get();
    if (!request.verify(phyPayload, current.keys().sNwkSIntKey())) {
      return Answer.refused(Drop.WRONG_MIC);
    }
    if (request.rjCount() <= current.lastRjCount0() || request.rjCount() == RJ_COUNT_MAX) {
      return Answer.refused(Drop.DEV_NONCE_TOO_SMALL);
    }
    current.rejoined(request.rjCount());
    return rejoin(device, otaa, request, device.lastRjCount1(), current.radio());
  }

  private Answer atHome(Device device, Otaa otaa, RejoinRequest.AtHome request, Bytes phyPayload) {
    Eui devEui = request.devEui();
    if (otaa.version() != LorawanVersion.V1_1 || !request.joinEui().equals(otaa.joinEui())) {
      return Answer.refused(Drop.UNKNOWN_DEVICE);
    }
    if (!request.verify(phyPayload, otaa.keys().jsIntKey(devEui))) {
      return Answer.refused(Drop.WRONG_MIC);
    }
    if (request.rjCount() <= device.lastRjCount1()) {
      return Answer.refused(Drop.DEV_NONCE_TOO_SMALL);
    }
    return rejoin(device, otaa, request, request.rjCount(), settings.radio());
  }

  private Answer rejoin(
      Device device, Otaa otaa, RejoinRequest request, int rjCount1, Radio radio) {
    JoinAccept accept = accept(device, true, radio);
    JoinKeys keys = otaa.keys();
    device.rejoined(rjCount1, accept.joinNonce());
    offer(device, accept, keys.sessionKeys(accept, request, otaa.joinEui()), radio);
    return Answer.accepted(accept.seal(keys, request, otaa.joinEui()), device);
  }
}
