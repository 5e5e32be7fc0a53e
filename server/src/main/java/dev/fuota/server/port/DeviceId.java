package dev.fuota.server.port;

import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.msu.Ipv4;
import java.util.Optional;

/**
 * The name of a device for as long as it lives: its DevEUI, or the IPv4 address of a device that is
 * reached by Mass Software Upgrade. A LoRaWAN address is none, since each join gives another.
 *
 * @param eui the EUI-64, most significant octet first; below 2^32 the address of a device that has
 *     only that, because it was activated by personalisation; from {@code fffffffe00000000} to
 *     {@code fffffffeffffffff} an IPv4 address, since no EUI has the bit of groups
 */
public record DeviceId(long eui) implements Comparable<DeviceId> {

  private static final long LAN = 0xffff_fffeL;

  /** A device without a DevEUI keeps its address for life. */
  public static DeviceId of(DevAddr devAddr) {
    return new DeviceId(Integer.toUnsignedLong(devAddr.value()));
  }

  /** A device of a local network keeps its address too. */
  public static DeviceId of(Ipv4 address) {
    return new DeviceId(LAN << 32 | Integer.toUnsignedLong(address.bits()));
  }

  /** The address of a device of a local network; empty for others. */
  public Optional<Ipv4> ipv4() {
    return eui >>> 32 == LAN ? Optional.of(new Ipv4((int) eui)) : Optional.empty();
  }

  /** In the order of the written EUIs: as unsigned numbers. */
  @Override
  public int compareTo(DeviceId other) {
    return Long.compareUnsigned(eui, other.eui);
  }

  /** 16 hexadecimal digits; 8 if it is an address of LoRaWAN; four numbers with dots for IPv4. */
  @Override
  public String toString() {
    return ipv4()
        .map(Ipv4::toString)
        .orElseGet(() -> String.format(eui >>> 32 == 0 ? "%08x" : "%016x", eui));
  }
}
