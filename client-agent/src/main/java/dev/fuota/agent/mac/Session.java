package dev.fuota.agent.mac;

import dev.fuota.agent.store.NvmKey;
import dev.fuota.agent.store.Records;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.MicContext;
import dev.fuota.protocol.lorawan.SessionKeys;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What device and network share from one activation to the next: address, keys, and counters of
 * which each is used once, across resets too (LoRaWAN 1.0.4, section 4.3.1.5; 1.1: two counters of
 * downlinks).
 */
final class Session {
  private static final int MAX_FCNT_GAP = 16_384; // LoRaWAN 1.0.3
  private static final int NO_GAP = 1 << 16;
  private static final int LOW_16 = 0xffff;

  private final DevAddr devAddr;
  private final SessionKeys keys;
  private final OptionalLong number;
  private final OptionalInt netId;
  private final LorawanVersion version;
  private final UplinkCounter uplinks;
  private final DownlinkCounter networkDownlinks;
  private final DownlinkCounter applicationDownlinks;

  /** The last confirmed frames of both sides, which acknowledgements in 1.1 are bound to. */
  private int confirmedUplink;

  private int confirmedDownlink;

  /** Kept in LoRaWAN 1.0.3 only, see {@link #isRepeated}. */
  private Bytes lastDownlink = Bytes.EMPTY;

  /** An authentic downlink with a new counter, opened. */
  record Accepted(DataFrame frame, long fCnt, Bytes fOpts, Bytes payload) {}

  private Session(
      DevAddr devAddr,
      SessionKeys keys,
      OptionalLong number,
      OptionalInt netId,
      LorawanVersion version,
      Records records) {
    this.devAddr = devAddr;
    this.keys = keys;
    this.number = number;
    this.netId = netId;
    this.version = version;
    CounterRecords counters = new CounterRecords(records, number);
    this.uplinks = new UplinkCounter(counters);
    int gap = version == LorawanVersion.V1_0_3 ? MAX_FCNT_GAP : NO_GAP;
    this.networkDownlinks = new DownlinkCounter(counters, NvmKey.DOWNLINK_COUNTER, gap);
    this.applicationDownlinks =
        version == LorawanVersion.V1_1
            ? new DownlinkCounter(counters, NvmKey.APP_DOWNLINK_COUNTER, gap)
            : networkDownlinks;
  }

  /** The one session of a personalised device. */
  static Session personalised(
      Activation.Personalised device, LorawanVersion version, Records records) {
    return new Session(
        device.devAddr(),
        device.keys(),
        OptionalLong.empty(),
        OptionalInt.empty(),
        version,
        records);
  }

  /** The session that a join-accept began; a 1.1 device follows 1.0.4 where the network does. */
  static Session of(Activated activated, LorawanVersion device, Records records) {
    boolean fallsBack = device == LorawanVersion.V1_1 && !activated.accept().isV11(device);
    return new Session(
        activated.accept().devAddr(),
        activated.keys(),
        OptionalLong.of(activated.number()),
        OptionalInt.of(activated.accept().netId()),
        fallsBack ? LorawanVersion.V1_0_4 : device,
        records);
  }

  DevAddr devAddr() {
    return devAddr;
  }

  private FrameCrypto crypto() {
    return new FrameCrypto(keys, devAddr, version);
  }

  /** By whose rules both sides go. */
  LorawanVersion version() {
    return version;
  }

  boolean isV11() {
    return version == LorawanVersion.V1_1;
  }

  /** Which record belongs to it; 0 for a personalised device. */
  long number() {
    return number.orElse(0);
  }

  /** Of the network that was joined; 0 for a personalised device. */
  int netId() {
    return netId.orElse(0);
  }

  /** What signs rejoin-requests of types 0 and 2. */
  AesKey sNwkSIntKey() {
    return keys.sNwkSIntKey();
  }

  /** Whether no uplink can be counted any more. */
  boolean isSpent() { // MAC-038
    return uplinks.isSpent();
  }

  /** See {@link UplinkCounter#take}. */
  OptionalLong takeCounter() { // MAC-033
    return uplinks.take();
  }

  /**
   * The PHYPayload of a frame.
   *
   * @param txRate data rate of this very transmission
   * @param txChannel index of its channel
   */
  Bytes seal(OutgoingFrame frame, int txRate, int txChannel) {
    if (frame.confirmed()) {
      confirmedUplink = (int) frame.fCnt() & LOW_16;
    }
    return crypto()
        .seal(
            frame.type(),
            frame.fCtrl(),
            frame.fCnt(),
            frame.fOpts(),
            frame.fPort(),
            frame.payload(),
            new MicContext(frame.confFCnt(), txRate, txChannel));
  }

  /** Lower 16 bits of the counter of the last confirmed downlink. */
  int confirmedDownlink() {
    return confirmedDownlink;
  }

  /** The frame, opened; empty, and nothing changed, unless every rule holds. */
  Optional<Accepted> accept(DataFrame frame) { // MAC-004, MAC-037
    if (!frame.type().isDataDown() || !frame.devAddr().equals(devAddr)) {
      return Optional.empty();
    }
    DownlinkCounter counter = frame.fPort() > 0 ? applicationDownlinks : networkDownlinks;
    OptionalLong candidate = counter.candidate(frame.fCnt());
    if (candidate.isEmpty()) {
      return Optional.empty();
    }
    long fCnt = candidate.getAsLong();
    return crypto()
        .open(frame, fCnt, new MicContext(confirmedUplink, 0, 0))
        .filter(payload -> counter.keep(fCnt))
        .map(payload -> accepted(frame, fCnt, payload));
  }

  private Accepted accepted(DataFrame frame, long fCnt, Bytes payload) {
    if (version == LorawanVersion.V1_0_3) {
      lastDownlink = frame.phyPayload();
    }
    if (frame.type().isConfirmed()) {
      confirmedDownlink = (int) fCnt & LOW_16;
    }
    return new Accepted(frame, fCnt, crypto().fOpts(frame, fCnt), payload);
  }

  /**
   * Whether this is the last downlink once more, confirmed: a network of LoRaWAN 1.0.3 repeats it
   * when it missed the acknowledgement, and may have it again.
   */
  boolean isRepeated(DataFrame frame) {
    return frame.type().isConfirmed() && frame.phyPayload().equals(lastDownlink);
  }
}
