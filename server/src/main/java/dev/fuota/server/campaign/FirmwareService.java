package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fec.FragmentEncoder;
import dev.fuota.protocol.fec.ParityMatrix;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.lorawan.DataRate;
import java.util.OptionalLong;

/**
 * Takes a firmware file, checks its form and cuts it (TR-02). Whether the image is trusted is for
 * the devices to say: the server has no key.
 */
public final class FirmwareService {
  /** The largest number that a fragment can have (14 bits). */
  public static final int FRAGMENTS_MAX = (1 << 14) - 1;

  private static final byte MCUBOOT_IMAGE = 'M';
  private static final int HARDWARE_TAG_OCTETS = 2;

  /** What became of a file. */
  public sealed interface Outcome {}

  /** The file is fit to be sent. */
  public record Ready(CutFile firmware) implements Outcome {}

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

  private FirmwareService() {}

  /** The largest fragment that a frame at this data rate carries, octets. */
  public static int fragSizeMax(DataRate dataRate) {
    return dataRate.maxPayload() - DataFragment.OVERHEAD;
  }

  /**
   * Checks and cuts a file.
   *
   * @param slotLimit octets that the devices have room for
   * @param fragSize octets of a fragment, 1..{@link #fragSizeMax} of {@code dataRate}
   * @param redundancy coded fragments as a share of the uncoded ones, rounded up; 0 for none
   * @param packageVersion of the devices
   */
  public static Outcome prepare(
      Bytes file,
      int slotLimit,
      DataRate dataRate,
      int fragSize,
      double redundancy,
      PackageVersion packageVersion) {
    if (file.isEmpty()) {
      return new Refused(Reason.EMPTY, "the firmware file is empty");
    }
    if (file.length() > slotLimit) {
      return new Refused(
          Reason.TOO_LARGE,
          "the firmware file has " + file.length() + " octets, the slot has " + slotLimit);
    }
    Decoded<Image> image = Image.parse(ImageSource.of(file));
    if (image instanceof Decoded.Malformed<Image> malformed) {
      return new Refused(
          Reason.NOT_AN_IMAGE, "the firmware file is no MCUboot image: " + malformed.detail());
    }
    return cut(file, image.value().orElseThrow(), dataRate, fragSize, redundancy, packageVersion);
  }

  private static Outcome cut(
      Bytes file,
      Image image,
      DataRate dataRate,
      int fragSize,
      double redundancy,
      PackageVersion packageVersion) {
    if (image.totalLength() != file.length()) {
      return new Refused(
          Reason.TRAILING_OCTETS,
          "the image ends after " + image.totalLength() + " octets, the file has " + file.length());
    }
    if (fragSize < 1 || fragSize > fragSizeMax(dataRate)) {
      return new Refused(
          Reason.BAD_FRAGMENT_SIZE,
          "frag_size is "
              + fragSize
              + ", not within 1.."
              + fragSizeMax(dataRate)
              + " at DR"
              + dataRate.index());
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
            OptionalLong.of(image.version().toU32()),
            descriptor(image),
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
