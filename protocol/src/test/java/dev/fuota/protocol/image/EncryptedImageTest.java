package dev.fuota.protocol.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageHeader.Flags;
import dev.fuota.protocol.image.Verdict.Accepted;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encrypted images: each form opens, and each way to spoil the content key has its refusal. */
class EncryptedImageTest {
  private static final SigningKey KEY = ImageFixtures.ED25519;
  private static final Bytes PAYLOAD = ImageFixtures.payload(100);

  private static final Bytes P256_PRIME =
      Bytes.fromHex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");

  private static ImageBuilder builder() {
    return ImageBuilder.of(PAYLOAD, ImageFixtures.VERSION).securityCounter(1);
  }

  private static Bytes encrypted(DecryptionKey device, int keyOctets, boolean wide) {
    return builder().encrypt(device.publicKey(), keyOctets, wide, new Random(1)).sign(KEY);
  }

  private static ImagePolicy policy(DecryptionKey device) {
    return ImageFixtures.trusting(KEY).withDecryption(device);
  }

  private static Optional<Reason> reason(Bytes image, DecryptionKey device) {
    return ImageFixtures.verify(image, policy(device)).refused().map(Refused::reason);
  }

  /** {@code image} with the value of its content key changed; its lengths follow. */
  private static Bytes withContentKey(Bytes image, UnaryOperator<Bytes> change) {
    Image parsed = ImageFixtures.parse(image).value().orElseThrow();
    List<Tlv> tlvs = parsed.unprotectedTlvs();
    Bytes records = Bytes.EMPTY;
    for (Tlv tlv : tlvs) {
      Bytes value = Ecies.of(tlv).isPresent() ? change.apply(tlv.value()) : tlv.value();
      records = records.concat(Forge.tlv(tlv.type(), value));
    }
    return image
        .slice(0, parsed.hashedLength())
        .concat(Forge.area(TlvArea.MAGIC_UNPROTECTED, records));
  }

