package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.Verdict.Reason;

/**
 * An image that breaks one rule, with hash and signatures that fit what it is, and the name under
 * which it must be refused.
 */
record Malformed(String name, Bytes image, ImagePolicy policy, Reason reason) {
  static final SigningKey KEY = ImageFixtures.EC256;
  static final Bytes ONE = Bytes.fromHex("01000000");

  Malformed(String name, Bytes image, Reason reason) {
    this(name, image, ImageFixtures.trusting(KEY), reason);
  }

  Malformed(String name, Forge forge, Reason reason) {
    this(name, forge.sign(KEY), reason);
  }

  Malformed on(ImagePolicy device) {
    return new Malformed(name, image, device, reason);
  }

  @Override
  public String toString() {
    return name + ": " + reason;
  }
}
