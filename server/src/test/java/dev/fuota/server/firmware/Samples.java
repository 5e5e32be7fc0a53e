package dev.fuota.server.firmware;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.expand.Expansion;
import dev.fuota.protocol.expand.PackageKind;
import dev.fuota.protocol.expand.RamBudget;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.server.port.DeviceId;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;

/** Images, keys and devices for the tests of this package. */
final class Samples {
  static final Bytes HARDWARE = Bytes.fromHex("11".repeat(16));
  static final Bytes OTHER_HARDWARE = Bytes.fromHex("22".repeat(16));
  static final int SLOT = 256 * 1024;
  static final int SECTOR = 2048;
  private static final int RAM = 16 * 1024;

  /** RFC 8032, section 7.1, test 1. */
  static final SigningKey ED25519 =
      key(
          "302e020100300506032b657004220420"
              + "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

  /** RFC 6979, section A.2.5. */
  static final SigningKey P256 =
      key(
          "3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420"
              + "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721");

  private Samples() {}

  private static SigningKey key(String der) {
    String body = Base64.getEncoder().encodeToString(Bytes.fromHex(der).toArray());
    String pem = "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
    return SigningKey.fromPem(pem).value().orElseThrow();
  }

  /** A program whose text repeats itself, as code does; versions differ in a few places. */
  static byte[] program(int octets, int version) {
    SplittableRandom random = new SplittableRandom(7);
    byte[] words = new byte[512];
    random.nextBytes(words);
    byte[] program = new byte[octets];
    for (int at = 0; at < octets; at++) {
      program[at] = random.nextInt(12) == 0 ? (byte) random.nextInt() : words[at * 7 % 512];
    }
    for (int at = 100; at < octets; at += 1000) {
      program[at] = (byte) version;
    }
    return program;
  }

  static ImageBuilder builder(int major) {
    return ImageBuilder.of(Bytes.of(program(20_000, major)), version(major)).classId(HARDWARE);
  }

  static ImageVersion version(int major) {
    return new ImageVersion(major, 0, 0, 0);
  }

  static Bytes image(int major) {
    return builder(major).sign(ED25519);
  }

  /** One that takes everything. */
  static Abilities able() {
    return able(Installer.TWO_SLOTS, RAM);
  }

  static Abilities able(Installer installer, int ram) {
    return new Abilities(installer, SLOT, SECTOR, ram, Set.of(PackageKind.values()), true);
  }

  static Candidate device(long id, int major, Abilities abilities) {
    return new Candidate(
        new DeviceId(id),
        OptionalLong.of(version(major).toU32()),
        Optional.empty(),
        Optional.of(HARDWARE),
        abilities);
  }

  /** What a file becomes on a device that runs {@code base} and has so much memory. */
  static Bytes expanded(Bytes file, Bytes base, int ram) {
    ImageSource source = ImageSource.of(file);
    Image image = Image.parse(source).value().orElseThrow();
    Expansion expansion = Expansion.of(image, source).value().orElseThrow();
    byte[] result = new byte[image(2).length()];
    ImageSource open = expansion.open(ImageSource.of(base), result.length, new RamBudget(ram));
    open.read(0, result, 0, result.length);
    return Bytes.of(result);
  }
}
