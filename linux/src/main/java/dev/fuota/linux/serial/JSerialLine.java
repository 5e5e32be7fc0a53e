package dev.fuota.linux.serial;

import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.serial.SerialLine;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A serial line by jSerialComm, eight data bits, no parity, one stop bit, no flow control. Two
 * threads of its own wait for the port; whoever drives the line hears all of it on the loop's
 * thread.
 *
 * <p>It opens the port by itself, and again after a loss, 0.5 s later, then after 1, 2 … 10 s. A
 * symbolic link such as those of {@code /dev/serial/by-id} is followed anew each time. The lines
 * DTR and RTS stay low.
 */
public final class JSerialLine implements SerialLine {
  private final EventLoop loop;
  private final PortThread thread;
  private @Nullable Outbox out;
  private String lastReason = "";
  private boolean closed;

  private JSerialLine(Path device, int baud, EventLoop loop) {
    this.loop = loop;
    this.thread = new PortThread(device, baud, new Events());
  }

  /**
   * A line that opens once somebody listens.
   *
   * @param device the port's file, or a link to it
   * @param baud bits in a second
   * @param loop on whose thread the line is driven, and its listener called
   */
  public static SerialLine open(Path device, int baud, EventLoop loop) {
    return new JSerialLine(device, baud, loop);
  }

  private @Nullable Listener listener;

  @Override
  public void listen(Listener to) {
    boolean first = listener == null;
    listener = to;
    if (first && !closed) {
      thread.start();
    }
  }

  @Override
  public boolean isOpen() {
    return out != null;
  }

  @Override
  public boolean write(byte[] octets) {
    return out != null && out.offer(octets);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      out = null;
      thread.end();
    }
  }

  /** Carries what the threads see over to the loop. */
  private final class Events implements PortThread.Events {

    @Override
    public void opened(Outbox box) {
      tell(
          to -> {
            out = box;
            lastReason = "";
            to.onOpened();
          });
    }

    @Override
    public void octets(byte[] octets, Runnable taken) {
      loop.post(
          () -> {
            taken.run();
            if (!closed && listener != null) {
              listener.onOctets(octets, octets.length);
            }
          });
    }

    @Override
    public void lost(String reason) {
      tell(
          to -> {
            out = null;
            if (!reason.equals(lastReason)) {
              lastReason = reason;
              to.onLost(reason);
            }
          });
    }

    private void tell(java.util.function.Consumer<Listener> what) {
      loop.post(
          () -> {
            if (!closed && listener != null) {
              what.accept(listener);
            }
          });
    }
  }
}
