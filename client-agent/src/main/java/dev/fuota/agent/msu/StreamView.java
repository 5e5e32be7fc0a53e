package dev.fuota.agent.msu;

import dev.fuota.protocol.msu.MsuMessage;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/** What the stream profile sees of a reception, and does to it. */
interface StreamView {
  int fileNumber();

  int transactionId();

  /** Which frames are held: {@code missing(chunk)}, {@code firstIncomplete()}, and so on. */
  FrameMap map();

  /**
   * A frame that was computed from others counts exactly as one that came. It may complete the
   * file: then the stream is stopped before this returns.
   *
   * @param data its octets, position to limit
   */
  void accept(int chunk, int sequence, ByteBuffer data);

  /**
   * Reads a frame that is held.
   *
   * @param into has exactly the frame's length left
   * @return false if the disk cannot give it back
   */
  boolean read(int chunk, int sequence, ByteBuffer into);

  /** What was sent of this chunk contradicts what is held of it. */
  void suspect(int chunk);

  /** To the server. */
  void send(MsuMessage message);

  /** A timer; cancel it when the stream is stopped. */
  TimerSlot timer();

  RandomGenerator random();

  /** Datagrams lost in the kernel so far. */
  long kernelDrops();

  /** Datagrams that the receive buffer holds; 0 if unknown. */
  int receiveRoom();
}
