package dev.fuota.protocol.fragmentation;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Unsigned;
import dev.fuota.protocol.lorawan.Aes128;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.Cmac;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The MIC over a data block of TS004 version 2, made while the block passes by, in its order and
 * without padding (TS004-36).
 *
 * <pre>
 * DataBlockIntKey = AES(GenAppKey, 30 | pad)     LoRaWAN 1.0.x; AppKey in 1.1
 * B0  = 49 | SessionCnt 2 | FragIndex 1 | Descriptor 4 | 00 00 00 00 | length 4
 * MIC = the first four octets of AES-CMAC(DataBlockIntKey, B0 | block)
 * </pre>
 *
 * <p>Not thread-safe: one per block.
 */
public final class DataBlockMic {
  /** Octets of a MIC. */
  public static final int LENGTH = Cmac.MIC_LENGTH;

  private static final byte B0_KIND = 0x49;
  private static final byte KEY_KIND = 0x30;

  private final Cmac cmac;
  private long missing;

  /**
   * A MIC of which no octet has passed.
   *
   * @param sessionCnt 0..65535
   * @param fragIndex 0..3
   * @param descriptor 4 octets as sent
   * @param length octets of the block, 0..2^32-1
   */
  public DataBlockMic(
      AesKey integrityKey, int sessionCnt, int fragIndex, Bytes descriptor, long length) {
    ByteBuffer b0 = ByteBuffer.allocate(Aes128.BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    b0.put(B0_KIND).putShort((short) SetupLayout.TWO_OCTETS.check(sessionCnt));
    b0.put((byte) SetupLayout.FRAG_INDEX.check(fragIndex));
    descriptor.putTo(b0);
    Unsigned.put32(b0, 0);
    Unsigned.put32(b0, Unsigned.check32(length));
    cmac = new Cmac(integrityKey);
    cmac.update(b0.array(), 0, b0.position());
    missing = length;
  }

  /**
   * DataBlockIntKey.
   *
   * @param rootKey GenAppKey of a LoRaWAN 1.0.x device, AppKey of a LoRaWAN 1.1 device
   */
  public static AesKey integrityKey(AesKey rootKey) {
    byte[] block = new byte[Aes128.BLOCK];
    block[0] = KEY_KIND;
    return AesKey.of(new Aes128(rootKey).encrypt(Bytes.of(block)));
  }

  /** The next octets of the block. */
  public void update(byte[] octets, int offset, int length) {
    missing -= length;
    cmac.update(octets, offset, length);
  }

  /**
   * The MIC, four octets as sent.
   *
   * @throws IllegalStateException if it was not the whole block, and nothing else, that passed
   */
  public Bytes mic() {
    if (missing != 0) {
      throw new IllegalStateException(missing + " octets of the block are missing");
    }
    return cmac.finish().slice(0, LENGTH);
  }
}
