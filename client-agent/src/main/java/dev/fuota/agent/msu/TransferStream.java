package dev.fuota.agent.msu;

import dev.fuota.protocol.msu.MsuMessage;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/** A transfer, as the stream profile sees it. */
record TransferStream(MsuContext context, Session session, Transfer transfer)
    implements StreamView {
  @Override
  public int fileNumber() {
    return transfer.file().number;
  }

  @Override
  public int transactionId() {
    return session.connection.transactionId();
  }

  @Override
  public FrameMap map() {
    return transfer.file().map;
  }

  @Override
  public void accept(int chunk, int sequence, ByteBuffer data) {
    transfer.reception().onFrame(chunk, sequence, false, data);
  }

  @Override
  public boolean read(int chunk, int sequence, ByteBuffer into) {
    return transfer.file().octets.read(chunk, sequence, into);
  }

  @Override
  public void suspect(int chunk) {
    context.counters.conflicts++;
    transfer.file().suspects.set(chunk);
  }

  @Override
  public void send(MsuMessage message) {
    context.send(session.connection.server(), session.port, message);
  }

  @Override
  public TimerSlot timer() {
    return context.timer();
  }

  @Override
  public RandomGenerator random() {
    return context.ports.random();
  }

  @Override
  public long kernelDrops() {
    return context.ports.network().kernelDrops();
  }

  @Override
  public int receiveRoom() {
    return context.ports.network().receiveRoom();
  }
}