  static Stream<Arguments> forms() {
    return Stream.of(
        Arguments.of(ImageFixtures.P256_DEVICE, 16, false, 113),
        Arguments.of(ImageFixtures.P256_DEVICE, 32, false, 129),
        Arguments.of(ImageFixtures.X25519_DEVICE, 16, false, 80),
        Arguments.of(ImageFixtures.X25519_DEVICE, 32, false, 96),
        Arguments.of(ImageFixtures.X25519_DEVICE, 16, true, 112),
        Arguments.of(ImageFixtures.X25519_DEVICE, 32, true, 128));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void everyFormOpensAndReadsAtAnyOffset(
      DecryptionKey device, int keyOctets, boolean wide, int tlvOctets) {
    Bytes image = encrypted(device, keyOctets, wide);
    ImageSource source = ImageSource.of(image);
    Accepted verdict = (Accepted) ImageVerifier.verify(source, policy(device));
    List<Tlv> tlvs = verdict.image().unprotectedTlvs();
    assertThat(tlvs.get(tlvs.size() - 1).value().length()).isEqualTo(tlvOctets);
    assertThat(image.slice(32, PAYLOAD.length())).isNotEqualTo(PAYLOAD);
    for (int at = 0; at < PAYLOAD.length(); at++) {
      byte[] octet = new byte[1];
      verdict.plain(source).read(32 + at, octet, 0, 1);
      assertThat(octet[0] & 0xff).isEqualTo(PAYLOAD.at(at));
    }
    byte[] head = new byte[40];
    verdict.plain(source).read(0, head, 0, 40);
    assertThat(Bytes.of(head)).isEqualTo(image.slice(0, 32).concat(PAYLOAD.slice(0, 8)));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void withoutTheRightKeyNothingOpens(DecryptionKey device, int keyOctets, boolean wide) {
    Bytes image = encrypted(device, keyOctets, wide);
    assertThat(ImageFixtures.verify(image, ImageFixtures.trusting(KEY)).refused())
        .map(Refused::reason)
        .contains(Reason.ENCRYPTED);
    DecryptionKey other =
        device.equals(ImageFixtures.P256_DEVICE)
            ? ImageFixtures.X25519_DEVICE
            : ImageFixtures.P256_DEVICE;
    assertThat(reason(image, other)).contains(Reason.BAD_CONTENT_KEY);
    String pem = ImageFixtures.text("mcuboot/keys/ec256_a.pem");
    DecryptionKey stranger = DecryptionKey.fromPem(pem).value().orElseThrow();
    assertThat(reason(image, stranger)).contains(Reason.BAD_CONTENT_KEY);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void everyOctetOfTheContentKeyCounts(DecryptionKey device, int keyOctets, boolean wide) {
    Bytes image = encrypted(device, keyOctets, wide);
    int octets = Ecies.P256.octets(32);
    for (int at = 0; at < octets; at++) {
      int index = at;
      Bytes spoilt =
          withContentKey(
              image, value -> index < value.length() ? flipped(value, index) : value.slice(0, 1));
      assertThat(reason(spoilt, device)).as("octet %d", at).contains(Reason.BAD_CONTENT_KEY);
    }
  }

  private static Bytes flipped(Bytes value, int index) {
    byte[] octets = value.toArray();
    // Bit 255 of an X25519 point is ignored by RFC 7748, so a lower one is flipped.
    octets[index] ^= 1;
    return Bytes.of(octets);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void everyOtherLengthIsRefused(DecryptionKey device, int keyOctets, boolean wide, int octets) {
    Bytes image = encrypted(device, keyOctets, wide);
    for (int length = 0; length < 140; length++) {
      int wanted = length;
      if (length != octets) {
        Bytes cut = withContentKey(image, v -> Bytes.of(Arrays.copyOf(v.toArray(), wanted)));
        assertThat(reason(cut, device)).as("length %d", length).contains(Reason.BAD_CONTENT_KEY);
      }
    }
  }

  static Stream<Arguments> badPoints() {
    Bytes y = Bytes.of(new byte[31]).concat(Bytes.of((byte) 1));
    return Stream.of(
        Arguments.of("off the curve", Bytes.fromHex("04").concat(y).concat(y)),
        Arguments.of("infinity", Bytes.of(new byte[65])),
        Arguments.of("compressed", Bytes.fromHex("02").concat(y).concat(y)),
        Arguments.of("hybrid", Bytes.fromHex("06").concat(y).concat(y)),
        Arguments.of("x = p", Bytes.fromHex("04").concat(P256_PRIME).concat(y)),
        Arguments.of("y = p", Bytes.fromHex("04").concat(y).concat(P256_PRIME)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badPoints")
  void pointsThatAreNoneAreRefusedBeforeTheMac(String name, Bytes point) {
    Bytes image = encrypted(ImageFixtures.P256_DEVICE, 16, false);
    Bytes spoilt = withContentKey(image, v -> point.concat(v.slice(65, v.length() - 65)));
    Verdict verdict = ImageFixtures.verify(spoilt, policy(ImageFixtures.P256_DEVICE));
    assertThat(verdict.refused().orElseThrow().sentence())
        .as(name)
        .isEqualTo("the ephemeral key is no point that may be used");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aZeroSecretIsRefusedEvenIfItsMacFits(boolean wide) {
    Bytes contentKey = ImageFixtures.payload(16);
    Ecies form = wide ? Ecies.X25519_SHA512 : Ecies.X25519;
    Bytes sealed = form.seal(Bytes.of(new byte[32]), new byte[32], contentKey);
    Bytes image = encrypted(ImageFixtures.X25519_DEVICE, 16, wide);
    Bytes spoilt = withContentKey(image, value -> sealed);
    assertThat(reason(spoilt, ImageFixtures.X25519_DEVICE)).contains(Reason.BAD_CONTENT_KEY);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x30, 0x31})
  void contentKeysOfOtherKindsAreRefusedByName(int type) {
    Bytes image =
        new Forge()
            .header(header -> Forge.withU32(header, 16, Flags.ENCRYPTED_AES128))
            .build(
                digest ->
                    Forge.hash(digest)
                        .concat(Forge.signature(KEY, digest))
                        .concat(Forge.tlv(type, ImageFixtures.payload(24))));
    Verdict verdict = ImageFixtures.verify(image, policy(ImageFixtures.P256_DEVICE));
    assertThat(verdict.refused().orElseThrow().sentence())
        .contains(TlvType.of(type).orElseThrow().name());
  }

  static Stream<Arguments> contradictions() {
    int aes128 = Flags.ENCRYPTED_AES128;
    int both = aes128 | Flags.ENCRYPTED_AES256;
    return Stream.of(
        Arguments.of("both flags", both, 1, Reason.ENCRYPTED),
        Arguments.of("flag without key", aes128, 0, Reason.ENCRYPTED),
        Arguments.of("key without flag", 0, 1, Reason.ENCRYPTED),
        Arguments.of("two keys", aes128, 2, Reason.BAD_TLV),
        Arguments.of("longer key by flag", Flags.ENCRYPTED_AES256, 1, Reason.BAD_CONTENT_KEY),
        Arguments.of("plain payload under a flag", aes128, 1, Reason.BAD_HASH));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("contradictions")
  void flagAndContentKeyBelongTogether(String name, int flags, int keys, Reason expected) {
    Bytes sealed =
        ImageFixtures.P256_DEVICE.publicKey().seal(ImageFixtures.payload(16), false, new Random(2));
    Bytes image =
        new Forge()
            .header(header -> Forge.withU32(header, 16, flags))
            .build(
                digest -> {
                  Bytes tail = Forge.hash(digest).concat(Forge.signature(KEY, digest));
                  for (int i = 0; i < keys; i++) {
                    tail = tail.concat(Forge.tlv(TlvType.ENC_EC256.code(), sealed));
                  }
                  return tail;
                });
    assertThat(reason(image, ImageFixtures.P256_DEVICE)).as(name).contains(expected);
  }
}
