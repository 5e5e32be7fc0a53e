package dev.fuota.fleet.scenario;

import dev.fuota.agent.mac.DeviceClass;
import dev.fuota.agent.runtime.Compatibility;
import dev.fuota.boot.Strategy;
import dev.fuota.device.config.Credentials;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.lorawan.LorawanVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Devices of one kind.
 *
 * @param devices one entry for each
 * @param joins whether they join; else they are activated by personalisation
 * @param pingPeriodicity of devices that ask for class B, 0..7
 * @param adr whether they let the network set their data rate
 * @param dataRate index of their first uplinks
 * @param packages version of the application packages that have two
 * @param uplinkInterval the longest time between two uplinks of a device
 * @param joinSpread each sends its first join-request at random within this time
 * @param driftPpm the most that their clocks run too fast or too slow
 * @param radiusMetres they are spread over a disc around 0, 0
 * @param rebootAfter how long after an image was found good they restart into it by themselves;
 *     empty: only a server says when
 * @param leaves whether they end a multicast session as soon as they have what it was for
 * @param compatibility concessions to their server
 */
public record DeviceGroup(
    List<Credentials> devices,
    boolean joins,
    LorawanVersion version,
    DeviceClass deviceClass,
    OptionalInt pingPeriodicity,
    boolean adr,
    int dataRate,
    PackageVersion packages,
    Duration uplinkInterval,
    Duration joinSpread,
    double driftPpm,
    double radiusMetres,
    Strategy strategy,
    Optional<Duration> rebootAfter,
    boolean leaves,
    Compatibility compatibility) {
  public DeviceGroup {
    devices = List.copyOf(devices);
  }
}
