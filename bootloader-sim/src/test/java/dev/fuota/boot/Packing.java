package dev.fuota.boot;

import static dev.fuota.boot.TestImages.KEY;
import static dev.fuota.boot.TestImages.V2;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.delta.DeltaMaker;
import dev.fuota.protocol.delta.HeatshrinkEncoder;
import dev.fuota.protocol.delta.PackageBuilder;
import dev.fuota.protocol.expand.DetoolsCompression;
import dev.fuota.protocol.expand.PackageKind;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Ways to make a download from a new image that its device must expand. */
enum Packing {
  HEATSHRINK {
    @Override
    Bytes pack(Bytes old, Bytes fresh) {
      return build(
          PackageKind.HEATSHRINK,
          HeatshrinkEncoder.parameter(8, 4),
          HeatshrinkEncoder.encode(fresh, 8, 4),
          Optional.empty(),
          fresh);
    }
  },
  DELTA {
    @Override
    Bytes pack(Bytes old, Bytes fresh) {
      Bytes patch = DeltaMaker.detools(old, fresh, DetoolsCompression.HEATSHRINK);
      return build(
          PackageKind.DETOOLS,
          DetoolsCompression.HEATSHRINK.code(),
          patch,
          Optional.of(old),
          fresh);
    }
  },
  IN_PLACE_DELTA {
    @Override
    Bytes pack(Bytes old, Bytes fresh) {
      Bytes patch =
          DeltaMaker.detoolsInPlace(old, fresh, DetoolsCompression.HEATSHRINK, MEMORY, 128);
      return build(
          PackageKind.DETOOLS_IN_PLACE,
          DetoolsCompression.HEATSHRINK.code(),
          patch,
          Optional.of(old),
          fresh);
    }
  },
  LZMA2 {
    @Override
    Bytes pack(Bytes old, Bytes fresh) {
      // Signed the same way, what comes out is the very image.
      return TestImages.compressed(V2, PAYLOAD);
    }
  },
  BSDIFF40 {
    @Override
    Bytes pack(Bytes old, Bytes fresh) {
      Bytes patch = DeltaMaker.bsdiff40(old, fresh);
      return build(PackageKind.BSDIFF40, 0, patch, Optional.of(old), fresh);
    }
  },
  JOJODIFF {
    @Override
    Bytes pack(Bytes old, Bytes fresh) {
      return build(PackageKind.JOJODIFF, 0, jojodiff(old, fresh), Optional.of(old), fresh);
    }
  };

  /** Octets of the payload of the new image. */
  static final int PAYLOAD = 180;

  private static final int MEMORY = 9 * 128;
  private static final int ESCAPE = 0xa7;
  private static final int EQUAL = 0xa3;
  private static final int INSERT = 0xa5;

  /** What both begin with, then all else anew. */
  private static Bytes jojodiff(Bytes old, Bytes fresh) {
    int equal = 0;
    while (old.at(equal) == fresh.at(equal)) {
      equal++;
    }
    ByteArrayOutputStream patch = new ByteArrayOutputStream();
    patch.writeBytes(new byte[] {(byte) ESCAPE, (byte) EQUAL, (byte) (equal - 1)});
    patch.writeBytes(new byte[] {(byte) ESCAPE, (byte) INSERT});
    for (int at = equal; at < fresh.length(); at++) {
      if (fresh.at(at) == ESCAPE) {
        patch.write(ESCAPE);
      }
      patch.write(fresh.at(at));
    }
    return Bytes.of(patch.toByteArray());
  }

  abstract Bytes pack(Bytes old, Bytes fresh);

  static Bytes build(
      PackageKind kind, int parameter, Bytes patch, Optional<Bytes> old, Bytes fresh) {
    return PackageBuilder.build(kind, parameter, patch, old, fresh, KEY).value().orElseThrow();
  }
}
