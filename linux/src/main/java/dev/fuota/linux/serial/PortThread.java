package dev.fuota.linux.serial;

import com.fazecast.jSerialComm.SerialPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Opens a port, reads it until it is lost, and opens it again. All it sees it hands over.
 *
 * <p>It reads ahead of the loop by a bounded number of chunks; then the kernel has to keep what
 * comes, and in the end the device loses it. A loop that hangs costs octets, not all memory.
 */
final class PortThread extends Thread {

  /** Hears of the port, on the threads of the port. */
  interface Events {
    /** It is open: what goes into {@code box} is written. */
    void opened(Outbox box);

    /** Something came; whoever has taken it over runs {@code taken}. */
    void octets(byte[] octets, Runnable taken);

    void lost(String reason);
  }

  private static final int WRITES_WAITING_MAX = 1 << 16;
  private static final int CHUNK = 4096;
  private static final int CHUNKS_AHEAD = 16;

  private final Path device;
  private final int baud;
  private final Events events;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Semaphore ahead = new Semaphore(CHUNKS_AHEAD);
  private final Backoff backoff = new Backoff();
  private @Nullable SerialPort port;
  private boolean ended;

  PortThread(Path device, int baud, Events events) {
    super("serial " + device.getFileName());
    setDaemon(true);
    this.device = device;
    this.baud = baud;
    this.events = events;
  }

  /** Gives the port back, for good. From any thread; at most some ten milliseconds. */
  synchronized void end() {
    ended = true;
    end.countDown();
    interrupt();
    if (port != null) {
      // The thread that reads, and the one that writes, come back with an error by that.
      port.closePort();
      port = null;
    }
  }

  @Override
  public void run() {
    try {
      do {
        events.lost(session());
      } while (!end.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      // Only end() interrupts it.
    }
  }

  /** From open to lost; returns why. */
  private String session() throws InterruptedException {
    if (!Files.exists(device)) {
      return OpenProblem.missing(device);
    }
    Optional<SerialPort> made = Ports.at(device, baud);
    if (made.isEmpty()) {
      return OpenProblem.missing(device);
    }
    SerialPort opened = made.get();
    if (!open(opened)) {
      return OpenProblem.refused(device, opened.getLastErrorCode());
    }
    backoff.reset();
    Outbox box = new Outbox(WRITES_WAITING_MAX);
    WriterThread writer = new WriterThread(getName(), opened, box, () -> close(opened));
    writer.start();
    events.opened(box);
    try {
      read(opened);
    } finally {
      box.close();
      close(opened);
    }
    return device + " was lost: the device was unplugged, or restarted; waiting for it";
  }

  private synchronized boolean open(SerialPort made) throws InterruptedException {
    if (ended) {
      throw new InterruptedException();
    }
    if (!made.openPort()) {
      return false;
    }
    port = made;
    return true;
  }

  private synchronized void close(SerialPort lost) {
    // Until it is closed a port that hung up keeps the system busy.
    lost.closePort();
    if (lost == port) {
      port = null;
    }
  }

  private void read(SerialPort from) throws InterruptedException {
    byte[] buffer = new byte[CHUNK];
    while (true) {
      int length = from.readBytes(buffer, Math.max(1, Math.min(CHUNK, from.bytesAvailable())));
      if (length <= 0) {
        return;
      }
      ahead.acquire();
      events.octets(Arrays.copyOf(buffer, length), ahead::release);
    }
  }
}
