package dev.fuota.protocol.msu;

import java.util.Optional;

/**
 * What a device is, or what a server wants it to be; each text is there or not, and may be empty.
 */
public record DeviceIdentity(
    Optional<String> hardwareId,
    Optional<String> productId,
    Optional<String> productName,
    Optional<String> modelName,
    Optional<String> vendorId) {
  public static final DeviceIdentity NONE =
      new DeviceIdentity(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public DeviceIdentity {
    Text.check("hardwareId", hardwareId);
    Text.check("productId", productId);
    Text.check("productName", productName);
    Text.check("modelName", modelName);
    Text.check("vendorId", vendorId);
  }
}
