package dev.fuota.protocol.fragmentation;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code DataFragment}, downlink CID 0x08 (TS004), unicast or multicast: a fragment of the data
 * block. It takes all the rest of the payload, so it stands alone in its frame; it is never
 * answered.
 *
 * <pre>
 * 0..1  IndexAndN: bits 15..14 fragIndex, 13..0 n
 * 2..   data, FragSize octets
 * </pre>
 *
 * @param fragIndex 0..3
 * @param n 1..16383: 1..NbFrag are the uncoded fragments in order, above that come the coded ones
 * @param data its length is the session's business, not the codec's
 */
public record DataFragment(int fragIndex, int n, Bytes data) implements FragmentationDownlink {
  /** Octets of a FRMPayload around the data: CID, index and number. */
  public static final int OVERHEAD = 3;

  static final int CID = 0x08;
  static final int LENGTH = 2;
  private static final Bits FRAG_INDEX = new Bits("fragIndex", 14, 2);
  private static final Bits N = new Bits("n", 0, 14);

  public DataFragment {
    FRAG_INDEX.check(fragIndex);
    N.check(n);
    if (n == 0) {
      throw new IllegalArgumentException("fragments are numbered from 1");
    }
  }

  static Decoded<DataFragment> read(PayloadReader in) {
    int fragIndex = in.word16().bits(FRAG_INDEX);
    int n = in.bits(N);
    Bytes data = in.rest("data");
    return n == 0
        ? Decoded.badValue("DataFragment", "fragments are numbered from 1")
        : Decoded.ok(new DataFragment(fragIndex, n, data));
  }

  @Override
  public int cid() {
    return CID;
  }

  @Override
  public int payloadLength() {
    return LENGTH + data.length();
  }

  @Override
  public void encodePayload(ByteBuffer out) {
    out.putShort((short) (FRAG_INDEX.put(fragIndex) | N.put(n)));
    data.putTo(out);
  }
}
