package dev.fuota.drivers.smp;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageVersion;

/**
 * An image for a target.
 *
 * @param length octets to its end, without what lies behind it in its slot
 * @param hash that it carries and targets name it by
 * @param sha SHA-256 of all its octets, by which an upload is resumed
 */
public record TargetImage(
    ImageSource source, int length, ImageVersion version, Bytes hash, Bytes sha) {

  /** The image at the start of {@code slot}; its signature is the target's to check. */
  public static Decoded<TargetImage> of(ImageSource slot) {
    Decoded<Image> parsed = Image.parse(slot);
    if (parsed instanceof Decoded.Ok<Image> ok) {
      Image image = ok.get();
      return image
          .carriedHash()
          .<Decoded<TargetImage>>map(
              hash ->
                  Decoded.ok(
                      new TargetImage(
                          slot, image.totalLength(), image.version(), hash, image.sha256Of(slot))))
          .orElseGet(() -> Decoded.badValue("image", "the image carries no hash"));
    }
    return ((Decoded.Malformed<Image>) parsed).as();
  }
}
