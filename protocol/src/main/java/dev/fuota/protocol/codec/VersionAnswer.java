package dev.fuota.protocol.codec;

import java.nio.ByteBuffer;

/**
 * PackageVersionAns, uplink CID 0x00 of every package (PKG-08): octet 0 packageIdentifier, 0..255;
 * octet 1 packageVersion, 0..255.
 */
public interface VersionAnswer extends Command {
  int CID = 0x00;
  int LENGTH = 2;

  /** Makes the record of a package. */
  @FunctionalInterface
  interface Maker<C> {
    C make(int packageIdentifier, int packageVersion);
  }

  int packageIdentifier();

  int packageVersion();

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
    out.put((byte) packageIdentifier()).put((byte) packageVersion());
  }

  /**
   * Checks what a record is made of.
   *
   * @throws IllegalArgumentException if a number does not fit an octet
   */
  static void check(int packageIdentifier, int packageVersion) {
    Bits.OCTET.check(packageIdentifier);
    Bits.OCTET.check(packageVersion);
  }

  /** What tables say of the answer {@code type}. */
  static <C extends VersionAnswer> CommandTable.Entry<C> entry(Class<C> type, Maker<C> maker) {
    return CommandTable.Entry.fixed(
        CID,
        "PackageVersionAns",
        type,
        LENGTH,
        in -> maker.make(in.u8("packageIdentifier"), in.u8("packageVersion")));
  }
}
