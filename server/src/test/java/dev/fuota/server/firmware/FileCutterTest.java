package dev.fuota.server.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.campaign.CutFile;
import dev.fuota.server.firmware.FileCutter.Outcome;
import dev.fuota.server.firmware.FileCutter.Ready;
import dev.fuota.server.firmware.FileCutter.Reason;
import dev.fuota.server.firmware.FileCutter.Refused;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileCutterTest {
  private static final int SLOT = 1 << 20;
  private static final Bytes IMAGE =
      ImageBuilder.of(random(1000), new ImageVersion(1, 2, 3, 4))
          .classId(Bytes.fromHex("abcd0000000000000000000000000001"))
          .sign();

  private static Bytes random(int octets) {
    byte[] random = new byte[octets];
    new SplittableRandom(octets).nextBytes(random);
    return Bytes.of(random);
  }

  private static Outcome prepare(Bytes file, int fragSize, double redundancy) {
    return FileCutter.firmware(
        file,
        SLOT,
        Region.EU868.dataRate(5).orElseThrow(),
        fragSize,
        redundancy,
        PackageVersion.V1);
  }

  private static CutFile cut(Bytes file, int fragSize, double redundancy) {
    Outcome outcome = prepare(file, fragSize, redundancy);
    assertThat(outcome).isInstanceOf(Ready.class);
    return ((Ready) outcome).file();
  }

  private static void assertRefused(Outcome outcome, Reason reason, String sentence) {
    assertThat(outcome).isEqualTo(new Refused(reason, sentence));
  }

  @Test
  @DisplayName("TR-02: an image is cut into fragments that give it back")
  void cutsAnImage() {
    CutFile firmware = cut(IMAGE, 100, 0.3);
    // 32 header + 1000 payload + 4 + 20 protected + 4 + 36 hash = 1096
    assertThat(IMAGE.length()).isEqualTo(1096);
    assertThat(firmware.nbFrag()).isEqualTo(11);
    assertThat(firmware.encoder().padding()).isEqualTo(4);
    Bytes joined =
        IntStream.rangeClosed(1, 11)
            .mapToObj(n -> firmware.encoder().fragment(n))
            .reduce(Bytes.EMPTY, Bytes::concat);
    assertThat(joined.slice(0, 1096)).isEqualTo(IMAGE);
    assertThat(firmware.fwVersion()).hasValue(0x01020003);
  }

  @ParameterizedTest(name = "redundancy {0}: {1} coded fragments for 11")
  @CsvSource({"0, 0", "0.01, 1", "0.3, 4", "0.6, 7", "1, 11"})
  @DisplayName("TR-02: redundancy is rounded up to whole fragments")
  void roundsRedundancyUp(double redundancy, int coded) {
    assertThat(cut(IMAGE, 100, redundancy).coded()).isEqualTo(coded);
    assertThat(cut(IMAGE, 100, redundancy).isCoded()).isEqualTo(coded > 0);
    assertThat(cut(IMAGE, 100, redundancy).total()).isEqualTo(11 + coded);
  }

  @Test
  @DisplayName("TR-06: the descriptor names the format and the hardware")
  void describesTheImage() {
    assertThat(cut(IMAGE, 100, 0).descriptor()).isEqualTo(Bytes.fromHex("4d00abcd"));
  }

  @Test
  @DisplayName("TR-06: an image without a class id is for any hardware")
  void describesAnImageForAnyHardware() {
    Bytes image = ImageBuilder.of(random(10), new ImageVersion(1, 0, 0, 0)).sign();
    assertThat(cut(image, 100, 0).descriptor()).isEqualTo(Bytes.fromHex("4d000000"));
  }

  @Test
  void refusesAnEmptyFile() {
    assertRefused(prepare(Bytes.EMPTY, 100, 0), Reason.EMPTY, "the file is empty");
  }

  @Test
  void refusesAFileOneOctetLargerThanTheSlot() {
    assertThat(
            FileCutter.firmware(
                IMAGE, 1096, Region.EU868.dataRate(5).orElseThrow(), 100, 0, PackageVersion.V1))
        .isInstanceOf(Ready.class);
    assertRefused(
        FileCutter.firmware(
            IMAGE, 1095, Region.EU868.dataRate(5).orElseThrow(), 100, 0, PackageVersion.V1),
        Reason.TOO_LARGE,
        "the file has 1096 octets, the devices have room for 1095");
  }

  @Test
  void refusesAWrongMagic() {
    byte[] octets = IMAGE.toArray();
    octets[0] ^= 1;
    Outcome outcome = prepare(Bytes.of(octets), 100, 0);
    assertThat(outcome).isInstanceOf(Refused.class);
    assertThat(((Refused) outcome).reason()).isEqualTo(Reason.NOT_AN_IMAGE);
    assertThat(((Refused) outcome).sentence())
        .startsWith("the file is no MCUboot image: ")
        .doesNotContain("\n");
  }

  @ParameterizedTest(name = "the first {0} octets of 1096")
  @ValueSource(ints = {1, 31, 32, 1032, 1055, 1056, 1059, 1060, 1095})
  void refusesATruncatedImage(int length) {
    Outcome outcome = prepare(IMAGE.slice(0, length), 100, 0);
    assertThat(outcome).isInstanceOf(Refused.class);
    assertThat(((Refused) outcome).reason()).isEqualTo(Reason.NOT_AN_IMAGE);
  }

  @Test
  void refusesOctetsBehindTheImage() {
    assertRefused(
        prepare(IMAGE.concat(Bytes.fromHex("ff")), 100, 0),
        Reason.TRAILING_OCTETS,
        "the image ends after 1096 octets, the file has 1097");
  }

  @Test
  void refusesFragmentsThatDoNotFitTheDataRate() {
    assertThat(prepare(IMAGE, 239, 0)).isInstanceOf(Ready.class); // 242 - 3
    assertRefused(
        prepare(IMAGE, 240, 0),
        Reason.BAD_FRAGMENT_SIZE,
        "frag_size is 240, not within 1..239 at DR5");
    assertThat(prepare(IMAGE, 0, 0)).isInstanceOf(Refused.class);
  }

  @Test
  void refusesMoreFragmentsThanCanBeNumbered() {
    Bytes large = ImageBuilder.of(random(8000), new ImageVersion(1, 0, 0, 0)).sign();
    // 32 + 8000 + 4 + 36 = 8072 fragments of one octet, 8311 coded ones would fit
    assertThat(prepare(large, 1, 8311.0 / 8072)).isInstanceOf(Ready.class);
    assertRefused(
        prepare(large, 1, 8311.5 / 8072),
        Reason.TOO_MANY_FRAGMENTS,
        "8072 fragments and 8312 coded ones are more than 16383");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN})
  void refusesARedundancyThatIsNone(double redundancy) {
    assertRefused(
        prepare(IMAGE, 100, redundancy),
        Reason.BAD_REDUNDANCY,
        "redundancy is " + redundancy + ", not 0 or more");
  }

  @Test
  void refusesInfiniteRedundancy() {
    Outcome outcome = prepare(IMAGE, 100, Double.POSITIVE_INFINITY);
    assertThat(((Refused) outcome).reason()).isEqualTo(Reason.TOO_MANY_FRAGMENTS);
  }

  @Test
  @DisplayName("(TP-01) a file of any octets is cut as it is")
  void cutsAnyOctets() {
    Bytes file = Bytes.fromHex("00112233445566778899");
    Outcome outcome = binary(file, 10, 4);
    CutFile cut = ((Ready) outcome).file();
    assertThat(cut.fwVersion()).isEmpty();
    assertThat(cut.descriptor()).isEqualTo(Bytes.fromHex("01020304"));
    assertThat(cut.nbFrag()).isEqualTo(3);
    assertThat(cut.encoder().fragment(3)).isEqualTo(Bytes.fromHex("88990000"));
    assertThat(binary(file, 9, 4))
        .isEqualTo(
            new Refused(Reason.TOO_LARGE, "the file has 10 octets, the devices have room for 9"));
    assertThat(((Refused) binary(file, 10, 0)).reason()).isEqualTo(Reason.BAD_FRAGMENT_SIZE);
    assertThat(((Refused) binary(Bytes.EMPTY, 10, 4)).reason()).isEqualTo(Reason.EMPTY);
  }

  private static Outcome binary(Bytes file, int limit, int fragSize) {
    return FileCutter.binary(
        file,
        limit,
        Bytes.fromHex("01020304"),
        Region.EU868.dataRate(5).orElseThrow(),
        fragSize,
        0,
        PackageVersion.V1);
  }
}
