package dev.fuota.tests.fuzz;

import dev.fuota.hal.net.DatagramPort;
import java.nio.ByteBuffer;

/** Tells of each datagram that is sent. */
record CountingPort(DatagramPort below, Runnable sent) implements DatagramPort {
  @Override
  public int address() {
    return below.address();
  }

  @Override
  public boolean join(Line line, int group, int port) {
    return below.join(line, group, port);
  }

  @Override
  public void leave(Line line) {
    below.leave(line);
  }

  @Override
  public void send(int address, int port, ByteBuffer datagram) {
    sent.run();
    below.send(address, port, datagram);
  }

  @Override
  public long kernelDrops() {
    return below.kernelDrops();
  }

  @Override
  public int receiveRoom() {
    return below.receiveRoom();
  }
}
