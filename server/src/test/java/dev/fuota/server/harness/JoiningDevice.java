package dev.fuota.server.harness;

import dev.fuota.gateway.port.Heard;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.JoinAccept;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.lorawan.JoinRequest;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.MicContext;
import dev.fuota.protocol.lorawan.RejoinRequest;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.command.DownCommand;
import dev.fuota.protocol.lorawan.command.MacCommand;
import dev.fuota.protocol.lorawan.command.MacCommands;
import dev.fuota.protocol.lorawan.command.UpCommand;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.network.DeviceRegistration.Otaa;
import dev.fuota.server.port.DeviceClass;
import dev.fuota.server.port.DeviceId;
import java.util.List;
import java.util.Optional;

/** A device that joins, with its own idea of every key and counter; the test moves the frames. */
public final class JoiningDevice {
  public static final int CHANNEL_HZ = 868_100_000;

  private final Eui devEui;
  private final Eui joinEui = new Eui(0x70b3d57ed0000001L);
  private final LorawanVersion version;
  private final JoinKeys keys;
  private SessionKeys sessionKeys;
  private DevAddr devAddr = new DevAddr(0);
  private FrameCrypto crypto;
  private JoinRequest lastRequest;
  private int devNonce;
  private int fCntUp;
  private long lastDown = -1;

  public JoiningDevice(int number, LorawanVersion version) {
    this.devEui = new Eui(0x0004a30b001c0000L + number);
    this.version = version;
    AesKey app = AesKey.fromHex(String.format("%032x", 0xa000 + number));
    this.keys =
        version == LorawanVersion.V1_1
            ? new JoinKeys(AesKey.fromHex(String.format("%032x", 0xb000 + number)), app)
            : new JoinKeys(app);
    this.sessionKeys = new SessionKeys(app, app);
    this.crypto = new FrameCrypto(sessionKeys, devAddr, version);
    this.lastRequest = new JoinRequest(joinEui, devEui, 0);
  }

  public Otaa registration(DeviceClass deviceClass) {
    return new Otaa(devEui, joinEui, keys, version, deviceClass);
  }

  public DeviceId id() {
    return new DeviceId(devEui.value());
  }

  public DevAddr devAddr() {
    return devAddr;
  }

  /** The next join-request. */
  public Bytes join() {
    return join(devNonce++);
  }

  public Bytes join(int nonce) {
    lastRequest = new JoinRequest(joinEui, devEui, nonce);
    return lastRequest.seal(keys.nwkKey());
  }

  public Bytes forgedJoin(int nonce) {
    return new JoinRequest(joinEui, devEui, nonce).seal(AesKey.fromHex("0".repeat(32)));
  }

  public Bytes strangersJoin() {
    return new JoinRequest(new Eui(5), devEui, 0).seal(keys.nwkKey());
  }

  /** Opens the answer to the last join-request, and begins a session. */
  public JoinAccept accept(Bytes phyPayload) {
    JoinAccept accept =
        JoinAccept.open(phyPayload, keys, lastRequest, version).value().orElseThrow();
    begin(accept, keys.sessionKeys(accept, lastRequest, version));
    return accept;
  }

  public Bytes rejoin(RejoinRequest request) {
    return request.seal(request.type() == 1 ? keys.jsIntKey(devEui) : sessionKeys.sNwkSIntKey());
  }

  public Eui devEui() {
    return devEui;
  }

  public Eui joinEui() {
    return joinEui;
  }

  public JoinAccept accept(Bytes phyPayload, RejoinRequest to) {
    JoinAccept accept = JoinAccept.open(phyPayload, keys, to, joinEui).value().orElseThrow();
    begin(accept, keys.sessionKeys(accept, to, joinEui));
    return accept;
  }

  private void begin(JoinAccept accept, SessionKeys derived) {
    sessionKeys = derived;
    devAddr = accept.devAddr();
    crypto = new FrameCrypto(derived, devAddr, version);
    fCntUp = 0;
    lastDown = -1;
  }

  /** An uplink with DR5 on channel 0. */
  public Bytes uplink(FCtrl fCtrl, boolean confirmed, UpCommand... commands) {
    FType type = confirmed ? FType.CONFIRMED_DATA_UP : FType.UNCONFIRMED_DATA_UP;
    return crypto.seal(
        type,
        fCtrl,
        fCntUp++,
        MacCommands.encode(List.of(commands)),
        1,
        Bytes.of((byte) 7),
        new MicContext(0, 5, 0));
  }

  /** A downlink, opened. */
  public record Received(
      FCtrl fCtrl, int fCnt, int fPort, Bytes payload, List<MacCommand> commands) {
    public <C extends DownCommand> Optional<C> command(Class<C> type) {
      return commands.stream().filter(type::isInstance).map(type::cast).findFirst();
    }
  }

  /** Opens a frame for this device; empty if it is for another one, or was there before. */
  public Optional<Received> receive(Bytes phyPayload, int ackedFCntUp) {
    DataFrame frame = DataFrame.decode(phyPayload).value().orElseThrow();
    MicContext context = new MicContext(ackedFCntUp, 0, 0);
    if (frame.fCnt() <= lastDown && version != LorawanVersion.V1_1) {
      return Optional.empty();
    }
    Optional<Bytes> payload = crypto.open(frame, frame.fCnt(), context);
    if (payload.isPresent()) {
      lastDown = frame.fCnt();
      Bytes commands = frame.fPort() == 0 ? payload.get() : crypto.fOpts(frame, frame.fCnt());
      return Optional.of(
          new Received(
              frame.fCtrl(),
              frame.fCnt(),
              frame.fPort(),
              payload.get(),
              MacCommands.decodeDown(commands).commands()));
    }
    return Optional.empty();
  }

  /** How a gateway hears a frame of this device, with DR5 on channel 0. */
  public static Heard heard(TestGateway gateway, Bytes phyPayload, double snrDb) {
    DataRate rate = Region.EU868.dataRate(5).orElseThrow();
    return gateway.hears(phyPayload, CHANNEL_HZ, rate, snrDb);
  }
}
