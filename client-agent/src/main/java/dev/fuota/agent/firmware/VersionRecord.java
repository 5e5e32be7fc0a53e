package dev.fuota.agent.firmware;

import dev.fuota.agent.store.Records;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageVersion;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Versions as records have them: the eight octets of an image header. */
final class VersionRecord {
  static final int OCTETS = 8;

  private VersionRecord() {}

  static void put(ImageVersion version, ByteBuffer out) {
    out.put((byte) version.major()).put((byte) version.minor());
    out.putShort((short) version.revision()).putInt((int) version.build());
  }

  static ImageVersion take(ByteBuffer in) {
    return new ImageVersion(
        Byte.toUnsignedInt(in.get()),
        Byte.toUnsignedInt(in.get()),
        Short.toUnsignedInt(in.getShort()),
        Integer.toUnsignedLong(in.getInt()));
  }

  /** The record {@link dev.fuota.agent.store.NvmKey#REPORTED_VERSION}. */
  static Bytes encode(ImageVersion version) {
    return Records.encode(1 + OCTETS, out -> put(version, out));
  }

  static Optional<ImageVersion> decode(Bytes octets) {
    return Records.open(octets, 1 + OCTETS).map(VersionRecord::take);
  }
}
