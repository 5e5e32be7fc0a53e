package dev.fuota.linux.libc;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import dev.fuota.hal.net.EventLoop;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Waits for the master of a pseudo-terminal, in both directions, and for its owner. */
final class PtyThread extends Thread {
  private static final short POLLIN = 1;
  private static final short POLLOUT = 4;
  private static final int FOR_EVER = -1;
  private static final int CHUNK = 4096;
  private static final int READ_AHEAD_MAX = 1 << 16;
  private static final long NANOS_OF_SECOND = 1_000_000_000;
  private static final int BITS_OF_OCTET = 10;

  private final EventLoop loop;
  private final int master;
  private final Bell bell = new Bell();
  private final Memory out = new Memory(CHUNK);
  private final byte[] in = new byte[CHUNK];

  /** Two of {@code struct pollfd}: descriptor, events, revents. */
  private final Memory polled = new Memory(16);

  private final ConcurrentLinkedQueue<byte[]> queue = new ConcurrentLinkedQueue<>();
  private final AtomicLong queued = new AtomicLong();
  private final AtomicLong ahead = new AtomicLong();
  private volatile Pty.@Nullable Octets listener;
  private volatile int baud;
  private final AtomicLong overruns = new AtomicLong();
  private volatile boolean ended;

  private byte[] sending = new byte[0];
  private int sent;
  private long paceStart;
  private long paceSent;

  PtyThread(EventLoop loop, int master) {
    super("pty");
    setDaemon(true);
    this.loop = loop;
    this.master = master;
  }

  void listen(Pty.Octets to) {
    listener = to;
    bell.ring();
  }

  void write(byte[] octets) {
    queued.addAndGet(octets.length);
    queue.add(octets.clone());
    bell.ring();
  }

  void pace(int bitsPerSecond) {
    baud = bitsPerSecond;
    bell.ring();
  }

  long overruns() {
    return overruns.get();
  }

  long waiting() {
    return queued.get();
  }

  /** Returns when the thread has given the master back. */
  void end() {
    ended = true;
    bell.closeAfter(this);
  }

  @Override
  public void run() {
    try {
      while (!ended) {
        await();
        silenceBell();
        receive();
        send();
      }
    } finally {
      Libc.close(master);
    }
  }

  private void await() {
    boolean wantsToSend = sent < sending.length || !queue.isEmpty();
    int events = 0;
    int millis = FOR_EVER;
    if (listener != null && ahead.get() < READ_AHEAD_MAX) {
      events |= POLLIN;
    }
    if (wantsToSend && baud == 0) {
      events |= POLLOUT;
    } else if (wantsToSend) {
      millis = 1;
    }
    set(0, bell.descriptor(), POLLIN);
    // A master without wishes is left out: its hang-up would wake us again and again.
    set(1, events == 0 ? -1 : master, (short) events);
    try {
      Libc.poll(polled, new NativeLong(2), millis);
    } catch (LastErrorException e) {
      if (e.getErrorCode() != Libc.EINTR) {
        throw e;
      }
    }
  }

  private void set(int index, int descriptor, short events) {
    polled.setInt(8L * index, descriptor);
    polled.setShort(8L * index + 4, events);
    polled.setShort(8L * index + 6, (short) 0);
  }

  private void silenceBell() {
    if (polled.getShort(6) != 0) {
      bell.silence();
    }
  }

  private void receive() {
    Pty.Octets to = listener;
    if (to == null || ahead.get() >= READ_AHEAD_MAX || polled.getShort(14) == 0) {
      return;
    }
    int length = transferred(() -> Libc.read(master, in, new NativeLong(CHUNK)));
    if (length > 0) {
      byte[] octets = Arrays.copyOf(in, length);
      ahead.addAndGet(length);
      loop.post(() -> hand(to, octets));
    }
  }

  private void hand(Pty.Octets to, byte[] octets) {
    if (ahead.getAndAdd(-octets.length) >= READ_AHEAD_MAX) {
      bell.ring();
    }
    if (!ended) {
      to.onOctets(octets, octets.length);
    }
  }

  private void send() {
    while (next()) {
      int length = Math.min(CHUNK, Math.min(sending.length - sent, allowed()));
      if (length == 0) {
        return;
      }
      out.write(0, sending, sent, length);
      int taken = transferred(() -> Libc.write(master, out, new NativeLong(length)));
      if (baud != 0) {
        overruns.addAndGet(length - taken);
        paceSent += length;
        taken = length;
      } else if (taken == 0) {
        return;
      }
      sent += taken;
      queued.addAndGet(-taken);
    }
  }

  /** True if there is something to send. */
  private boolean next() {
    while (sent == sending.length) {
      byte[] head = queue.poll();
      if (head == null) {
        paceStart = 0;
        return false;
      }
      sending = head;
      sent = 0;
    }
    return true;
  }

  /** What a UART would have sent since the line was last silent, less what was sent. */
  private int allowed() {
    if (baud == 0) {
      return CHUNK;
    }
    long now = loop.nanos();
    if (paceStart == 0) {
      paceStart = now;
      paceSent = 0;
    }
    long octets = (now - paceStart) / (NANOS_OF_SECOND * BITS_OF_OCTET / baud) - paceSent;
    return (int) Math.max(0, Math.min(CHUNK, octets));
  }

  /** Octets transferred; 0 if the kernel has or takes none now. */
  private static int transferred(Transfer transfer) {
    try {
      return transfer.run().intValue();
    } catch (LastErrorException e) {
      if (e.getErrorCode() == Libc.EAGAIN || e.getErrorCode() == Libc.EINTR) {
        return 0;
      }
      throw e;
    }
  }

  private interface Transfer {
    NativeLong run();
  }
}
