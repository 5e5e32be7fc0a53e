package dev.fuota.fleet.demo;

import dev.fuota.fleet.world.DeviceKind;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import dev.fuota.server.firmware.FileCutter;

/**
 * The image to install.
 *
 * @param name where it came from, for people
 * @param octets a well-formed MCUboot image, and nothing behind it: the firmware itself, or what
 *     becomes it on the device
 */
public record DemoFirmware(String name, Bytes octets, ImageVersion version) {
  private static final int SIGNATURE_FROM_END = 16;

  /**
   * A device that loses power is dark for up to half a minute, while thirty fragments pass; with
   * the loss of frames on top, an image of few fragments needs more than a share of itself.
   */
  private static final double CODED_MIN = 100;

  /** The second version of the sample firmware. */
  public static DemoFirmware sample(UpdateForm form) {
    Bytes image = FirmwareSamples.image(Sample.V2);
    return switch (form) {
      case WHOLE -> sample("the sample firmware", image);
      case COMPRESSED -> sample("the sample firmware, compressed", SamplePayloads.compressed());
      case DELTA -> sample("a delta to the sample firmware", SamplePayloads.delta(image));
    };
  }

  private static DemoFirmware sample(String name, Bytes octets) {
    return new DemoFirmware(name, octets, parse(octets).version());
  }

  /**
   * An image from elsewhere. Whether the devices trust its signature is for them to say.
   *
   * @throws FirmwareProblem if no campaign could offer it: empty, too large, not an image
   */
  public static DemoFirmware of(String name, Bytes octets) throws FirmwareProblem {
    FileCutter.Outcome outcome =
        FileCutter.firmware(
            octets,
            DeviceKind.SLOT_LIMIT,
            Demo.DATA_RATE,
            Demo.FRAGMENT_SIZE,
            0,
            PackageVersion.V1);
    if (outcome instanceof FileCutter.Refused refused) {
      throw new FirmwareProblem("FIRMWARE_" + refused.reason(), refused.sentence());
    }
    return new DemoFirmware(name, octets, parse(octets).version());
  }

  /** Coded fragments for each uncoded one that carry this image through the demonstration. */
  public double usualRedundancy() {
    double fragments = Math.ceil((double) octets.length() / Demo.FRAGMENT_SIZE);
    double needed = Math.max(DemoOptions.DEFAULT.redundancy(), CODED_MIN / fragments);
    return Math.min(needed, DemoOptions.REDUNDANCY_MAX);
  }

  String shortVersion() {
    return shortVersion(version);
  }

  /** As {@code 2.0.0}: a build number of 0 says nothing. */
  static String shortVersion(ImageVersion version) {
    String text = version.toString();
    return version.build() == 0 ? text.substring(0, text.indexOf('+')) : text;
  }

  /** The same image with one bit of its last signature turned over; its hash still holds. */
  Bytes withBrokenSignature() {
    byte[] broken = octets.toArray();
    broken[broken.length - SIGNATURE_FROM_END] ^= 1;
    return Bytes.of(broken);
  }

  private static Image parse(Bytes octets) {
    Decoded<Image> image = Image.parse(ImageSource.of(octets));
    return image.value().orElseThrow();
  }
}
