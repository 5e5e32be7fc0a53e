package dev.fuota.hal.net;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The network interfaces of this machine. Nobody guesses one: it is always named. */
public final class Interfaces {
  /** 127/8, whatever the interface is called. */
  private static final int LOOPBACK_NET = 127;

  private static final Path DEVICES = Path.of("/sys/class/net");

  private Interfaces() {}

  /**
   * An interface as it is now.
   *
   * @param up whether it can carry frames
   * @param multicast whether the system says it carries multicast
   * @param address its first IPv4 address, 0 if it has none
   * @param prefixLength bits of it that all on the link have in common, 0 to 32
   * @param hardware its MAC address, 0 if it has none
   */
  public record State(
      String name, boolean up, boolean multicast, int address, int prefixLength, long hardware) {
    /** Up, and with an address to send from. */
    public boolean isUsable() {
      return up && address != 0;
    }

    @Override
    public String toString() {
      String at = address == 0 ? "no IPv4 address" : Addresses.of(address).getHostAddress();
      return name + " (" + at + (up ? "" : ", down") + (multicast ? "" : ", no multicast") + ")";
    }
  }

  /** All interfaces, in the system's order. */
  public static List<State> all() {
    try {
      return NetworkInterface.networkInterfaces()
          .map(Interfaces::state)
          .collect(Collectors.toUnmodifiableList());
    } catch (SocketException noneAtAll) {
      return List.of();
    }
  }

  /** The interface with this name, or with this IPv4 address; empty if there is none. */
  public static Optional<State> find(String nameOrAddress) {
    return all().stream()
        .filter(
            state ->
                state.name().equals(nameOrAddress)
                    || (state.address() != 0
                        && Addresses.of(state.address()).getHostAddress().equals(nameOrAddress)))
        .findFirst();
  }

  /** The interface whose datagrams come back to this machine; empty if there is none. */
  public static Optional<State> loopback() {
    return all().stream()
        .filter(state -> state.address() >>> 24 == LOOPBACK_NET && state.isUsable())
        .findFirst();
  }

  /** As it is now; empty if it is gone. */
  static Optional<State> named(String name) {
    try {
      return Optional.ofNullable(NetworkInterface.getByName(name)).map(Interfaces::state);
    } catch (SocketException gone) {
      return Optional.empty();
    }
  }

  /**
   * A number that is another one when the interface was away since: its index, which a new one does
   * not have, and how often its carrier changed, where the system (Linux) tells it.
   */
  static long comings(String name) {
    try {
      NetworkInterface found = NetworkInterface.getByName(name);
      return found == null ? 0 : (long) found.getIndex() << Integer.SIZE | carrierChanges(name);
    } catch (SocketException gone) {
      return 0;
    }
  }

  private static long carrierChanges(String name) {
    try {
      String count = Files.readString(DEVICES.resolve(name).resolve("carrier_changes")).strip();
      return Long.parseLong(count) & 0xffff_ffffL;
    } catch (IOException | RuntimeException untold) {
      return 0;
    }
  }

  private static State state(NetworkInterface found) {
    Optional<InterfaceAddress> first =
        found.getInterfaceAddresses().stream()
            .filter(its -> its.getAddress() instanceof Inet4Address)
            .findFirst();
    int address = first.map(its -> Addresses.bits(its.getAddress())).orElse(0);
    int prefix = first.map(its -> (int) its.getNetworkPrefixLength()).orElse(0);
    try {
      boolean up = found.isUp();
      return new State(
          found.getName(), up, found.supportsMulticast(), address, prefix, hardware(found));
    } catch (SocketException gone) {
      return new State(found.getName(), false, false, 0, 0, 0);
    }
  }

  private static long hardware(NetworkInterface found) throws SocketException {
    byte[] octets = found.getHardwareAddress();
    long bits = 0;
    for (int i = 0; octets != null && i < octets.length; i++) {
      bits = bits << Byte.SIZE | Byte.toUnsignedLong(octets[i]);
    }
    return bits;
  }
}
