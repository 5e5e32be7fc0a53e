package dev.fuota.linux.libc;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;

/** Wakes a thread that waits in {@code poll}: an eventfd(2). Its owner rings and closes it. */
final class Bell implements AutoCloseable {
  private final int descriptor = Libc.eventfd(0, Libc.O_NONBLOCK | Libc.O_CLOEXEC);
  private final Memory one = new Memory(8);
  private boolean closed;

  Bell() {
    one.setLong(0, 1);
  }

  int descriptor() {
    return descriptor;
  }

  void ring() {
    if (closed) {
      return;
    }
    try {
      Libc.write(descriptor, one, new NativeLong(8));
    } catch (LastErrorException e) {
      // It rings already.
    }
  }

  /** By the thread that was woken. */
  void silence() {
    Libc.read(descriptor, new byte[8], new NativeLong(8));
  }

  /** Returns when {@code thread}, which was told to, has ended; then nobody waits here any more. */
  void closeAfter(Thread thread) {
    ring();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    Libc.close(descriptor);
  }
}
