package dev.fuota.protocol.expand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.delta.DeltaMaker;
import dev.fuota.protocol.delta.HeatshrinkEncoder;
import dev.fuota.protocol.delta.PackageBuilder;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.Verdict;
import dev.fuota.protocol.image.Verdict.Reason;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExpansionTest {
  private static final int RAM = 1024;

  private static Expansion of(Bytes octets) {
    ImageSource source = ImageSource.of(octets);
    return Expansion.of(Image.parse(source).value().orElseThrow(), source).value().orElseThrow();
  }

  private static Verdict prove(Bytes packed, Bytes old, int ram) {
    return of(packed).prove(ImageSource.of(old), Vectors.POLICY, new RamBudget(ram));
  }

  private static Optional<Reason> reason(Verdict verdict) {
    return verdict.refused().map(Verdict.Refused::reason);
  }

  private static Bytes packed(PackageKind kind, int parameter, Bytes patch, Bytes fresh) {
    return PackageBuilder.build(
            kind, parameter, patch, Optional.of(Vectors.OLD), fresh, Vectors.KEY)
        .value()
        .orElseThrow();
  }

  private static Bytes detools(Bytes fresh) {
    Bytes patch = DeltaMaker.detools(Vectors.OLD, fresh, DetoolsCompression.HEATSHRINK);
    return packed(PackageKind.DETOOLS, DetoolsCompression.HEATSHRINK.code(), patch, fresh);
  }

  @Test
  void thePublishedPackageGivesThePublishedImageInLessThanHalfAKibibyte() {
    RamBudget budget = new RamBudget(512);
    Expansion expansion = of(Vectors.PACKAGE);

    Verdict verdict = expansion.prove(ImageSource.of(Vectors.OLD), Vectors.POLICY, budget);

    assertThat(verdict.refused()).isEmpty();
    assertThat(((Verdict.Accepted) verdict).image().totalLength()).isEqualTo(Vectors.NEW.length());
    assertThat(budget.used()).as("all is given back").isZero();
    assertThat(budget.peak()).isBetween(256, 512);
    ImageSource result = expansion.open(ImageSource.of(Vectors.OLD), Vectors.NEW.length(), budget);
    byte[] octets = new byte[Vectors.NEW.length()];
    result.read(0, octets, 0, octets.length);
    assertThat(Bytes.of(octets)).isEqualTo(Vectors.NEW);
    result.read(100, octets, 0, 50);
    assertThat(Bytes.of(octets, 0, 50)).as("backwards").isEqualTo(Vectors.NEW.slice(100, 50));
    assertThat(budget.peak()).as("starting again needs no more").isLessThanOrEqualTo(512);
  }

  @Test
  @DisplayName("the old image is found in its slot, whatever fills the rest (TR-01)")
  void theBaseMayLieInASlot() {
    byte[] slot = Vectors.OLD.concat(Bytes.of(new byte[500])).toArray();

    assertThat(prove(Vectors.PACKAGE, Bytes.of(slot), RAM).refused()).isEmpty();
    slot[600] ^= 1;
    assertThat(reason(prove(Vectors.PACKAGE, Bytes.of(slot), RAM))).contains(Reason.WRONG_BASE);
    assertThat(reason(prove(Vectors.PACKAGE, Vectors.NEW, RAM))).contains(Reason.WRONG_BASE);
    assertThat(reason(prove(Vectors.PACKAGE, Bytes.EMPTY, RAM))).contains(Reason.WRONG_BASE);
  }

  @Test
  void tooLittleMemoryIsRefusedByName() {
    assertThat(reason(prove(Vectors.PACKAGE, Vectors.OLD, 300))).contains(Reason.RAM_BUDGET);
  }

  @Test
  void theResultMustBeTheOneThatWasSigned() {
    Bytes patch = DeltaMaker.detools(Vectors.OLD, Vectors.NEW, DetoolsCompression.CRLE);
    Bytes other = Vectors.file("delta/new_fix.img");
    Bytes wrong = packed(PackageKind.DETOOLS, DetoolsCompression.CRLE.code(), patch, other);

    assertThat(reason(prove(wrong, Vectors.OLD, RAM))).contains(Reason.WRONG_RESULT);
  }

  @Test
  void theResultIsVerifiedAsAnImageOfItsOwn() {
    Bytes unsigned =
        ImageBuilder.of(Vectors.NEW.slice(512, 1000), new ImageVersion(2, 0, 0, 0)).sign();

    assertThat(reason(prove(detools(unsigned), Vectors.OLD, RAM)))
        .contains(Reason.NO_TRUSTED_SIGNATURE);
    Bytes filled = Vectors.NEW.concat(Bytes.fromHex("ffff"));
    assertThat(reason(prove(detools(filled), Vectors.OLD, RAM))).contains(Reason.TRAILING_OCTETS);
    Verdict small =
        of(detools(Vectors.NEW))
            .prove(
                ImageSource.of(Vectors.OLD),
                Vectors.POLICY.withSlotLimit(Vectors.NEW.length() - 1),
                new RamBudget(RAM));
    assertThat(reason(small)).contains(Reason.TOO_LARGE);
  }

  @Test
  void theSignedKindAndThePatchMustAgree() {
    Bytes patch = DeltaMaker.detools(Vectors.OLD, Vectors.NEW, DetoolsCompression.CRLE);
    Bytes lies =
        packed(PackageKind.DETOOLS, DetoolsCompression.HEATSHRINK.code(), patch, Vectors.NEW);

    assertThat(reason(prove(lies, Vectors.OLD, RAM))).contains(Reason.BAD_EXPANSION);
  }

  @Test
  void aWholeImageMayBeCompressedWithHeatshrink() {
    Bytes stream = HeatshrinkEncoder.encode(Vectors.NEW, 11, 4);
    int parameter = HeatshrinkEncoder.parameter(11, 4);
    Bytes packed =
        PackageBuilder.build(
                PackageKind.HEATSHRINK,
                parameter,
                stream,
                Optional.empty(),
                Vectors.NEW,
                Vectors.KEY)
            .value()
            .orElseThrow();
    RamBudget budget = new RamBudget(2048 + 128);

    assertThat(of(packed).isDelta()).isFalse();
    assertThat(of(packed).prove(ImageSource.of(Bytes.EMPTY), Vectors.POLICY, budget).refused())
        .isEmpty();
    assertThat(budget.peak()).isEqualTo(2048 + 128);
  }

  @Test
  void anImageThatLiesAsItRunsHasNoExpansion() {
    ImageSource source = ImageSource.of(Vectors.NEW);
    Image image = Image.parse(source).value().orElseThrow();

    assertThat(Expansion.of(image, source)).isInstanceOf(Decoded.Malformed.class);
    assertThat(Payload.of(image).value()).contains(new Payload.Whole());
  }

  @Test
  void aReadOfWhatCannotBeExpandedThrows() {
    Expansion expansion = of(Vectors.PACKAGE);
    ImageSource wrong = ImageSource.of(Vectors.OLD.slice(0, 100));
    ImageSource result = expansion.open(wrong, Vectors.NEW.length(), new RamBudget(RAM));

    assertThatThrownBy(() -> result.read(7000, new byte[10], 0, 10))
        .isInstanceOf(ExpandFault.class)
        .hasMessageContaining("leaves the octets of the old image");
  }
}
