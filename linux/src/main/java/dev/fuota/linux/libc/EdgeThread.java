package dev.fuota.linux.libc;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Waits for the edges of one line. */
final class EdgeThread extends Thread {
  private static final short POLLIN = 1;
  private static final int FOR_EVER = -1;

  /** {@code struct gpio_v2_line_event}: the kernel's time in nanoseconds, then what it was. */
  private static final int EVENT_OCTETS = 48;

  private static final int EVENT_ID_AT = 8;
  private static final int RISING = 1;
  private static final int EVENTS = 16;
  private static final int CLOCK_MONOTONIC = 1;
  private static final long NANOS_OF_SECOND = 1_000_000_000L;

  private final int line;
  private final GpioLine.Listener listener;
  private final Bell bell = new Bell();
  private final Memory polled = new Memory(16);
  private final Memory time = new Memory(16);
  private volatile boolean ended;

  EdgeThread(int line, GpioLine.Listener listener) {
    super("gpio");
    setDaemon(true);
    this.line = line;
    this.listener = listener;
  }

  /** Returns when the thread has ended. */
  void end() {
    ended = true;
    bell.closeAfter(this);
  }

  @Override
  public void run() {
    byte[] events = new byte[EVENT_OCTETS * EVENTS];
    while (!ended) {
      if (await()) {
        int length = Libc.read(line, events, new NativeLong(events.length)).intValue();
        tell(events, length);
      }
    }
  }

  /** True if there are edges. */
  private boolean await() {
    polled.clear();
    polled.setInt(0, bell.descriptor());
    polled.setShort(4, POLLIN);
    polled.setInt(8, line);
    polled.setShort(12, POLLIN);
    try {
      Libc.poll(polled, new NativeLong(2), FOR_EVER);
    } catch (LastErrorException e) {
      if (e.getErrorCode() != Libc.EINTR) {
        throw e;
      }
      return false;
    }
    return (polled.getShort(14) & POLLIN) != 0;
  }

  private void tell(byte[] events, int length) {
    ByteBuffer in = ByteBuffer.wrap(events).order(ByteOrder.nativeOrder());
    for (int at = 0; at + EVENT_OCTETS <= length; at += EVENT_OCTETS) {
      long ago = Math.max(0, now() - in.getLong(at));
      listener.onEdge(in.getInt(at + EVENT_ID_AT) == RISING, ago);
    }
  }

  /** The clock that the kernel stamps edges by. */
  private long now() {
    Libc.clock_gettime(CLOCK_MONOTONIC, time);
    return time.getNativeLong(0).longValue() * NANOS_OF_SECOND
        + time.getNativeLong(NativeLong.SIZE).longValue();
  }
}
