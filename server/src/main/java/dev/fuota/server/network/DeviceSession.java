package dev.fuota.server.network;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCounter;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.QueuedDownlink;
import dev.fuota.server.port.SentListener;
import dev.fuota.server.port.SentListener.Sent;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The network's end of one ABP device's session: counters, keys, queue, open windows. */
final class DeviceSession {
  private static final long LOW_BITS = 1 << 16;

  private record Waiting(Downlink downlink, SentListener listener) {}

  /** A frame, made for one window, and who wants to know that it was sent. */
  record Outgoing(Bytes phyPayload, Transmitter.Outcome outcome) {}

  private record Report(SentListener listener) implements Transmitter.Outcome {
    @Override
    public void onSent(Sent sent) {
      listener.onSent(sent);
    }
  }

  private final DeviceId device;
  private final FrameCrypto crypto;
  private final DownlinkQueue<Waiting> queue = new DownlinkQueue<>();
  private long lastFCntUp = FrameCounter.NONE;
  private long nextFCntDown;
  private boolean acknowledgementDue;
  private @Nullable ReceiveWindows windows;
  private Instant lastUplinkEnd = Instant.MIN;

  DeviceSession(DeviceId device, DevAddr devAddr, SessionKeys keys) {
    this.device = device;
    this.crypto = new FrameCrypto(keys, devAddr);
  }

  DeviceId device() {
    return device;
  }

  /** What a frame proved to be. Exactly one of the two is there. */
  record Authentication(Optional<Bytes> payload, Optional<Drop> drop) {
    private static Authentication dropped(Drop drop) {
      return new Authentication(Optional.empty(), Optional.of(drop));
    }
  }

  /** Checks MIC and counter; a new counter is taken over. */
  Authentication authenticate(DataFrame frame) {
    OptionalLong candidate = FrameCounter.candidate(lastFCntUp, frame.fCnt());
    if (candidate.isPresent()) {
      Optional<Bytes> payload = crypto.open(frame, candidate.getAsLong());
      if (payload.isPresent()) {
        lastFCntUp = candidate.getAsLong();
        return new Authentication(payload, Optional.empty());
      }
    }
    return Authentication.dropped(whyNot(frame));
  }

  private Drop whyNot(DataFrame frame) {
    long old = lastFCntUp - Math.floorMod(lastFCntUp - frame.fCnt(), LOW_BITS);
    if (old < 0 || crypto.open(frame, old).isEmpty()) {
      return Drop.WRONG_MIC;
    }
    return old == lastFCntUp ? Drop.DUPLICATE : Drop.OLD_COUNTER;
  }

  /** Opens the windows of an uplink. */
  void open(ReceiveWindows opened, boolean confirmed) {
    windows = opened;
    lastUplinkEnd = opened.uplinkEnd();
    acknowledgementDue = confirmed;
  }

  /** {@link Instant#MIN} before the first uplink. */
  Instant lastUplinkEnd() {
    return lastUplinkEnd;
  }

  /** The windows of the last uplink, if no downlink was given to them. */
  Optional<ReceiveWindows> windows() {
    return Optional.ofNullable(windows);
  }

  Optional<QueuedDownlink> offer(Downlink downlink, SentListener listener) {
    return queue.offer(new Waiting(downlink, listener));
  }

  boolean hasSomethingToSend() {
    return acknowledgementDue || !queue.isEmpty();
  }

  /** Octets of the PHYPayload that {@link #next} will make. */
  int nextLength() {
    Waiting head = queue.peek();
    return head == null
        ? DataFrame.LENGTH_MIN
        : DataFrame.OVERHEAD + head.downlink().payload().length();
  }

  /** Makes the next frame, and uses up the windows. */
  Outgoing next() {
    Waiting head = queue.poll();
    FCtrl fCtrl = new FCtrl(false, false, acknowledgementDue, !queue.isEmpty());
    acknowledgementDue = false;
    windows = null;
    return head == null
        ? new Outgoing(seal(fCtrl, DataFrame.NO_PORT, Bytes.EMPTY), Transmitter.NOBODY)
        : new Outgoing(
            seal(fCtrl, head.downlink().fPort(), head.downlink().payload()),
            new Report(head.listener()));
  }

  private Bytes seal(FCtrl fCtrl, int fPort, Bytes payload) {
    return crypto.seal(
        FType.UNCONFIRMED_DATA_DOWN, fCtrl, nextFCntDown++, Bytes.EMPTY, fPort, payload);
  }
}
