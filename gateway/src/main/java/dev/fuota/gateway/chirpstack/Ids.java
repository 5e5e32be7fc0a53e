package dev.fuota.gateway.chirpstack;

import dev.fuota.gateway.port.GatewayId;
import java.util.Optional;
import java.util.regex.Pattern;

/** The EUI of a gateway as ChirpStack writes it: 16 lower-case hexadecimal digits. */
final class Ids {
  private static final Pattern EUI = Pattern.compile("[0-9a-fA-F]{16}");

  private Ids() {}

  static Optional<GatewayId> gateway(String text) {
    return EUI.matcher(text).matches()
        ? Optional.of(new GatewayId(Long.parseUnsignedLong(text, 16)))
        : Optional.empty();
  }
}
