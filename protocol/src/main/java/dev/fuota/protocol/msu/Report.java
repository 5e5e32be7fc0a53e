package dev.fuota.protocol.msu;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Report, 0x1F, ours: how a client of a stream stands; 28 octets and 8 for each chunk with gaps.
 *
 * <pre>
 * 1..2    File Number
 * 4..7    number of the poll, 0 unasked
 * 8..11   Transaction ID
 * 12..15  frames of the file that the client holds
 * 16..19  datagrams lost in its kernel so far
 * 20..23  first incomplete chunk, one above the last if there is none
 * 24..25  receive room in datagrams, 0 unknown
 * 26..27  number of entries
 * 28..    chunk number and bitmap of what is missing, 4 octets each, ascending
 * </pre>
 *
 * @param missing the lowest ones, {@link #MISSING_MAX} at most, ascending
 */
public record Report(
    int fileNumber,
    int poll,
    int transactionId,
    long held,
    long kernelDrops,
    long firstIncomplete,
    int room,
    List<MissingFrames> missing)
    implements MsuMessage {
  public static final int MISSING_MAX = 176;
  static final int FIXED_LENGTH = 28;

  public Report {
    missing = List.copyOf(missing);
    Header.checkFile(fileNumber);
    Checks.transaction(transactionId);
    Checks.range("held", held, 0, Checks.U32_MAX);
    Checks.range("kernelDrops", kernelDrops, 0, Checks.U32_MAX);
    Checks.range("firstIncomplete", firstIncomplete, 1, Checks.U32_MAX);
    Checks.range("room", room, 0, 0xffff);
    Checks.range("number of entries", missing.size(), 0, MISSING_MAX);
    Checks.that(isAscending(missing), "the entries are not ascending");
  }

  private static boolean isAscending(List<MissingFrames> missing) {
    long before = 0;
    for (MissingFrames one : missing) {
      if (one.chunk() <= before) {
        return false;
      }
      before = one.chunk();
    }
    return true;
  }

  static Optional<MsuMessage> read(MsuReader in) {
    if (!in.fixed(FIXED_LENGTH)) {
      return Optional.empty();
    }
    int fileNumber = in.fileInProgress();
    int poll = in.i32(4);
    int transactionId = in.transaction(8);
    long held = in.u32(12);
    long kernelDrops = in.u32(16);
    long firstIncomplete = in.chunkOrNone(20, 1);
    in.require(firstIncomplete != 0, RejectReason.BAD_CHUNK_NUMBER, "chunks begin with 1");
    int room = in.u16(24);
    int count = in.u16(26);
    in.require(
        FIXED_LENGTH + count * MissingFrames.LENGTH == in.length(),
        RejectReason.CCM_COUNT_MISMATCH,
        "it counts another number of entries than follow");
    List<MissingFrames> missing = in.missing(FIXED_LENGTH, count);
    return in.built(
        () ->
            new Report(
                fileNumber,
                poll,
                transactionId,
                held,
                kernelDrops,
                firstIncomplete,
                room,
                missing));
  }

  @Override
  public MsuType type() {
    return MsuType.REPORT;
  }

  @Override
  public int length() {
    return FIXED_LENGTH + MissingFrames.LENGTH * missing.size();
  }

  @Override
  public void encode(ByteBuffer out) {
    Header.putFile(out, type(), fileNumber);
    out.putInt(poll).putInt(transactionId).putInt((int) held).putInt((int) kernelDrops);
    out.putInt((int) firstIncomplete).putShort((short) room).putShort((short) missing.size());
    for (MissingFrames one : missing) {
      out.putInt((int) one.chunk()).putInt(one.bitmap());
    }
  }
}
