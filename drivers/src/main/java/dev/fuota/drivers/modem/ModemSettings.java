package dev.fuota.drivers.modem;

import dev.fuota.protocol.lorawan.region.Region;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a modem is to be.
 *
 * @param always whether it listens all the time (class C), also without a multicast session
 * @param adr whether the network sets its data rate
 * @param dataRate of its first uplinks; empty: as the modem has it
 * @param ports FPorts of the packages that the agent offers; a modem that answers there itself is
 *     refused
 */
public record ModemSettings(
    Region region,
    ModemCredentials credentials,
    boolean always,
    boolean adr,
    OptionalInt dataRate,
    Set<Integer> ports) {
  /** Clock synchronisation, multicast set-up, fragmentation, firmware management. */
  public static final Set<Integer> DEFAULT_PORTS = Set.of(202, 200, 201, 203);

  public ModemSettings {
    ports = Set.copyOf(ports);
  }

  /** A class A device with adaptive data rate on the default ports. */
  public static ModemSettings of(Region region, ModemCredentials credentials) {
    return new ModemSettings(region, credentials, false, true, OptionalInt.empty(), DEFAULT_PORTS);
  }

  /** The same with a data rate that stays. */
  public ModemSettings withDataRate(int fixed) {
    return new ModemSettings(region, credentials, always, false, OptionalInt.of(fixed), ports);
  }

  /** The same in class C from the join on. */
  public ModemSettings alwaysListening() {
    return new ModemSettings(region, credentials, true, adr, dataRate, ports);
  }

  /** The same with packages on other ports. */
  public ModemSettings onPorts(Set<Integer> others) {
    return new ModemSettings(region, credentials, always, adr, dataRate, others);
  }
}
