package dev.fuota.protocol.lorawan;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;

/** What the frames of activation have in common. */
final class JoinFrames { // MAC-009
  private static final Bits MAJOR = new Bits("major", 0, 2);

  private JoinFrames() {}

  /** Checks type, Major and length. */
  static Decoded<Bytes> checked(Bytes phyPayload, FType type, String what, int length) {
    if (phyPayload.length() < length) {
      return Decoded.truncated(what, length, phyPayload.length());
    }
    if (phyPayload.length() > length) {
      return new Decoded.Malformed<>(
          Decoded.Reason.TOO_LONG,
          what,
          what + " has " + length + " octets, not " + phyPayload.length());
    }
    return headed(phyPayload, type, what);
  }

  /** Checks type and Major of what has an octet at least. */
  static Decoded<Bytes> headed(Bytes phyPayload, FType type, String what) {
    int mhdr = phyPayload.at(0);
    if (MAJOR.get(mhdr) != 0) {
      return Decoded.badValue("Major", "Major is not 0, LoRaWAN R1");
    }
    return FType.of(mhdr) == type
        ? Decoded.ok(phyPayload)
        : Decoded.badValue("FType", FType.of(mhdr) + " is not a " + what);
  }

  /** The MIC of {@code message}. */
  static Bytes mic(AesKey key, Bytes message) {
    return new Cmac(key).code(message).slice(0, Cmac.MIC_LENGTH);
  }

  /** {@code message} and its MIC. */
  static Bytes signed(Bytes message, AesKey key) {
    return message.concat(mic(key, message));
  }

  /** Whether the last four octets are the MIC of those before them. */
  static boolean verify(Bytes signed, AesKey key) {
    int length = signed.length() - Cmac.MIC_LENGTH;
    return length >= 0
        && mic(key, signed.slice(0, length)).equals(signed.slice(length, Cmac.MIC_LENGTH));
  }
}
