package dev.fuota.protocol.lorawan;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Makes and opens the data frames of one LoRaWAN 1.0.x session: one address, one pair of keys. A
 * multicast group is such a session with McAddr, McNwkSKey and McAppSKey.
 *
 * <p>MIC: the first four octets of {@code CMAC(NwkSKey, B0 | MHDR..FRMPayload)}. FRMPayload: XOR
 * with {@code AES(K, A1) | AES(K, A2) ...}, K = NwkSKey on FPort 0, else AppSKey.
 *
 * <pre>
 * B0  49 | 00 00 00 00 | dir | DevAddr 4 | FCnt 4 | 00 | octets of MHDR..FRMPayload
 * Ai  01 | 00 00 00 00 | dir | DevAddr 4 | FCnt 4 | 00 | i, from 1
 * </pre>
 *
 * <p>A simulated fleet calls {@link #open} millions of times: ciphers, subkeys and buffers are made
 * once, the address is compared before anything is computed, and nothing is decrypted before its
 * MIC holds. Not thread-safe: one per owner.
 */
public final class FrameCrypto {
  private static final int BLOCK = Aes128.BLOCK;
  private static final int DIRECTION_AT = 5;
  private static final int DEV_ADDR_AT = 6;
  private static final int F_CNT_AT = 10;
  private static final int LAST_AT = 15; // the length in B0, the block's number in Ai
  private static final int BLOCKS_MAX = 16;

  private final SessionKeys keys;
  private final DevAddr devAddr;
  private final Cmac nwkCmac;
  private final Aes128 appAes;

  /** B0, then the frame. */
  private final byte[] message = new byte[BLOCK + DataFrame.LENGTH_MAX];

  /** A1, A2, ... */
  private final byte[] counterBlocks = new byte[BLOCKS_MAX * BLOCK];

  private final byte[] keyStream = new byte[BLOCKS_MAX * BLOCK];

  private final ByteBuffer messageOut = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
  private final ByteBuffer counterBlocksOut =
      ByteBuffer.wrap(counterBlocks).order(ByteOrder.LITTLE_ENDIAN);

  public FrameCrypto(SessionKeys keys, DevAddr devAddr) {
    this.devAddr = devAddr;
    this.keys = keys;
    this.nwkCmac = new Cmac(keys.nwkSKey());
    this.appAes = new Aes128(keys.appSKey());
    fillConstantParts();
  }

  private void fillConstantParts() {
    for (int i = 0; i < BLOCKS_MAX; i++) {
      counterBlocks[i * BLOCK] = 0x01;
      counterBlocksOut.putInt(i * BLOCK + DEV_ADDR_AT, devAddr.value());
      counterBlocks[i * BLOCK + LAST_AT] = (byte) (i + 1);
    }
    message[0] = 0x49;
    messageOut.putInt(DEV_ADDR_AT, devAddr.value());
  }

  /**
   * Makes a frame.
   *
   * @param type one of the four data frames
   * @param fCnt32 0..2^32-1; never twice with the same keys and direction
   * @param fOpts MAC commands, 0..15 octets; empty on FPort 0
   * @param fPort 0..255, or {@link DataFrame#NO_PORT}: then no payload
   * @param plainPayload to be encrypted, 0..242 octets less the FOpts
   * @return the PHYPayload
   * @throws IllegalArgumentException if a frame cannot be made of these
   */
  public Bytes seal(
      FType type, FCtrl fCtrl, long fCnt32, Bytes fOpts, int fPort, Bytes plainPayload) {
    checkSealable(type, fCnt32, fOpts, fPort, plainPayload);
    messageOut.position(BLOCK);
    messageOut.put((byte) type.mhdr());
    devAddr.putTo(messageOut);
    messageOut.put((byte) fCtrl.octet(fOpts.length())).putShort((short) fCnt32);
    fOpts.putTo(messageOut);
    if (fPort != DataFrame.NO_PORT) {
      messageOut.put((byte) fPort);
      int payloadAt = messageOut.position();
      plainPayload.putTo(messageOut);
      crypt(payloadAt, plainPayload.length(), fPort, type.isDataUp(), (int) fCnt32);
    }
    int length = messageOut.position() - BLOCK;
    int mic = mic(length, type.isDataUp(), (int) fCnt32);
    messageOut.putInt(Integer.reverseBytes(mic)); // octets in the CMAC's order
    return Bytes.of(message, BLOCK, length + Cmac.MIC_LENGTH);
  }

  /**
   * Opens a frame.
   *
   * @param fCnt32 the counter that {@link FrameCounter} found
   * @return the decrypted FRMPayload; empty if the frame has another address, or its MIC does not
   *     hold with this counter
   */
  public Optional<Bytes> open(DataFrame frame, long fCnt32) {
    if (!frame.devAddr().equals(devAddr)) {
      return Optional.empty();
    }
    boolean up = frame.type().isDataUp();
    Bytes phyPayload = frame.phyPayload();
    phyPayload.copyTo(0, message, BLOCK, phyPayload.length());
    if (mic(frame.micAt(), up, (int) fCnt32)
        != Integer.reverseBytes(messageOut.getInt(BLOCK + frame.micAt()))) {
      return Optional.empty();
    }
    int payloadAt = BLOCK + frame.frmPayloadAt();
    int length = frame.frmPayloadLength();
    crypt(payloadAt, length, frame.fPort(), up, (int) fCnt32);
    return Optional.of(Bytes.of(message, payloadAt, length));
  }

  /** The MIC of the {@code length} octets behind B0, the octet sent first in the highest bits. */
  private int mic(int length, boolean up, int fCnt) {
    message[DIRECTION_AT] = direction(up);
    messageOut.putInt(F_CNT_AT, fCnt);
    message[LAST_AT] = (byte) length;
    return nwkCmac.mic(message, 0, BLOCK + length);
  }

  /** Encrypts or decrypts {@code length} octets of the message in place; both are the same. */
  private void crypt(int at, int length, int fPort, boolean up, int fCnt) {
    int streamLength = (length + BLOCK - 1) / BLOCK * BLOCK;
    for (int block = 0; block < streamLength; block += BLOCK) {
      counterBlocks[block + DIRECTION_AT] = direction(up);
      counterBlocksOut.putInt(block + F_CNT_AT, fCnt);
    }
    aes(fPort).encrypt(counterBlocks, 0, streamLength, keyStream, 0);
    for (int i = 0; i < length; i++) {
      message[at + i] ^= keyStream[i];
    }
  }

  /** FPort 0 is too rare for a cipher in each of a hundred thousand sessions. */
  private Aes128 aes(int fPort) {
    return fPort == 0 ? new Aes128(keys.nwkSKey()) : appAes;
  }

  private static byte direction(boolean up) {
    return (byte) (up ? 0 : 1);
  }

  private static void checkSealable(
      FType type, long fCnt32, Bytes fOpts, int fPort, Bytes plainPayload) {
    Unsigned.check32(fCnt32);
    check(type.isData(), "not a data frame");
    check(fOpts.length() <= DataFrame.F_OPTS_MAX, "more than 15 octets of FOpts");
    check(fPort >= DataFrame.NO_PORT && fPort <= 255, "an FPort has 8 bits");
    check(fPort != DataFrame.NO_PORT || plainPayload.isEmpty(), "a payload needs an FPort");
    check(fPort != 0 || fOpts.isEmpty(), "MAC commands both in FOpts and on FPort 0");
    check(
        DataFrame.OVERHEAD + fOpts.length() + plainPayload.length() <= DataFrame.LENGTH_MAX,
        "more than 255 octets");
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
