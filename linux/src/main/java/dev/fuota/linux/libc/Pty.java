package dev.fuota.linux.libc;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import dev.fuota.hal.net.EventLoop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The far end of a pseudo-terminal: an emulated device speaks here, and who opens {@link #slave}
 * finds a serial port (pty(7)). It is raw, and stays there while nobody has it open.
 *
 * <p>A pseudo-terminal has no speed. With {@link #pace} it sends as a UART would, and what the
 * other side does not take in time is lost as it would be there.
 *
 * <p>It belongs to the thread of its loop; one thread of its own waits for the kernel.
 */
public final class Pty implements AutoCloseable {
  /** Hears what came. */
  public interface Octets {
    /**
     * Hears octets, in the order in which they were sent.
     *
     * @param octets valid during the call only
     */
    void onOctets(byte[] octets, int length);
  }

  /** Linux has at most 60 octets of attributes on any machine. */
  private static final int TERMIOS_OCTETS = 256;

  private final int ownSlave;
  private final Path slave;
  private final PtyThread thread;
  private boolean closed;

  private Pty(EventLoop loop, int master) throws IOException {
    this.slave = Path.of(name(master));
    this.ownSlave = Libc.open(slave.toString(), Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_CLOEXEC);
    makeRaw(ownSlave);
    this.thread = new PtyThread(loop, master);
    thread.start();
  }

  /**
   * Opens a new one.
   *
   * @throws IOException if the system has none left, or has none at all
   */
  public static Pty open(EventLoop loop) throws IOException {
    int master = -1;
    try {
      master = Libc.posix_openpt(Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_NONBLOCK | Libc.O_CLOEXEC);
      Libc.grantpt(master);
      Libc.unlockpt(master);
      return new Pty(loop, master);
    } catch (LastErrorException e) {
      if (master >= 0) {
        Libc.close(master);
      }
      throw new IOException("no pseudo-terminal: " + e.getMessage(), e);
    }
  }

  /** What the driver under test opens: {@code /dev/pts/N}. */
  public Path slave() {
    return slave;
  }

  /** Says who hears what the other side writes; until then nothing is read. */
  public void onOctets(Octets listener) {
    thread.listen(listener);
  }

  /** Sends after all that was given before. */
  public void write(byte[] octets) {
    thread.write(octets);
  }

  /**
   * Sends at the speed of a line with one start and one stop bit from now on.
   *
   * @param baud bits in a second
   */
  public void pace(int baud) {
    thread.pace(baud);
  }

  /** Octets that were lost because the other side did not read in time; only with a pace. */
  public long overruns() {
    return thread.overruns();
  }

  /** Octets given to {@link #write} that are not sent yet. */
  public long waiting() {
    return thread.waiting();
  }

  /** Hangs up: for the other side it is as if the cable was pulled. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      thread.end();
      Libc.close(ownSlave);
    }
  }

  private static String name(int master) {
    byte[] name = new byte[128];
    Libc.ptsname_r(master, name, new NativeLong(name.length));
    int end = 0;
    while (name[end] != 0) {
      end++;
    }
    return new String(name, 0, end, StandardCharsets.US_ASCII);
  }

  private static void makeRaw(int terminal) {
    try (Memory attributes = new Memory(TERMIOS_OCTETS)) {
      Libc.tcgetattr(terminal, attributes);
      Libc.cfmakeraw(attributes);
      Libc.tcsetattr(terminal, 0, attributes);
    }
  }
}
