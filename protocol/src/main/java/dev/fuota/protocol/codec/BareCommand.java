package dev.fuota.protocol.codec;

import java.nio.ByteBuffer;

/** A command that is nothing but its CID. */
public interface BareCommand extends Command {
  @Override
  default int payloadLength() {
    return 0;
  }

  @Override
  default void encodePayload(ByteBuffer out) {}
}
