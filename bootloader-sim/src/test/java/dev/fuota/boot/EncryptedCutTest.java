package dev.fuota.boot;

import static dev.fuota.boot.TestImages.CLASS_ID;
import static dev.fuota.boot.TestImages.KEY;
import static dev.fuota.boot.TestImages.V1;
import static dev.fuota.boot.TestImages.V2;
import static dev.fuota.boot.TestImages.good;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.boot.BootResult.Started;
import dev.fuota.boot.Life.Ending;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.DecryptionKey;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImageHeader;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Encrypted images in every strategy: what runs lies there in plain text, wherever it was cut. */
class EncryptedCutTest {
  private static final Rig.Shape SHAPE = Rig.Shape.equal(128, 12, 8, 0xff, true);
  private static final Bytes PAYLOAD = payload();
  private static final Bytes OLD = good(V1, 230);

  /** Private keys that are only ever used here. */
  private static final Exchange P256 =
      Exchange.of(
          "P-256",
          16,
          "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgcBwlGLWoE2BH/K5K"
              + "wjEzOtiwRmDK8f92Up5c5nr0LnihRANCAASwPCug7jYQcAdYDIwusxdItFHZvrKa"
              + "POj1bUVLXvCJ8dS3E4n0u+49Xyp1/BRiyJShl8exVcSmUqSy/UMgc4OX");

  private static final Exchange X25519 =
      Exchange.of("X25519", 32, "MC4CAQAwBQYDK2VuBCIEIADw79o5556jHVFXp7zh5eD0oWk54EyG0hdOq0x/feRl");

  /** How the content key of {@code keyOctets} comes to the device with {@code device}. */
  private record Exchange(String name, int keyOctets, DecryptionKey device, Bytes image) {
    static Exchange of(String name, int keyOctets, String base64) {
      DecryptionKey device = key(base64);
      Bytes image =
          ImageBuilder.of(PAYLOAD, V2)
              .securityCounter(V2.major())
              .classId(CLASS_ID)
              .encrypt(device.publicKey(), keyOctets, false, new SplittableRandom(keyOctets))
              .sign(KEY);
      return new Exchange(name, keyOctets, device, image);
    }

    @Override
    public String toString() {
      return name;
    }

    /** What has to lie where the image runs: as it came, but for the payload. */
    Bytes plain() {
      int end = ImageHeader.OCTETS + PAYLOAD.length();
      return image
          .slice(0, ImageHeader.OCTETS)
          .concat(PAYLOAD)
          .concat(image.slice(end, image.length() - end));
    }
  }

  private static DecryptionKey key(String base64) {
    return DecryptionKey.fromPem(
            "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n")
        .value()
        .orElseThrow();
  }

  /** Whole blocks of the cipher, so that nothing is padded. */
  private static Bytes payload() {
    byte[] octets = new byte[160];
    new SplittableRandom(2).nextBytes(octets);
    return Bytes.of(octets);
  }

  private static Rig rig(Strategy strategy, Bytes waiting, UnaryOperator<BootConfig> configured) {
    Rig rig = Rig.with(SHAPE, strategy, OLD, config -> configured.apply(config.withTrialBoots(3)));
    rig.put(rig.download(BootSlot.PRIMARY), waiting);
    return rig.fork(1);
  }

  static Stream<Arguments> livesOfEveryExchange() {
    return Arrays.stream(Strategy.values())
        .flatMap(
            strategy ->
                Arrays.stream(Ending.values())
                    .filter(ending -> strategy.canRevert() || ending == Ending.PERMANENT)
                    .flatMap(
                        ending ->
                            Stream.of(P256, X25519)
                                .map(exchange -> Arguments.of(strategy, ending, exchange))));
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("livesOfEveryExchange")
  @DisplayName("PF-07, PF-09, TR-03: one cut anywhere, torn in any way, of an encrypted update")
  void survivesOneCut(Strategy strategy, Ending ending, Exchange exchange) {
    Rig rig = rig(strategy, exchange.image, config -> config.withDecryption(exchange.device));
    Cuts.everywhere(new Life(rig, ending, OLD, exchange.plain()), 1);
  }

  private static void assertRefused(Rig rig, String reason) {
    new ApplicationMarks(rig.download(BootSlot.PRIMARY)).markPermanent();
    byte[] before = Rig.read(rig.flash, SHAPE.profile().geometry().size());
    BootResult result = rig.boot();
    assertThat(((Started) result).version()).isEqualTo(V1);
    assertThat(result.refused().orElseThrow()).startsWith(reason + ": ");
    int slots = (2 * SHAPE.slot().size() - 1) * SHAPE.slot().get(0);
    assertThat(Rig.read(rig.flash, slots)).isEqualTo(Arrays.copyOf(before, slots));
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Strategy.class)
  @DisplayName("IM-03: without a key an encrypted image is refused by name, nothing is erased")
  void withoutAKeyItIsRefused(Strategy strategy) {
    assertRefused(rig(strategy, P256.image, config -> config), "ENCRYPTED");
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Strategy.class)
  @DisplayName("IM-03: another device's image is refused by name, nothing is erased")
  void withAnotherKeyItIsRefused(Strategy strategy) {
    DecryptionKey other = key("MC4CAQAwBQYDK2VuBCIEILBP6VFscEBmWEW2i+nIEgRnR4NooRAQKMG0gBO4izlv");
    assertRefused(
        rig(strategy, X25519.image, config -> config.withDecryption(other)), "BAD_CONTENT_KEY");
    assertRefused(
        rig(strategy, P256.image, config -> config.withDecryption(other)), "BAD_CONTENT_KEY");
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Strategy.class)
  @DisplayName("IM-03: a content key whose MAC is broken is refused by name, nothing is erased")
  void aBrokenMacIsRefused(Strategy strategy) {
    for (Exchange exchange : List.of(P256, X25519)) {
      byte[] octets = exchange.image.toArray();
      // The content key's TLV is the last one: point, MAC (32 octets), sealed key.
      octets[octets.length - exchange.keyOctets - 1] ^= 1;
      assertRefused(
          rig(strategy, Bytes.of(octets), config -> config.withDecryption(exchange.device)),
          "BAD_CONTENT_KEY");
    }
  }
}
