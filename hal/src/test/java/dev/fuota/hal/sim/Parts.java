package dev.fuota.hal.sim;

import dev.fuota.hal.flash.Geometry;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** What tests of flash parts have in common. */
final class Parts {
  private Parts() {}

  /** The rules, ECC and times of {@code profile} on three small sectors, the middle one bigger. */
  static FlashProfile small(FlashProfile profile) {
    Geometry old = profile.geometry();
    int page = 512;
    Geometry small =
        Geometry.uneven(List.of(page, 2 * page, page), old.programSize(), old.erasedValue());
    return new FlashProfile(
        profile.name(),
        small,
        profile.ecc(),
        profile.partRule(),
        profile.strict(),
        profile.times(),
        profile.endurance(),
        profile.page(),
        profile.source());
  }

  static byte[] filled(int length, int value) {
    byte[] octets = new byte[length];
    Arrays.fill(octets, (byte) value);
    return octets;
  }

  /** Octets of which none is an erased value. */
  static byte[] pattern(int length) {
    byte[] octets = new byte[length];
    for (int i = 0; i < length; i++) {
      octets[i] = (byte) (1 + i % 253);
    }
    return octets;
  }

  static void program(NorFlash flash, int offset, byte[] octets) {
    flash.program(offset, ByteBuffer.wrap(octets));
  }

  static byte[] read(NorFlash flash, int offset, int length) {
    byte[] octets = new byte[length];
    flash.read(offset, ByteBuffer.wrap(octets));
    return octets;
  }
}
