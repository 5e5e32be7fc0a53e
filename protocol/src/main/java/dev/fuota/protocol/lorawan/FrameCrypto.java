package dev.fuota.protocol.lorawan;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Makes and opens the data frames of one LoRaWAN session: one address, one set of keys. A multicast
 * group is such a session with McAddr, McNwkSKey and McAppSKey, by the rules of 1.0.x on any
 * device.
 *
 * <p>MIC (LoRaWAN 1.0.4 and 1.1, section 4.4), where {@code msg} is MHDR..FRMPayload as sent; the
 * blocks are those of {@link FrameBuffers}:
 *
 * <pre>
 * 1.0.x         CMAC(NwkSKey, B0 | msg)[0..3]
 * 1.1 downlink  CMAC(SNwkSIntKey, B0 with ConfFCnt | msg)[0..3]
 * 1.1 uplink    CMAC(SNwkSIntKey, B1 | msg)[0..1] | CMAC(FNwkSIntKey, B0 | msg)[0..1]
 * </pre>
 *
 * <p>FRMPayload: XOR with {@code AES(K, A1) | AES(K, A2) ...}, K = NwkSEncKey on FPort 0, else
 * AppSKey. FOpts in 1.1: XOR with one block of NwkSEncKey.
 *
 * <p>A simulated fleet calls {@link #open} millions of times: ciphers and subkeys are those of the
 * thread ({@link KeyCiphers}), the address is compared before anything is computed, nothing is
 * decrypted before its MIC holds, and a frame of a group that many devices hear is decrypted once
 * ({@link FrameBuffers.Opened}). Not thread-safe: one per owner.
 */
public final class FrameCrypto { // MAC-012, MAC-013
  private static final int BLOCK = FrameBuffers.BLOCK;
  private static final int HALF = 0xffff0000;

  private final SessionKeys keys;
  private final DevAddr devAddr;
  private final boolean v11;

  /** A session of LoRaWAN 1.0.x, or a multicast group. */
  public FrameCrypto(SessionKeys keys, DevAddr devAddr) {
    this(keys, devAddr, LorawanVersion.V1_0_4);
  }

  /**
   * A session.
   *
   * @param version of the session, see {@link JoinAccept#isV11}; those of 1.0.x are alike
   */
  public FrameCrypto(SessionKeys keys, DevAddr devAddr, LorawanVersion version) {
    this.devAddr = devAddr;
    this.keys = keys;
    this.v11 = version == LorawanVersion.V1_1;
  }

  /** The same as the other one, for a frame whose MIC covers nothing but the frame. */
  public Bytes seal(
      FType type, FCtrl fCtrl, long fCnt32, Bytes fOpts, int fPort, Bytes plainPayload) {
    return seal(type, fCtrl, fCnt32, fOpts, fPort, plainPayload, MicContext.NONE);
  }

  /**
   * Makes a frame.
   *
   * @param type one of the four data frames
   * @param fCnt32 0..2^32-1; never twice with the same keys and direction
   * @param fOpts MAC commands, 0..15 octets; empty on FPort 0
   * @param fPort 0..255, or {@link DataFrame#NO_PORT}: then no payload
   * @param plainPayload to be encrypted, 0..242 octets less the FOpts
   * @param context in LoRaWAN 1.1; without meaning in 1.0.x
   * @return the PHYPayload
   * @throws IllegalArgumentException if a frame cannot be made of these
   */
  public Bytes seal(
      FType type,
      FCtrl fCtrl,
      long fCnt32,
      Bytes fOpts,
      int fPort,
      Bytes plainPayload,
      MicContext context) {
    checkSealable(type, fCnt32, fOpts, fPort, plainPayload);
    FrameBuffers buffers = FrameBuffers.ofThread();
    boolean up = type.isDataUp();
    ByteBuffer out = buffers.messageOut.position(BLOCK);
    out.put((byte) type.mhdr());
    devAddr.putTo(out);
    out.put((byte) fCtrl.octet(fOpts.length())).putShort((short) fCnt32);
    if (!fOpts.isEmpty()) {
      int fOptsAt = out.position();
      fOpts.putTo(out);
      cryptFOpts(buffers, up, (int) fCnt32, fOptsAt, fOpts.length(), fPort);
    }
    if (fPort != DataFrame.NO_PORT) {
      out.put((byte) fPort);
      int payloadAt = out.position();
      plainPayload.putTo(out);
      buffers.crypt(
          aes(buffers, fPort), devAddr, up, (int) fCnt32, payloadAt, plainPayload.length());
    }
    int length = out.position() - BLOCK;
    int mic = mic(buffers, length, up, (int) fCnt32, conf(fCtrl.ack(), context), context);
    out.putInt(Integer.reverseBytes(mic)); // octets in the CMAC's order
    return Bytes.of(buffers.message, BLOCK, length + Cmac.MIC_LENGTH);
  }

  /** The same as the other one, for a frame whose MIC covers nothing but the frame. */
  public Optional<Bytes> open(DataFrame frame, long fCnt32) {
    return open(frame, fCnt32, MicContext.NONE);
  }

  /**
   * Opens a frame.
   *
   * @param fCnt32 the counter that {@link FrameCounter} found
   * @param context in LoRaWAN 1.1; without meaning in 1.0.x
   * @return the decrypted FRMPayload; empty if the frame has another address, or its MIC does not
   *     hold with this counter
   */
  public Optional<Bytes> open(DataFrame frame, long fCnt32, MicContext context) {
    if (!frame.isFor(devAddr)) {
      return Optional.empty();
    }
    FrameBuffers buffers = FrameBuffers.ofThread();
    Bytes phyPayload = frame.phyPayload();
    if (!v11 && buffers.opened.isSame(keys, fCnt32, phyPayload)) {
      return Optional.of(buffers.opened.payload());
    }
    boolean up = frame.type().isDataUp();
    phyPayload.copyTo(0, buffers.message, BLOCK, phyPayload.length());
    int conf = v11 ? conf(frame.fCtrl().ack(), context) : 0; // spares 1.0.x the flags
    if (mic(buffers, frame.micAt(), up, (int) fCnt32, conf, context)
        != Integer.reverseBytes(buffers.messageOut.getInt(BLOCK + frame.micAt()))) {
      return Optional.empty();
    }
    int payloadAt = BLOCK + frame.frmPayloadAt();
    int length = frame.frmPayloadLength();
    buffers.crypt(aes(buffers, frame.fPort()), devAddr, up, (int) fCnt32, payloadAt, length);
    Bytes payload = Bytes.of(buffers.message, payloadAt, length);
    if (!v11) {
      buffers.opened = new FrameBuffers.Opened(keys, fCnt32, phyPayload, payload);
    }
    return Optional.of(payload);
  }

  /**
   * The MAC commands in the FOpts of a frame that {@link #open} accepted: as they are in 1.0.x,
   * decrypted in 1.1.
   */
  public Bytes fOpts(DataFrame frame, long fCnt32) {
    Bytes sent = frame.fOpts();
    if (!v11 || sent.isEmpty()) {
      return sent;
    }
    FrameBuffers buffers = FrameBuffers.ofThread();
    sent.copyTo(0, buffers.message, BLOCK, sent.length());
    boolean up = frame.type().isDataUp();
    cryptFOpts(buffers, up, (int) fCnt32, BLOCK, sent.length(), frame.fPort());
    return Bytes.of(buffers.message, BLOCK, sent.length());
  }

  /** 1 for uplinks and for downlinks that NFCntDown counts, 2 for those that AFCntDown counts. */
  private void cryptFOpts(
      FrameBuffers buffers, boolean up, int fCnt, int at, int length, int fPort) {
    if (v11) {
      int counter = !up && fPort > 0 ? 2 : 1;
      buffers.cryptFOpts(aes(buffers, 0), devAddr, up, fCnt, at, length, counter);
    }
  }

  private static int conf(boolean ack, MicContext context) {
    return ack ? context.confFCnt() : 0;
  }

  /** The MIC of the {@code length} octets behind B0, the octet sent first in the highest bits. */
  private int mic(
      FrameBuffers buffers, int length, boolean up, int fCnt, int conf, MicContext context) {
    buffers.fillB0(devAddr, up, fCnt, length);
    Cmac fNwkCmac = buffers.ciphers(keys.fNwkSIntKey()).cmac();
    if (!v11) {
      return fNwkCmac.mic(buffers.message, 0, BLOCK + length);
    }
    buffers.putContext(conf | (up ? context.txRate() << 16 | context.txChannel() << 24 : 0));
    int sMic = buffers.ciphers(keys.sNwkSIntKey()).cmac().mic(buffers.message, 0, BLOCK + length);
    if (!up) {
      return sMic;
    }
    buffers.putContext(0);
    int fMic = fNwkCmac.mic(buffers.message, 0, BLOCK + length);
    return (sMic & HALF) | (fMic >>> Short.SIZE);
  }

  private Aes128 aes(FrameBuffers buffers, int fPort) {
    return buffers.ciphers(fPort == 0 ? keys.nwkSEncKey() : keys.appSKey()).aes();
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
