package dev.fuota.protocol.expand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.Verdict;
import dev.fuota.protocol.image.Verdict.Reason;
import org.junit.jupiter.api.Test;

/** An image that MCUboot's own tool compressed. */
class CompressedImageTest {
  private static final Bytes FILE = Vectors.file("mcuboot/img/lzma2_compressed.bin");

  private static Verdict prove(Bytes octets, RamBudget budget) {
    ImageSource source = ImageSource.of(octets);
    Expansion expansion =
        Expansion.of(Image.parse(source).value().orElseThrow(), source).value().orElseThrow();
    return expansion.prove(ImageSource.of(Bytes.EMPTY), Vectors.POLICY, budget);
  }

  @Test
  void expandedItIsAnImageThatItsOwnHashAndSignatureCover() {
    Verdict verdict = prove(FILE, new RamBudget(200_000));

    assertThat(verdict.refused()).isEmpty();
    Image image = ((Verdict.Accepted) verdict).image();
    assertThat(image.header().flags()).isZero();
    assertThat(image.tlvs()).noneMatch(tlv -> tlv.type() >= 0x70 && tlv.type() <= 0x73);
  }

  @Test
  void theDictionaryIsNoLargerThanWhatIsExpanded() {
    byte[] greedy = FILE.toArray();
    greedy[Image.parse(ImageSource.of(FILE)).value().orElseThrow().header().hdrSize()] = 40;
    RamBudget modest = new RamBudget(200_000);

    assertThat(prove(Bytes.of(greedy), modest).refused()).isEmpty();
    assertThat(modest.peak()).isLessThan(200_000);
  }

  @Test
  void aDamagedStreamIsRefusedWhereverItIsDamaged() {
    Image image = Image.parse(ImageSource.of(FILE)).value().orElseThrow();
    int from = image.header().hdrSize();
    for (int at = from + 2; at < from + image.header().imgSize(); at += 9) {
      byte[] damaged = FILE.toArray();
      damaged[at] ^= 0x10;
      assertThat(prove(Bytes.of(damaged), new RamBudget(200_000)).refused())
          .as("octet %d", at)
          .map(Verdict.Refused::reason)
          .get()
          .isIn(Reason.BAD_EXPANSION, Reason.BAD_HASH, Reason.TOO_LARGE);
    }
  }
}
