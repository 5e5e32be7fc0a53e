package dev.fuota.drivers.modem;

import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;

/**
 * A multicast session that a modem is to listen to.
 *
 * @param groupId 0..3, as the agent numbers groups
 * @param classB in ping slots; else continuously
 * @param frequencyHz 0 in class B: the region's own ping channel
 * @param dataRate index in the region's table
 * @param periodicity 0..7 in class B: a slot every 0.96·2^periodicity seconds
 */
public record GroupSession(
    int groupId,
    DevAddr mcAddr,
    AesKey nwkSKey,
    AesKey appSKey,
    boolean classB,
    int frequencyHz,
    int dataRate,
    int periodicity) {

  static GroupSession inClassC(MulticastGroup group, int frequencyHz, int dataRate) {
    return of(group, false, frequencyHz, dataRate, 0);
  }

  static GroupSession of(
      MulticastGroup group, boolean classB, int frequencyHz, int dataRate, int periodicity) {
    return new GroupSession(
        group.groupId(),
        new DevAddr(group.mcAddr()),
        AesKey.of(Bytes.of(group.mcNwkSKey())),
        AesKey.of(Bytes.of(group.mcAppSKey())),
        classB,
        frequencyHz,
        dataRate,
        periodicity);
  }
}
