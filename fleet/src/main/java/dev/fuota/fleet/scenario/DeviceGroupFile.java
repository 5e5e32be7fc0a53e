package dev.fuota.fleet.scenario;

import dev.fuota.agent.mac.DeviceClass;
import dev.fuota.agent.mac.MacHabits;
import dev.fuota.boot.Strategy;
import dev.fuota.device.config.Credentials;
import dev.fuota.device.config.LorawanWords;
import dev.fuota.fleet.air.LinkPreset;
import dev.fuota.fleet.world.DeviceKind;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import dev.fuota.settings.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Reads one entry of {@code fleet} in a scenario. */
final class DeviceGroupFile {
  private static final int PERIODICITY_MAX = 7;
  private static final int DRIFT_MAX = 1000;
  private static final int DRIFT_USUAL = 20;
  private static final Duration INTERVAL_MIN = Duration.ofSeconds(1);
  private static final Duration WAIT_MAX = Duration.ofDays(30);
  private static final Map<String, Sample> FIRMWARE =
      Map.of("1.0.0", Sample.V1, "2.0.0", Sample.V2);

  private static final Duration JOIN_STEP = Duration.ofSeconds(5);

  private final Region region;
  private final boolean beacons;
  private final LinkPreset preset;
  private final CredentialsFile credentials;
  private final int cell;

  /**
   * Reads entries for a region.
   *
   * @param beacons whether there are any, as class B needs them
   * @param preset says how far devices are spread, unless they say it
   * @param cell the most devices that share an air
   */
  DeviceGroupFile(
      Region region, boolean beacons, LinkPreset preset, CredentialsFile credentials, int cell) {
    this.cell = cell;
    this.region = region;
    this.beacons = beacons;
    this.preset = preset;
    this.credentials = credentials;
  }

  DeviceGroup read(Setting group) {
    group.only(Keys.GROUP.array());
    LorawanVersion version = group.get("version", LorawanVersion.V1_0_4, LorawanWords::version);
    boolean joins =
        group.get("activation", true, value -> value.choice(Map.of("otaa", true, "abp", false)));
    String deviceClass =
        group.get("class", "A", value -> value.choice(Map.of("A", "A", "B", "B", "C", "C")));
    Sample firmware = group.get("firmware", Sample.V1, value -> value.choice(FIRMWARE));
    List<Credentials> devices = credentials.read(group, version, joins);
    return new DeviceGroup(
        devices,
        joins,
        version,
        deviceClass.equals("C") ? DeviceClass.C : DeviceClass.A,
        pingPeriodicity(group, deviceClass.equals("B")),
        group.get("adr", true, Setting::yesNo),
        group.get("dataRate", usualRate(), value -> LorawanWords.dataRate(region, value)),
        group.get("packages", PackageVersion.V1, LorawanWords::packages),
        group.get("uplinkInterval", Duration.ofMinutes(5), DeviceGroupFile::interval),
        group.get("joinSpread", usualSpread(devices.size()), DeviceGroupFile::wait),
        group.get("switchOnAfter", Duration.ZERO, DeviceGroupFile::wait),
        group.get("clockDriftPpm", DRIFT_USUAL, value -> value.number(0, DRIFT_MAX)),
        group.get("radius", preset.radiusMetres(), Setting::decimal),
        firmware,
        group.get("flash", FlashLayout.USUAL, value -> flash(value, firmware)),
        DeviceKind.LIMITS,
        group.get("bootloader", Strategy.AB, LorawanWords::strategy),
        group.find("rebootAfter").map(DeviceGroupFile::wait),
        group.get("leaveWhenComplete", deviceClass.equals("C"), Setting::yesNo),
        Concessions.read(group));
  }

  /** In ideal air all stand beside the gateway: there the fastest one on all channels will do. */
  private int usualRate() {
    return preset.equals(LinkPreset.IDEAL)
        ? region.defaultChannels().get(0).maxRate()
        : region.defaultUplinkRate();
  }

  /** A gateway that sends 1 % of its time can let one device join every few seconds. */
  private Duration usualSpread(int count) {
    Duration together = JOIN_STEP.multipliedBy(Math.min(count, cell));
    Duration alone = MacHabits.USUAL.joinSpread();
    return together.compareTo(alone) < 0 ? alone : together;
  }

  private OptionalInt pingPeriodicity(Setting group, boolean classB) {
    if (classB && !beacons) {
      throw group.get("class").problem("class B needs beacons; add beacons: true");
    }
    if (!classB) {
      group
          .find("pingPeriodicity")
          .ifPresent(
              value -> {
                throw value.problem("only devices of class B have ping slots; add class: B");
              });
      return OptionalInt.empty();
    }
    return OptionalInt.of(
        group.get("pingPeriodicity", 0, value -> value.number(0, PERIODICITY_MAX)));
  }

  private static Duration interval(Setting value) {
    Duration interval = LorawanWords.interval(value);
    if (interval.compareTo(INTERVAL_MIN) < 0 || interval.compareTo(WAIT_MAX) > 0) {
      throw value.problem("devices speak every 1s to 30d, the longest run there is");
    }
    return interval;
  }

  private static Duration wait(Setting value) {
    Duration wait = value.duration();
    if (wait.compareTo(WAIT_MAX) > 0) {
      throw value.problem("no run takes more than 30d");
    }
    return wait;
  }

  private static FlashLayout flash(Setting flash, Sample firmware) {
    flash.only(Keys.FLASH.array());
    int sector =
        flash.get(
            "sector",
            FlashLayout.USUAL.sectorSize(),
            value -> Amounts.octets(value, FlashLayout.SECTOR_MIN, FlashLayout.SECTOR_MAX));
    if (Integer.bitCount(sector) != 1) {
      throw flash.get("sector").problem(sector + " octets are no power of two");
    }
    int slot =
        flash.get(
            "slot",
            DeviceKind.PARTITIONS.download(),
            value -> Amounts.octets(value, FlashLayout.SLOT_MIN, FlashLayout.SLOT_MAX));
    if (slot % sector != 0) {
      throw flash
          .get("slot")
          .problem("a slot of " + slot + " octets is not whole sectors of " + sector);
    }
    FlashLayout layout = FlashLayout.of(sector, slot);
    int runs = FirmwareSamples.image(firmware).length();
    if (runs > layout.slotLimit()) {
      throw flash
          .get("slot")
          .problem(
              "the devices run an image of "
                  + runs
                  + " octets, a slot of "
                  + slot
                  + " has room for "
                  + layout.slotLimit());
    }
    return layout;
  }
}
