package dev.fuota.cli.boot;

import dev.fuota.boot.Strategy;
import dev.fuota.boot.torture.Layout;
import dev.fuota.boot.torture.Update;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.fleet.demo.UpdateForm;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.delta.DeltaMaker;
import dev.fuota.protocol.delta.PackageBuilder;
import dev.fuota.protocol.expand.DetoolsCompression;
import dev.fuota.protocol.expand.Expansion;
import dev.fuota.protocol.expand.PackageKind;
import dev.fuota.protocol.expand.RamBudget;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.image.Verdict;
import java.util.Optional;

/**
 * What is downloaded in a torture.
 *
 * @param key signs what is made
 */
record TorturePayload(UpdateForm form, Optional<SigningKey> key) {
  private static final int RAM = 16 << 20;
  private static final DetoolsCompression COMPRESSION = DetoolsCompression.HEATSHRINK;

  /** The same update in this form. */
  Update of(Update whole, Layout layout, Strategy strategy) {
    return switch (form) {
      case WHOLE -> whole;
      case COMPRESSED -> compressed(whole);
      case DELTA -> delta(whole, layout, strategy);
    };
  }

  /** The new image, compressed and signed anew; what it expands to is what must run then. */
  private Update compressed(Update whole) {
    Image image = image(whole.newImage(), "--new");
    int header = image.header().hdrSize();
    Bytes program = whole.newImage().slice(header, (int) image.header().imgSize());
    ImageBuilder builder =
        ImageBuilder.of(program, image.version()).headerSize(header).compress(true);
    image.securityCounter().ifPresent(builder::securityCounter);
    image.classId().ifPresent(builder::classId);
    image.requiredVersion().ifPresent(builder::requiredVersion);
    Bytes packed = builder.sign(signer());
    return new Update(whole.oldImage(), expand(packed), packed, whole.third());
  }

  private Bytes expand(Bytes packed) {
    ImageSource source = ImageSource.of(packed);
    Expansion expansion = Expansion.of(image(packed, "--new"), source).value().orElseThrow();
    ImageSource nothing = ImageSource.of(Bytes.EMPTY);
    ImagePolicy policy = ImagePolicy.of(TrustedKeys.of(signer().publicKey()), RAM);
    Verdict verdict = expansion.prove(nothing, policy, new RamBudget(RAM));
    if (verdict instanceof Verdict.Accepted accepted) {
      int length = accepted.image().totalLength();
      byte[] octets = new byte[length];
      expansion.open(nothing, length, new RamBudget(RAM)).read(0, octets, 0, length);
      return Bytes.of(octets);
    }
    throw new InputProblem("IMAGE_BAD", "--new cannot be compressed: " + verdict);
  }

  private Update delta(Update whole, Layout layout, Strategy strategy) {
    Bytes old = alone(whole.oldImage(), "--old");
    Bytes fresh = alone(whole.newImage(), "--new");
    boolean inPlace = strategy == Strategy.IN_PLACE;
    Bytes patch =
        inPlace ? inPlace(old, fresh, layout) : DeltaMaker.detools(old, fresh, COMPRESSION);
    PackageKind kind = inPlace ? PackageKind.DETOOLS_IN_PLACE : PackageKind.DETOOLS;
    return whole.as(
        PackageBuilder.build(kind, COMPRESSION.code(), patch, Optional.of(old), fresh, signer())
            .value()
            .orElseThrow());
  }

  /** Within the primary slot, by its largest sectors; the trailer's sector is left alone. */
  private static Bytes inPlace(Bytes old, Bytes fresh, Layout layout) {
    Geometry geometry = layout.part().geometry();
    Layout.Range slot = layout.primary();
    int start = geometry.sectorOffset(slot.first());
    int room = geometry.sectorOffset(slot.end() - 1) - start;
    int segment = 1;
    for (int sector = slot.first(); sector < slot.end(); sector++) {
      segment = Math.max(segment, geometry.sectorSize(sector));
    }
    try {
      return DeltaMaker.detoolsInPlace(old, fresh, COMPRESSION, room / segment * segment, segment);
    } catch (IllegalArgumentException tooSmall) {
      throw new InputProblem(
          "LAYOUT_BAD", "no delta in place: " + tooSmall.getMessage() + "; see --layout");
    }
  }

  private static Bytes alone(Bytes octets, String option) {
    return octets.slice(0, image(octets, option).totalLength());
  }

  private static Image image(Bytes octets, String option) {
    Decoded<Image> image = Image.parse(ImageSource.of(octets));
    return image
        .value()
        .orElseThrow(
            () -> new InputProblem("NO_IMAGE", option + " is no MCUboot image; see fuota image"));
  }

  private SigningKey signer() {
    return key.orElseThrow(
        () ->
            new InputProblem(
                "KEY_MISSING",
                "--image " + form.label() + " signs what it makes: give --sign-key"));
  }
}
