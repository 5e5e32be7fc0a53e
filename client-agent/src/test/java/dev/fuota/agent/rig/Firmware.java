package dev.fuota.agent.rig;

import dev.fuota.hal.flash.Flash;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.image.TrustedKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Images and keys for tests. */
public final class Firmware {
  public static final Bytes CLASS_ID = Bytes.fromHex("c0ffee00112233445566778899aabbcc");
  public static final Bytes OTHER_CLASS_ID = Bytes.fromHex("c0ffff00112233445566778899aabbcc");
  public static final ImageVersion V1 = new ImageVersion(1, 0, 0, 0);
  public static final ImageVersion V2 = new ImageVersion(2, 0, 0, 7);
  public static final SigningKey SIGNER = key("test-signer");
  public static final SigningKey STRANGER = key("other-signer");
  public static final TrustedKeys TRUSTED = TrustedKeys.of(SIGNER.publicKey());

  private Firmware() {}

  /** An image of this device's kind that the right key signed. */
  public static Bytes image(ImageVersion version, int octets) {
    return builder(version, octets).classId(CLASS_ID).securityCounter(1).sign(SIGNER);
  }

  public static ImageBuilder builder(ImageVersion version, int octets) {
    byte[] payload = new byte[octets];
    new SplittableRandom(version.toU32()).nextBytes(payload);
    return ImageBuilder.of(Bytes.of(payload), version);
  }

  /** Writes {@code octets} into a slot, which holds nothing else then. */
  public static void program(Bytes octets, Flash slot) {
    int size = slot.geometry().sectorSize();
    for (int sector = 0; sector < slot.geometry().sectorCount(); sector++) {
      slot.erase(sector);
    }
    for (int at = 0; at < octets.length(); at += size) {
      int count = Math.min(size, octets.length() - at);
      byte[] page = new byte[slot.geometry().alignUp(count)];
      Arrays.fill(page, (byte) 0xff);
      octets.slice(at, count).putTo(ByteBuffer.wrap(page));
      slot.program(at, ByteBuffer.wrap(page));
    }
  }

  private static SigningKey key(String name) {
    try (InputStream in = Firmware.class.getResourceAsStream("/keys/" + name + ".pem")) {
      String pem = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return SigningKey.fromPem(pem).value().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
