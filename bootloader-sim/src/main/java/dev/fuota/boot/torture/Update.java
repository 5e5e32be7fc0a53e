package dev.fuota.boot.torture;

import dev.fuota.protocol.codec.Bytes;
import java.util.Optional;

/**
 * The images of an update.
 *
 * @param oldImage what runs before, signed
 * @param newImage what is to run, signed
 * @param payload what is downloaded: the new image itself, or a package that becomes the new image
 * @param third another signed image, for the download during a trial; empty leaves that scenario
 *     out
 */
public record Update(Bytes oldImage, Bytes newImage, Bytes payload, Optional<Bytes> third) {

  /** The new image is downloaded as it is. */
  public static Update whole(Bytes oldImage, Bytes newImage) {
    return new Update(oldImage, newImage, newImage, Optional.empty());
  }

  /** The new image comes as a package. */
  public Update as(Bytes download) {
    return new Update(oldImage, newImage, download, third);
  }

  public Update withThird(Bytes image) {
    return new Update(oldImage, newImage, payload, Optional.of(image));
  }

  /** Octets of the longest image. */
  int longest() {
    int two = Math.max(oldImage.length(), newImage.length());
    return Math.max(Math.max(two, payload.length()), third.map(Bytes::length).orElse(0));
  }
}
