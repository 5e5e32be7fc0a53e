package dev.fuota.server.chirpstack;

import dev.fuota.protocol.lorawan.region.Region;

/** Regions as ChirpStack numbers them ({@code common/common.proto}, enum Region). */
final class ChirpstackRegion {
  private ChirpstackRegion() {}

  static int number(Region region) {
    return switch (region.name()) {
      case "EU868" -> 0;
      case "US915" -> 2;
      case "AU915" -> 5;
      case "AS923-1" -> 7;
      case "IN865" -> 9;
      case "AS923-2" -> 12;
      case "AS923-3" -> 13;
      case "AS923-4" -> 14;
      default -> throw new IllegalArgumentException("ChirpStack has no region " + region.name());
    };
  }
}
