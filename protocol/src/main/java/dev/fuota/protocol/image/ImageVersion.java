package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bits;
import java.nio.ByteBuffer;
import java.util.Comparator;

/**
 * A version as images carry it (MCUboot {@code image_version}), 8 octets, little-endian: major u8,
 * minor u8, revision u16, build u32. Ordered by all four, in that order.
 *
 * @param build 0..2^32-1
 */
public record ImageVersion(int major, int minor, int revision, long build)
    implements Comparable<ImageVersion> {
  static final int OCTETS = 8;

  private static final Bits MAJOR = new Bits("major", 24, 8);
  private static final Bits MINOR = new Bits("minor", 16, 8);
  private static final Bits REVISION = new Bits("revision", 0, 16);
  private static final Comparator<ImageVersion> ORDER =
      Comparator.comparingInt(ImageVersion::major)
          .thenComparingInt(ImageVersion::minor)
          .thenComparingInt(ImageVersion::revision)
          .thenComparingLong(ImageVersion::build);

  public ImageVersion {
    MAJOR.check(major);
    MINOR.check(minor);
    REVISION.check(revision);
    U32.check(build);
  }

  /** Takes the next 8 octets; every value of them is a version. */
  static ImageVersion take(ByteBuffer in) {
    return new ImageVersion(
        in.get() & 0xff,
        in.get() & 0xff,
        Short.toUnsignedInt(in.getShort()),
        Integer.toUnsignedLong(in.getInt()));
  }

  void putTo(ByteBuffer out) {
    out.put((byte) major).put((byte) minor).putShort((short) revision).putInt((int) build);
  }

  /**
   * The firmware version that devices report in TS006: major in bits 31..24, minor in 23..16,
   * revision in 15..0. The build number has no room there.
   */
  public long toU32() {
    return Integer.toUnsignedLong(MAJOR.put(major) | MINOR.put(minor) | REVISION.put(revision));
  }

  @Override
  public int compareTo(ImageVersion other) {
    return ORDER.compare(this, other);
  }

  /** MCUboot's text form, such as {@code 1.2.3+4}. */
  @Override
  public String toString() {
    return major + "." + minor + "." + revision + "+" + build;
  }
}
