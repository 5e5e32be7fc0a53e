package dev.fuota.protocol.msu.secure;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.PublicKeyInfo;
import dev.fuota.protocol.msu.NotificationKind;
import dev.fuota.protocol.msu.Participation;
import dev.fuota.protocol.msu.StatusCode;
import java.util.Map;
import java.util.Optional;

/**
 * What a device demands of the {@link ManifestFooter} of a file before it uses the file. A forced
 * upgrade overrides the order of versions, nothing else.
 *
 * @param keys by key id
 * @param hardwareId of this device, as is the product id
 * @param securityVersionMin the highest security version that has run on this device
 * @param installed version on this device, if known
 */
public record ManifestRules(
    Map<Integer, PublicKeyInfo> keys,
    String hardwareId,
    String productId,
    long securityVersionMin,
    Optional<String> installed) {
  public ManifestRules {
    keys = Map.copyOf(keys);
  }

  /**
   * The verdict on a file, the first failure of this order: footer, key, signature, digest,
   * hardware, security version, version.
   *
   * @param footer as found in the file
   * @param payloadSha256 of what stands before the footer
   * @param kind of the Notification
   * @return {@link StatusCode#NONE}, SIGNATURE, HARDWARE or VERSION_POLICY
   */
  public StatusCode judge(
      Optional<ManifestFooter> footer, Bytes payloadSha256, NotificationKind kind) {
    if (footer.isEmpty() || !isGenuine(footer.get(), payloadSha256)) {
      return StatusCode.SIGNATURE;
    }
    ManifestFooter.Content content = footer.get().content();
    if (!content.hardwareId().equals(hardwareId) || !content.productId().equals(productId)) {
      return StatusCode.HARDWARE;
    }
    boolean newEnough = content.securityVersion() >= securityVersionMin; // MSU-X08
    return newEnough && Participation.decide(kind, Optional.of(content.version()), installed, true)
        ? StatusCode.NONE
        : StatusCode.VERSION_POLICY;
  }

  private boolean isGenuine(ManifestFooter footer, Bytes payloadSha256) {
    return Optional.ofNullable(keys.get(footer.content().keyId()))
            .filter(footer::isSignedBy)
            .isPresent()
        && footer.content().payloadSha256().equals(payloadSha256);
  }
}
