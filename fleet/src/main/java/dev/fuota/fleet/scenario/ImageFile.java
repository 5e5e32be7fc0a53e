package dev.fuota.fleet.scenario;

import dev.fuota.fleet.image.SizedImage;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.explain.Nearest;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import dev.fuota.server.firmware.FormPolicy;
import dev.fuota.settings.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what a campaign sends: {@code image} and {@code delta}. */
final class ImageFile {
  private static final String SIZE = "\\d+([KMG]iB)?";
  private static final String SUFFIX = ".signed.bin";
  private static final Map<String, FormPolicy> FORMS =
      Map.of("never", FormPolicy.FULL, "always", FormPolicy.DELTA, "auto", FormPolicy.AUTO);

  private final List<DeviceGroup> groups;
  private final Function<String, Bytes> files;

  /**
   * Reads images for devices.
   *
   * @param files gives the octets of a named file
   */
  ImageFile(List<DeviceGroup> groups, Function<String, Bytes> files) {
    this.groups = groups;
    this.files = files;
  }

  Bytes read(Setting campaign) {
    Bytes image = campaign.find("image").map(this::image).orElse(FirmwareSamples.image(Sample.V2));
    FormPolicy form = campaign.get("delta", FormPolicy.FULL, value -> value.choice(FORMS));
    if (form == FormPolicy.FULL) {
      return image;
    }
    return Forms.of(image, groups, form, sentence -> campaign.get("delta").problem(sentence));
  }

  private Bytes image(Setting value) {
    String text = value.text();
    if (text.matches(SIZE)) {
      int most = groups.stream().mapToInt(it -> it.flash().slotLimit()).min().orElseThrow();
      return SizedImage.of(
          Amounts.octets(value, SizedImage.SIZE_MIN, Math.min(most, SizedImage.SIZE_MAX)));
    }
    return sample(text).map(FirmwareSamples::image).orElseGet(() -> file(value));
  }

  private static Optional<Sample> sample(String name) {
    return Arrays.stream(Sample.values()).filter(it -> name(it).equals(name)).findFirst();
  }

  /** As {@code sensor-2.0.0}. */
  static String name(Sample sample) {
    return sample.fileName().replace(SUFFIX, "");
  }

  private Bytes file(Setting value) {
    if (!value.text().contains(".") || isNearlySample(value.text())) {
      List<String> samples =
          Arrays.stream(Sample.values()).map(ImageFile::name).collect(Collectors.toList());
      throw value.problem(
          "'"
              + value.text()
              + "' is no image; write a size, a file or a sample: "
              + Nearest.suggestion(value.text(), samples));
    }
    Bytes octets;
    try {
      octets = files.apply(value.text());
    } catch (IllegalArgumentException absent) {
      throw value.problem(String.valueOf(absent.getMessage()));
    }
    if (Image.parse(ImageSource.of(octets)).value().isEmpty()) {
      throw value.problem(value.text() + " is no MCUboot image");
    }
    return octets;
  }

  /** Without the end that a file would have. */
  private static boolean isNearlySample(String text) {
    return text.startsWith("sensor-") && !text.endsWith(".bin");
  }
}
