package dev.fuota.server.firmware;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fec.FragmentEncoder;
import dev.fuota.protocol.fec.ParityMatrix;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.server.campaign.CutFile;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Checks the form of a file and cuts it into fragments (TR-02). Whether an image is trusted is for
 * the devices to say.
 */
public final class FileCutter {
  /** The largest number that a fragment can have (14 bits). */
  public static final int FRAGMENTS_MAX = (1 << 14) - 1;

  /** The descriptor of a file of which nothing is said. */
  public static final Bytes ANY_FILE = Bytes.of(new byte[4]);

  private static final byte MCUBOOT_IMAGE = 'M';
  private static final int HARDWARE_TAG_OCTETS = 2;

  /** What became of a file. */
  public sealed interface Outcome {}

  /** The file is fit to be sent. */
  public record Ready(CutFile file) implements Outcome {}

  /**
   * The file cannot be sent.
   *
   * @param sentence one line for a person
   */
  public record Refused(Reason reason, String sentence) implements Outcome {}

  /** Why a file is refused; stable names. */
  public enum Reason {
    /** No octet in it. */
    EMPTY,
    /** Not an MCUboot image, or a damaged one. */
    NOT_AN_IMAGE,
    /** Octets behind the image. */
    TRAILING_OCTETS,
    /** It does not fit the slot of the devices. */
    TOO_LARGE,
    /** More fragments, coded ones included, than the protocol can number. */
    TOO_MANY_FRAGMENTS,
    /** Fragments that the data rate cannot carry, or none at all. */
    BAD_FRAGMENT_SIZE,
    /** Redundancy below 0, or not a number. */
    BAD_REDUNDANCY
  }

  private FileCutter() {}

  /**
   * Checks and cuts an image.
   *
   * @param slotLimit octets that the devices have room for
   * @param fragSize octets of a fragment, 1..{@link CutFile#fragSizeMax} of {@code dataRate}
   * @param redundancy coded fragments as a share of the uncoded ones, rounded up; 0 for none
   * @param packageVersion of the devices
   */
  public static Outcome firmware(
      Bytes file,
      int slotLimit,
      DataRate dataRate,
      int fragSize,
      double redundancy,
      PackageVersion packageVersion) {
    Optional<Outcome> unfit = size(file, slotLimit);
    if (unfit.isPresent()) {
      return unfit.get();
    }
    Decoded<Image> parsed = Image.parse(ImageSource.of(file));
    if (parsed instanceof Decoded.Malformed<Image> malformed) {
      return new Refused(
          Reason.NOT_AN_IMAGE, "the file is no MCUboot image: " + malformed.detail());
    }
    Image image = parsed.value().orElseThrow();
    if (image.totalLength() != file.length()) {
      return new Refused(
          Reason.TRAILING_OCTETS,
          "the image ends after " + image.totalLength() + " octets, the file has " + file.length());
    }
    return cut(
        file,
        OptionalLong.of(image.version().toU32()),
        descriptor(image),
        dataRate,
        fragSize,
        redundancy,
        packageVersion);
  }

  /**
   * Checks and cuts a file of any octets (TP-01): what a device does with it is its vendor's
   * business.
   *
   * @param limit octets that the devices have room for
   * @param descriptor 4 octets, by which devices judge whether the file is for them; {@link
   *     #ANY_FILE} says nothing
   * @param fragSize octets of a fragment, 1..{@link CutFile#fragSizeMax} of {@code dataRate}
   * @param redundancy coded fragments as a share of the uncoded ones, rounded up; 0 for none
   * @param packageVersion of the devices
   */
  public static Outcome binary(
      Bytes file,
      int limit,
      Bytes descriptor,
      DataRate dataRate,
      int fragSize,
      double redundancy,
      PackageVersion packageVersion) {
    return size(file, limit)
        .orElseGet(
            () ->
                cut(
                    file,
                    OptionalLong.empty(),
                    descriptor,
                    dataRate,
                    fragSize,
                    redundancy,
                    packageVersion));
  }

  private static Optional<Outcome> size(Bytes file, int limit) {
    if (file.isEmpty()) {
      return Optional.of(new Refused(Reason.EMPTY, "the file is empty"));
    }
    return file.length() <= limit
        ? Optional.empty()
        : Optional.of(
            new Refused(
                Reason.TOO_LARGE,
                "the file has " + file.length() + " octets, the devices have room for " + limit));
  }

  private static Outcome cut(
      Bytes file,
      OptionalLong fwVersion,
      Bytes descriptor,
      DataRate dataRate,
      int fragSize,
      double redundancy,
      PackageVersion packageVersion) {
    int largest = CutFile.fragSizeMax(dataRate);
    if (fragSize < 1 || fragSize > largest) {
      return new Refused(
          Reason.BAD_FRAGMENT_SIZE,
          "frag_size is " + fragSize + ", not within 1.." + largest + " at DR" + dataRate.index());
    }
    if (!(redundancy >= 0)) {
      return new Refused(Reason.BAD_REDUNDANCY, "redundancy is " + redundancy + ", not 0 or more");
    }
    int nbFrag = (file.length() + fragSize - 1) / fragSize;
    double coded = Math.ceil(nbFrag * redundancy);
    if (nbFrag + coded > FRAGMENTS_MAX) {
      return new Refused(
          Reason.TOO_MANY_FRAGMENTS,
          String.format(
              "%d fragments and %.0f coded ones are more than %d", nbFrag, coded, FRAGMENTS_MAX));
    }
    return new Ready(
        new CutFile(
            fwVersion,
            descriptor,
            new FragmentEncoder(file, fragSize, ParityMatrix.of(packageVersion)),
            fragSize,
            (int) coded,
            packageVersion));
  }

  /**
   * Ours, 4 octets: 'M' for an MCUboot image, 0, then the hardware: the first two octets of the
   * class id, or 0000 for an image without one. The device refuses what is not for it (TR-06).
   */
  private static Bytes descriptor(Image image) {
    Bytes anyHardware = Bytes.of(new byte[HARDWARE_TAG_OCTETS]);
    Bytes hardware =
        image.classId().map(id -> id.slice(0, HARDWARE_TAG_OCTETS)).orElse(anyHardware);
    return Bytes.of(MCUBOOT_IMAGE, (byte) 0).concat(hardware);
  }
}
