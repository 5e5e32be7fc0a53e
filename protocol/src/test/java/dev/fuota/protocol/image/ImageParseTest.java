package dev.fuota.protocol.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import dev.fuota.protocol.codec.Decoded.Reason;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageParseTest {
  private static final Bytes PLAIN = new Forge().sign(ImageFixtures.ED25519);
  private static final Bytes GUARDED =
      new Forge()
          .guarded(0x50, Bytes.of((byte) 1, (byte) 0, (byte) 0, (byte) 0))
          .sign(ImageFixtures.ED25519);
  private static final int PAYLOAD_END = 132;

  @ParameterizedTest(name = "u32 at {0} = {1}")
  @CsvSource({
    "0, 0x96f3b83c",
    "0, 0x3db8f396",
    "0, 0xffffffff",
    "0, 0",
    "12, 0",
    "12, 101",
    "12, 65536",
    "12, 0x7fffffff",
    "12, 0xffffffff",
    "12, 0xffffffe0",
    "12, 0xffffff80"
  })
  void hostileHeaderWordsAreRefused(int offset, String value) {
    Bytes image = Forge.withU32(PLAIN, offset, Long.decode(value).intValue());
    assertThat(ImageFixtures.parse(image)).isInstanceOf(Malformed.class);
  }

  @ParameterizedTest(name = "hdr_size {0}")
  @ValueSource(ints = {0, 1, 16, 28, 31, 33, 4096, 65535})
  void hostileHeaderSizesAreRefused(int size) {
    assertThat(ImageFixtures.parse(Forge.withU16(PLAIN, 8, size))).isInstanceOf(Malformed.class);
  }

  @ParameterizedTest(name = "protect_tlv_size {0}")
  @ValueSource(ints = {0, 1, 3, 4, 11, 13, 16, 65535})
  void theProtectedAreaHasExactlyTheSizeThatTheHeaderSays(int size) {
    assertThat(ImageFixtures.parse(GUARDED)).isInstanceOf(Decoded.Ok.class);
    assertThat(ImageFixtures.parse(Forge.withU16(GUARDED, 10, size))).isInstanceOf(Malformed.class);
  }

  @Test
  void nothingHidesBetweenTheTwoAreas() {
    int end = PAYLOAD_END + 12;
    Bytes image =
        GUARDED
            .slice(0, end)
            .concat(Bytes.fromHex("01020304"))
            .concat(GUARDED.slice(end, GUARDED.length() - end));
    assertThat(ImageFixtures.parse(Forge.withU16(image, 10, 16)))
        .isEqualTo(
            new Malformed<Image>(
                Reason.BAD_VALUE,
                "protect_tlv_size",
                "the header says 16 octets of protected TLVs, the area 12"));
  }

  @Test
  void aProtectedAreaThatIsNotThereIsRefused() {
    assertThat(ImageFixtures.parse(Forge.withU16(PLAIN, 10, 12))).isInstanceOf(Malformed.class);
  }

  @ParameterizedTest(name = "total {0}")
  @ValueSource(ints = {0, 1, 2, 3, 5, 7, 143, 145, 65535})
  void theAreaEndsExactlyBehindARecordAndInsideTheSlot(int total) {
    int right = PLAIN.length() - PAYLOAD_END;
    assertThat(right).isEqualTo(144);
    assertThat(ImageFixtures.parse(Forge.withU16(PLAIN, PAYLOAD_END + 2, total)))
        .isInstanceOf(Malformed.class);
  }

  @ParameterizedTest(name = "info {0}")
  @ValueSource(ints = {0x6906, 0x6908, 0x0769, 0, 0xffff})
  void anotherInfoMagicIsRefused(int magic) {
    assertThat(ImageFixtures.parse(Forge.withU16(PLAIN, PAYLOAD_END, magic)))
        .isInstanceOf(Malformed.class);
  }

  @Test
  void aRecordBeyondItsAreaIsRefused() {
    Bytes image = Forge.withU16(PLAIN, PAYLOAD_END + 6, 0xffff);
    assertThat(ImageFixtures.parse(image)).isInstanceOf(Malformed.class);
  }

  @Test
  void theReasonSaysWhatIsWrong() {
    assertThat(ImageFixtures.parse(Bytes.EMPTY))
        .isEqualTo(
            new Malformed<Image>(
                Reason.TRUNCATED, "image header", "image header needs 32 octets, 0 are there"));
    assertThat(ImageFixtures.parse(Forge.withU32(PLAIN, 0, 0x7f454c46)))
        .isEqualTo(
            new Malformed<Image>(
                Reason.BAD_VALUE,
                "magic",
                "no MCUboot image: it begins with 0x7f454c46, not 0x96f3b83d"));
  }

  @Test
  void nothingBeyondTheSlotIsRead() {
    byte[] octets = PLAIN.toArray();
    ImageSource guarded =
        new ImageSource() {
          @Override
          public int length() {
            return octets.length;
          }

          @Override
          public void read(int offset, byte[] into, int at, int length) {
            assertThat(offset).isBetween(0, octets.length - length);
            assertThat(length).isLessThanOrEqualTo(1024);
            System.arraycopy(octets, offset, into, at, length);
          }
        };
    assertThat(ImageVerifier.verify(guarded, ImageFixtures.trusting(ImageFixtures.ED25519)))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void damagedImagesNeverThrow(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ImagePolicy policy = ImageFixtures.trusting(ImageFixtures.ED25519);
    for (int round = 0; round < 5_000; round++) {
      byte[] octets = (random.nextBoolean() ? PLAIN : GUARDED).toArray();
      int changes = 1 + random.nextInt(4);
      for (int i = 0; i < changes; i++) {
        octets[interestingOffset(random, octets.length)] = interestingOctet(random);
      }
      Bytes damaged = Bytes.of(octets, 0, random.nextInt(octets.length + 1));
      assertThatCode(() -> ImageFixtures.verify(damaged, policy)).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void randomOctetsNeverThrowAndAreNeverAccepted(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ImagePolicy policy = ImageFixtures.trusting(ImageFixtures.EC256);
    for (int round = 0; round < 20_000; round++) {
      byte[] octets = new byte[random.nextInt(200)];
      random.nextBytes(octets);
      Bytes image = Bytes.of(octets);
      if (image.length() >= 4 && random.nextBoolean()) {
        image = Forge.withU32(image, 0, ImageHeader.MAGIC);
      }
      assertThat(ImageFixtures.verify(image, policy).isAccepted()).isFalse();
    }
  }

  /** Half of the damage hits header and TLV areas, where it can mislead most. */
  private static int interestingOffset(SplittableRandom random, int length) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(ImageHeader.OCTETS);
      case 1 -> PAYLOAD_END + random.nextInt(length - PAYLOAD_END);
      default -> random.nextInt(length);
    };
  }

  private static byte interestingOctet(SplittableRandom random) {
    byte[] some = {0, 1, 4, 32, 64, 0x7f, (byte) 0x80, (byte) 0xff, (byte) random.nextInt()};
    return some[random.nextInt(some.length)];
  }
}
