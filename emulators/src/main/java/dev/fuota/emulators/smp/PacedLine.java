package dev.fuota.emulators.smp;

import dev.fuota.emulators.modem.SerialPeer;
import dev.fuota.hal.serial.SerialLine;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** A serial line to a peer in virtual time: ten bits an octet, and a plug that can be pulled. */
public final class PacedLine implements SerialLine {
  private static final int WAITING_MAX = 64 << 10;
  private static final int BITS = 10;
  private static final long NANOS = 1_000_000_000L;

  private final SerialPeer peer;
  private final Scheduler scheduler;
  private final InstantSource clock;
  private final int baud;
  private @Nullable Listener listener;
  private Instant outFree = Instant.MIN;
  private Instant inFree = Instant.MIN;
  private boolean open;
  private int plugged;

  /** A line that opens once somebody listens; {@code baud} bits in a second. */
  public PacedLine(SerialPeer peer, Scheduler scheduler, InstantSource clock, int baud) {
    this.peer = peer;
    this.scheduler = scheduler;
    this.clock = clock;
    this.baud = baud;
  }

  @Override
  public void listen(Listener to) {
    listener = to;
    peer.attach(this::fromPeer);
    plug();
  }

  /** The plug is pulled. */
  public void unplug() {
    open = false;
    plugged++;
    if (listener != null) {
      listener.onLost("the serial port is gone: plug it in");
    }
  }

  /** The plug is put in. */
  public void plug() {
    int now = ++plugged;
    scheduler.after(
        Duration.ZERO,
        () -> {
          if (now == plugged && listener != null) {
            open = true;
            listener.onOpened();
          }
        });
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public boolean write(byte[] octets) {
    Duration waiting = Duration.between(clock.instant(), later(outFree));
    if (!open || waiting.toNanos() / nanos(1) > WAITING_MAX) {
      return false;
    }
    outFree = later(outFree).plusNanos(nanos(octets.length));
    byte[] copy = octets.clone();
    deliver(outFree, () -> peer.onOctets(copy, copy.length));
    return true;
  }

  private void fromPeer(byte[] octets) {
    inFree = later(inFree).plusNanos(nanos(octets.length));
    byte[] copy = octets.clone();
    deliver(
        inFree,
        () -> {
          if (listener != null) {
            listener.onOctets(copy, copy.length);
          }
        });
  }

  private void deliver(Instant at, Runnable action) {
    int now = plugged;
    scheduler.after(
        Duration.between(clock.instant(), at),
        () -> {
          if (open && now == plugged) {
            action.run();
          }
        });
  }

  private Instant later(Instant free) {
    return free.isAfter(clock.instant()) ? free : clock.instant();
  }

  private long nanos(int octets) {
    return NANOS * BITS * octets / baud;
  }

  @Override
  public void close() {
    open = false;
    plugged++;
    listener = null;
  }
}
