package dev.fuota.drivers.smp;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageVersion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A slot as a target lists it.
 *
 * @param image of a target with several processors or programs, from 0
 * @param slot 0: the primary one; 1: the secondary one
 * @param version {@code 1.2.3}, or {@code 1.2.3.4} with a build number that is not 0
 * @param hash that the image carries; serial recovery may be built without telling it
 */
public record ImageSlot(
    int image,
    int slot,
    String version,
    Optional<Bytes> hash,
    boolean pending,
    boolean confirmed,
    boolean active) {

  /** The slots of {@code image} in an answer; what has no slot number is passed over. */
  static List<ImageSlot> of(Cbor.Fields body, int image) {
    return body.maps("images").stream()
        .filter(entry -> entry.number("slot").isPresent())
        .map(ImageSlot::of)
        .filter(slot -> slot.image() == image)
        .toList();
  }

  private static ImageSlot of(Cbor.Fields entry) {
    return new ImageSlot(
        small(entry.number("image")),
        small(entry.number("slot")),
        entry.text("version").orElse("?"),
        entry.octets("hash"),
        entry.flag("pending"),
        entry.flag("confirmed"),
        entry.flag("active"));
  }

  private static int small(OptionalLong number) {
    return (int) Math.max(-1, Math.min(number.orElse(0), Integer.MAX_VALUE));
  }

  boolean has(Bytes wanted) {
    return hash.equals(Optional.of(wanted));
  }

  /** Whether this is the text of {@code wanted}, in the form of either bootloader or tool. */
  boolean has(ImageVersion wanted) {
    String three = wanted.major() + "." + wanted.minor() + "." + wanted.revision();
    return version.equals(three + "." + wanted.build())
        || version.equals(wanted.toString())
        || (wanted.build() == 0 && version.equals(three));
  }
}
