package dev.fuota.server.network;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCounter;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.MicContext;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.server.port.StoredSession;
import dev.fuota.server.port.StoredSession.Radio;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The network's end of a device's session: address, keys and counters. */
final class Session {
  private static final long LOW_BITS = 1 << 16;

  private final Device device;
  private final DevAddr devAddr;
  private final SessionKeys keys;
  private final boolean v11;
  private final Radio radio;
  private final DownlinkCounter nFCntDown;

  /** Of 1.1 only. */
  private final Optional<DownlinkCounter> aFCntDown;

  private long lastFCntUp;
  private int lastRjCount0;
  private int pingPeriodicity;

  Session(Device device, StoredSession stored) {
    this.device = device;
    this.devAddr = stored.devAddr();
    this.keys = stored.keys();
    this.v11 = stored.v11();
    this.radio = stored.radio();
    this.nFCntDown = new DownlinkCounter(stored.nFCntDownLimit());
    this.aFCntDown =
        v11 ? Optional.of(new DownlinkCounter(stored.aFCntDownLimit())) : Optional.empty();
    this.lastFCntUp = stored.lastFCntUp();
    this.lastRjCount0 = stored.lastRjCount0();
    this.pingPeriodicity = stored.pingPeriodicity();
  }

  /** A session as it begins. */
  static StoredSession begin(DevAddr devAddr, SessionKeys keys, boolean v11, Radio radio) {
    return new StoredSession(devAddr, keys, v11, radio, FrameCounter.NONE, 0, 0, -1, -1);
  }

  StoredSession stored() {
    return new StoredSession(
        devAddr,
        keys,
        v11,
        radio,
        lastFCntUp,
        nFCntDown.limit(),
        aFCntDown.map(DownlinkCounter::limit).orElse(0L),
        lastRjCount0,
        pingPeriodicity);
  }

  Device device() {
    return device;
  }

  private FrameCrypto crypto() {
    return device.ciphers().of(this);
  }

  DevAddr devAddr() {
    return devAddr;
  }

  SessionKeys keys() {
    return keys;
  }

  boolean isV11() {
    return v11;
  }

  Radio radio() {
    return radio;
  }

  int lastRjCount0() {
    return lastRjCount0;
  }

  void rejoined(int rjCount0) {
    lastRjCount0 = rjCount0;
  }

  /** 0..7, or -1 before the device told it. */
  int pingPeriodicity() {
    return pingPeriodicity;
  }

  void ping(int periodicity) {
    pingPeriodicity = periodicity;
  }

  /**
   * What a frame proved to be. Payload and FOpts are there, decrypted, or a reason is.
   *
   * @param missed frames that were lost before it
   */
  record Authentication(
      Optional<Bytes> payload, Bytes fOpts, long fCnt, long missed, Optional<Drop> drop) {
    private static Authentication dropped(Drop drop) {
      return new Authentication(Optional.empty(), Bytes.EMPTY, 0, 0, Optional.of(drop));
    }
  }

  /**
   * Checks MIC and counter; a new counter is taken over.
   *
   * @param gapLimited whether counters may not jump far, as up to 1.0.3
   * @param contexts what the MIC of a 1.1 uplink may cover; one of these must be right
   */
  Authentication authenticate(DataFrame frame, boolean gapLimited, List<MicContext> contexts) {
    OptionalLong candidate =
        gapLimited
            ? FrameCounter.candidate(lastFCntUp, frame.fCnt(), FrameCounter.MAX_F_CNT_GAP)
            : FrameCounter.candidate(lastFCntUp, frame.fCnt());
    if (candidate.isPresent()) {
      long fCnt = candidate.getAsLong();
      Optional<Bytes> payload = open(frame, fCnt, contexts);
      if (payload.isPresent()) {
        long missed = lastFCntUp == FrameCounter.NONE ? 0 : fCnt - lastFCntUp - 1;
        lastFCntUp = fCnt;
        Bytes fOpts = crypto().fOpts(frame, fCnt);
        return new Authentication(payload, fOpts, fCnt, missed, Optional.empty());
      }
    }
    return Authentication.dropped(whyNot(frame, contexts));
  }

  private Optional<Bytes> open(DataFrame frame, long fCnt, List<MicContext> contexts) {
    for (MicContext context : v11 ? contexts : List.of(MicContext.NONE)) {
      Optional<Bytes> payload = crypto().open(frame, fCnt, context);
      if (payload.isPresent()) {
        return payload;
      }
    }
    return Optional.empty();
  }

  private Drop whyNot(DataFrame frame, List<MicContext> contexts) {
    long old = lastFCntUp - Math.floorMod(lastFCntUp - frame.fCnt(), LOW_BITS);
    if (old < 0 || open(frame, old, contexts).isEmpty()) {
      return Drop.WRONG_MIC;
    }
    return old == lastFCntUp ? Drop.DUPLICATE : Drop.OLD_COUNTER;
  }

  /** Whether a frame with this port can still be sent with these keys. */
  boolean canSend(int fPort) {
    return !counter(fPort).isUsedUp();
  }

  private DownlinkCounter counter(int fPort) {
    return fPort > 0 ? aFCntDown.orElse(nFCntDown) : nFCntDown;
  }

  /**
   * Makes the next frame.
   *
   * @param makeDurable stores this session
   */
  Bytes seal(FCtrl fCtrl, Bytes fOpts, int fPort, Bytes payload, Runnable makeDurable) {
    long fCnt = counter(fPort).take(makeDurable);
    MicContext context = new MicContext((int) (Math.max(0, lastFCntUp) % LOW_BITS), 0, 0);
    return crypto().seal(FType.UNCONFIRMED_DATA_DOWN, fCtrl, fCnt, fOpts, fPort, payload, context);
  }
}
