package dev.fuota.linux.serial;

import com.fazecast.jSerialComm.SerialPort;

/** Writes what waits for one port, until the port is lost. */
final class WriterThread extends Thread {
  private final SerialPort port;
  private final Outbox out;
  private final Runnable failed;

  /**
   * @param failed called if the port takes no more
   */
  WriterThread(String name, SerialPort port, Outbox out, Runnable failed) {
    super(name + " out");
    setDaemon(true);
    this.port = port;
    this.out = out;
    this.failed = failed;
  }

  @Override
  public void run() {
    try {
      byte[] octets = out.take();
      while (octets != null && written(octets)) {
        out.done(octets.length);
        octets = out.take();
      }
      if (octets != null) {
        failed.run();
      }
    } catch (InterruptedException e) {
      // Nobody interrupts it; it would be at its end then.
    }
  }

  private boolean written(byte[] octets) {
    int sent = 0;
    while (sent < octets.length) {
      int length = port.writeBytes(octets, octets.length - sent, sent);
      if (length <= 0) {
        // A port that is merely full blocks.
        return false;
      }
      sent += length;
    }
    return true;
  }
}
