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
 * @param subBand 1..8 of the regions with 72 fixed channels, if the network has but one: the modem
 *     joins there only; empty: as the modem has it
 */
public record ModemSettings(
    Region region,
    ModemCredentials credentials,
    boolean always,
    boolean adr,
    OptionalInt dataRate,
    Set<Integer> ports,
    OptionalInt subBand) {
  /** Clock synchronisation, multicast set-up, fragmentation, firmware management. */
  public static final Set<Integer> DEFAULT_PORTS = Set.of(202, 200, 201, 203);

  public ModemSettings {
    ports = Set.copyOf(ports);
    if (subBand.isPresent() && !region.hasSubBand(subBand.getAsInt())) {
      throw new IllegalArgumentException(region + " has no sub-band " + subBand.getAsInt());
    }
  }

  /** A class A device with adaptive data rate on the default ports. */
  public static ModemSettings of(Region region, ModemCredentials credentials) {
    return new ModemSettings(
        region, credentials, false, true, OptionalInt.empty(), DEFAULT_PORTS, OptionalInt.empty());
  }

  /** The same with a data rate that stays. */
  public ModemSettings withDataRate(int fixed) {
    return new ModemSettings(
        region, credentials, always, false, OptionalInt.of(fixed), ports, subBand);
  }

  /** The same in class C from the join on. */
  public ModemSettings alwaysListening() {
    return new ModemSettings(region, credentials, true, adr, dataRate, ports, subBand);
  }

  /** The same with packages on other ports. */
  public ModemSettings onPorts(Set<Integer> others) {
    return new ModemSettings(region, credentials, always, adr, dataRate, others, subBand);
  }

  /** The same in a network of one sub-band. */
  public ModemSettings inSubBand(int number) {
    return new ModemSettings(
        region, credentials, always, adr, dataRate, ports, OptionalInt.of(number));
  }
}
