package dev.fuota.protocol.firmware;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;

/** The layout that DevRebootCountdownReq and DevRebootCountdownAns share. */
interface Countdown extends Command {
  int CID = 0x03;
  int LENGTH = 3;
  Bits SECONDS = new Bits("countdown", 0, 24);

  int countdown();

  @Override
  default int cid() {
    return CID;
  }

  @Override
  default int payloadLength() {
    return LENGTH;
  }

  @Override
  default void encodePayload(ByteBuffer out) {
    Unsigned.put24(out, countdown());
  }
}
