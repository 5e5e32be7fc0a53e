package dev.fuota.conformance;

import dev.fuota.conformance.TraceGeometry.Region;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageTrailer;

/** What the trailer of a slot says, in the words of the known answers. */
final class TrailerState {
  private static final Bytes WIDE_MAGIC_TAIL = Bytes.fromHex("2de15d29410b8d77679c110f1f8a");

  private final TraceGeometry geometry;
  private final TraceFlash.Running device;
  private final Region slot;
  private final ImageTrailer trailer;

  TrailerState(TraceGeometry geometry, TraceFlash.Running device, Region slot) {
    this.geometry = geometry;
    this.device = device;
    this.slot = slot;
    this.trailer = new ImageTrailer(slot.length(), geometry.maxAlign());
  }

  static Bytes magic(int align) {
    return align == ImageTrailer.ALIGN
        ? ImageTrailer.MAGIC
        : Bytes.of(new byte[] {(byte) align, 0}).concat(WIDE_MAGIC_TAIL);
  }

  String magic() {
    Bytes octets = read(trailer.magicOffset(), ImageTrailer.MAGIC.length());
    if (octets.equals(magic(geometry.maxAlign()))) {
      return "good";
    }
    for (int i = 0; i < octets.length(); i++) {
      if (octets.at(i) != geometry.erased()) {
        return "bad";
      }
    }
    return "unset";
  }

  String imageOk() {
    return flag(trailer.imageOkOffset());
  }

  String copyDone() {
    return flag(trailer.copyDoneOffset());
  }

  private String flag(int offset) {
    int octet = read(offset, 1).at(0);
    if (octet == geometry.erased()) {
      return "unset";
    }
    return octet == 1 ? "set" : "bad";
  }

  private Bytes read(int offset, int length) {
    return device.content(slot.offset() + offset, length);
  }
}
