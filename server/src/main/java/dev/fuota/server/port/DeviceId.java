package dev.fuota.server.port;

import dev.fuota.protocol.lorawan.DevAddr;

/**
 * The name of a device for as long as it lives: its DevEUI. The address is none, since each join
 * gives it another.
 *
 * @param eui the EUI-64, most significant octet first; below 2^32 the address of a device that has
 *     only that, because it was activated by personalisation
 */
public record DeviceId(long eui) implements Comparable<DeviceId> {

  /** A device without a DevEUI keeps its address for life. */
  public static DeviceId of(DevAddr devAddr) {
    return new DeviceId(Integer.toUnsignedLong(devAddr.value()));
  }

  /** In the order of the written EUIs: as unsigned numbers. */
  @Override
  public int compareTo(DeviceId other) {
    return Long.compareUnsigned(eui, other.eui);
  }

  /** 16 hexadecimal digits; 8 if it is an address. */
  @Override
  public String toString() {
    return String.format(eui >>> 32 == 0 ? "%08x" : "%016x", eui);
  }
}
