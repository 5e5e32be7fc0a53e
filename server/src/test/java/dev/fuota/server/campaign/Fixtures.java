package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fec.FragmentEncoder;
import dev.fuota.protocol.fec.ParityMatrix;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.server.harness.ScriptedDevice;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;

/** What campaign tests have in common. */
final class Fixtures {
  static final long OLD = 0x01000000;
  static final long NEW = 0x02000003;
  static final Duration INTERVAL = Duration.ofSeconds(60);
  static final CampaignGroup GROUP =
      new CampaignGroup(
          1,
          DevAddr.fromHex("01aabbcc"),
          AesKey.fromHex("00112233445566778899aabbccddeeff"),
          Set.of());

  private Fixtures() {}

  static Bytes image(int octets) {
    byte[] random = new byte[octets];
    new SplittableRandom(octets).nextBytes(random);
    return Bytes.of(random);
  }

  /** 995 octets in 20 fragments of 50. */
  static CutFile firmware(int coded) {
    return firmware(coded, 50);
  }

  /** The same octets in fragments of another size. */
  static CutFile firmware(int coded, int fragSize) {
    return firmware(image(995), coded, fragSize);
  }

  /** One coded fragment, and so many octets. */
  static CutFile firmwareOf(int octets, int fragSize) {
    return firmware(image(octets), 1, fragSize);
  }

  private static CutFile firmware(Bytes image, int coded, int fragSize) {
    return new CutFile(
        OptionalLong.of(NEW),
        Bytes.fromHex("4d00abcd"),
        new FragmentEncoder(image, fragSize, ParityMatrix.V1),
        fragSize,
        coded,
        PackageVersion.V1);
  }

  static Target target(ScriptedDevice device) {
    return new Target(device.id(), device.genAppKey(), INTERVAL, PackageVersion.V1);
  }
}
