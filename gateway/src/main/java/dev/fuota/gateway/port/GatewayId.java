package dev.fuota.gateway.port;

/**
 * The EUI-64 of a gateway.
 *
 * @param eui most significant octet first
 */
public record GatewayId(long eui) {

  /** 16 hexadecimal digits. */
  @Override
  public String toString() {
    return String.format("%016x", eui);
  }
}
