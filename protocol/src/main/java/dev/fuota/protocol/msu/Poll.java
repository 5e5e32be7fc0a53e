package dev.fuota.protocol.msu;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Poll, 0x1E, ours: a server of a stream asks the group how it stands; 20 octets.
 *
 * <pre>
 * 1..2    File Number
 * 4..7    number of the poll
 * 8..11   chunk up to which every frame was sent once at least
 * 12      flags: 0x80 everybody answers; else who misses something up to there, or is complete and
 *         has not reported it
 * 13      reserved
 * 14..15  ms within which to answer at a random time
 * 16..19  Transaction ID
 * </pre>
 *
 * @param number from 1
 * @param upTo 0 to 2^32 - 1
 */
public record Poll(
    int fileNumber, int number, long upTo, boolean everybody, int spreadMs, int transactionId)
    implements MsuMessage {
  static final int LENGTH = 20;
  private static final int EVERYBODY = 0x80;

  public Poll {
    Header.checkFile(fileNumber);
    Checks.that(number != 0, "polls are numbered from 1");
    Checks.range("upTo", upTo, 0, Checks.U32_MAX);
    Checks.range("spreadMs", spreadMs, 0, 0xffff);
    Checks.transaction(transactionId);
  }

  static Optional<MsuMessage> read(MsuReader in) {
    if (!in.fixed(LENGTH)) {
      return Optional.empty();
    }
    int fileNumber = in.fileInProgress();
    int number = in.i32(4);
    in.require(number != 0, RejectReason.BAD_SEQUENCE_NUMBER, "polls are numbered from 1");
    long upTo = in.chunkOrNone(8, 0);
    boolean everybody = (in.u8(12) & EVERYBODY) != 0;
    int spreadMs = in.u16(14);
    int transactionId = in.transaction(16);
    in.end(LENGTH);
    return in.built(() -> new Poll(fileNumber, number, upTo, everybody, spreadMs, transactionId));
  }

  @Override
  public MsuType type() {
    return MsuType.POLL;
  }

  @Override
  public int length() {
    return LENGTH;
  }

  @Override
  public void encode(ByteBuffer out) {
    Header.putFile(out, type(), fileNumber);
    out.putInt(number).putInt((int) upTo);
    out.put((byte) (everybody ? EVERYBODY : 0)).put((byte) 0).putShort((short) spreadMs);
    out.putInt(transactionId);
  }
}
