package dev.fuota.agent.mac;

import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.OptionalInt;

/**
 * What a device is, as its profile at the network server has it too.
 *
 * @param adr whether the network sets data rate, power and repetitions
 * @param dataRate index of uplinks before the network sets another
 * @param pingPeriodicity 0..7 for a device that asks for class B: a ping slot every
 *     0.96·2^periodicity seconds; empty: its unicast stays in class A
 */
public record MacConfig(
    Region region,
    LorawanVersion version,
    Activation activation,
    DeviceClass deviceClass,
    boolean adr,
    int dataRate,
    OptionalInt pingPeriodicity,
    MacHabits habits) {

  public MacConfig {
    if (region.uplinkRate(dataRate).isEmpty()) {
      throw new IllegalArgumentException(region + " has no uplinks with data rate " + dataRate);
    }
    if (habits.subBand().isPresent() && !region.hasSubBand(habits.subBand().getAsInt())) {
      throw new IllegalArgumentException(region + " has no sub-band " + habits.subBand());
    }
    pingPeriodicity.ifPresent(MacConfig::checkPeriodicity);
  }

  /** A class A device with ADR that joins, or was personalised, as most are today: 1.0.4. */
  public static MacConfig of(Region region, Activation activation) {
    return new MacConfig(
        region,
        LorawanVersion.V1_0_4,
        activation,
        DeviceClass.A,
        true,
        region.defaultUplinkRate(),
        OptionalInt.empty(),
        MacHabits.USUAL);
  }

  /** A personalised class A device in EU868 that keeps its data rate. */
  public static MacConfig abp(DevAddr devAddr, SessionKeys keys, DataRate dataRate) {
    return of(Region.EU868, new Activation.Personalised(devAddr, keys))
        .withDataRate(dataRate.index(), false);
  }

  /** The same in another version of LoRaWAN. */
  public MacConfig withVersion(LorawanVersion other) {
    return new MacConfig(
        region, other, activation, deviceClass, adr, dataRate, pingPeriodicity, habits);
  }

  /** The same in another class. */
  public MacConfig withClass(DeviceClass other) {
    return new MacConfig(
        region, version, activation, other, adr, dataRate, pingPeriodicity, habits);
  }

  /** The same with another data rate, which the network may change or not. */
  public MacConfig withDataRate(int other, boolean changeable) {
    return new MacConfig(
        region, version, activation, deviceClass, changeable, other, pingPeriodicity, habits);
  }

  /** The same with ping slots of its own. */
  public MacConfig withPingSlots(int periodicity) {
    return new MacConfig(
        region,
        version,
        activation,
        deviceClass,
        adr,
        dataRate,
        OptionalInt.of(periodicity),
        habits);
  }

  /** The same with other habits. */
  public MacConfig withHabits(MacHabits other) {
    return new MacConfig(
        region, version, activation, deviceClass, adr, dataRate, pingPeriodicity, other);
  }

  private static void checkPeriodicity(int periodicity) {
    if (periodicity < 0 || periodicity > 7) {
      throw new IllegalArgumentException("periodicity " + periodicity);
    }
  }
}
