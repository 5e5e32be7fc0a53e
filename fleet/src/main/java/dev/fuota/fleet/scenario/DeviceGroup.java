package dev.fuota.fleet.scenario;

import dev.fuota.agent.mac.DeviceClass;
import dev.fuota.agent.runtime.Compatibility;
import dev.fuota.agent.runtime.DeviceLimits;
import dev.fuota.boot.Strategy;
import dev.fuota.device.config.Credentials;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.samples.Sample;
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
 * @param switchOnAfter since the start of the run, the first of them; the others one by one
 * @param clockDriftPpm the most that their clocks run too fast or too slow
 * @param radiusMetres they are spread over a disc around 0, 0
 * @param firmware what they run when they leave the factory
 * @param flash theirs, and how it is divided
 * @param limits how much they do at once
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
    Duration switchOnAfter,
    double clockDriftPpm,
    double radiusMetres,
    Sample firmware,
    FlashLayout flash,
    DeviceLimits limits,
    Strategy strategy,
    Optional<Duration> rebootAfter,
    boolean leaves,
    Compatibility compatibility) {
  private static final Duration REACTION_MIN = Duration.ofMinutes(1);
  private static final int REACTIONS = 30;

  public DeviceGroup {
    devices = devices instanceof SeriesOfKeys ? devices : List.copyOf(devices);
  }

  /** The same with a part of the devices: from one number on, 0 and up, to below another. */
  public DeviceGroup part(int from, int to) {
    return with(devices.subList(from, to), limits);
  }

  /** The same, able to do more or less at once. */
  DeviceGroup withLimits(DeviceLimits others) {
    return with(devices, others);
  }

  private DeviceGroup with(List<Credentials> some, DeviceLimits others) {
    return new DeviceGroup(
        some,
        joins,
        version,
        deviceClass,
        pingPeriodicity,
        adr,
        dataRate,
        packages,
        uplinkInterval,
        joinSpread,
        switchOnAfter,
        clockDriftPpm,
        radiusMetres,
        firmware,
        flash,
        others,
        strategy,
        rebootAfter,
        leaves,
        compatibility);
  }

  /**
   * How long a server has to wait for one of them, as long as no frame is lost. In class C they
   * hear and answer at once, so it is much less than the time between two uplinks: a thirtieth, and
   * a minute or more, since a gateway may be busy.
   */
  public Duration reaction() {
    if (deviceClass != DeviceClass.C) {
      return uplinkInterval;
    }
    Duration part = uplinkInterval.dividedBy(REACTIONS);
    Duration least = part.compareTo(REACTION_MIN) < 0 ? REACTION_MIN : part;
    return least.compareTo(uplinkInterval) < 0 ? least : uplinkInterval;
  }

  /** What they are, a few words. */
  public String label() {
    String kind = pingPeriodicity.isPresent() ? "B" : deviceClass.name();
    return version + " class " + kind + (joins ? " otaa" : " abp");
  }
}
