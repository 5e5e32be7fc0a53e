package dev.fuota.fleet.demo;

import java.util.List;

/**
 * All that a demonstration found out.
 *
 * @param ok whether both campaigns ended as they should and every device is where it should be
 * @param summary one sentence
 * @param seconds virtual duration of it all
 */
public record DemoResult(
    boolean ok,
    String summary,
    DemoOptions options,
    FirmwareResult firmware,
    double seconds,
    List<CampaignResult> campaigns,
    List<DeviceResult> devices) {
  public DemoResult {
    campaigns = List.copyOf(campaigns);
    devices = List.copyOf(devices);
  }

  /**
   * The images.
   *
   * @param name where the new image came from
   * @param installedVersion what every device ran at the start
   * @param newVersion what the update brings
   * @param octets length of the new image, header and trailer values included
   */
  public record FirmwareResult(
      String name, String installedVersion, String newVersion, int octets) {}

  /** How many devices are where they should be. */
  public int devicesOk() {
    return (int) devices.stream().filter(DeviceResult::ok).count();
  }

  /** How many devices run the new version. */
  public int devicesUpdated() {
    return (int) devices.stream().filter(d -> d.version().equals(firmware.newVersion())).count();
  }

  public int powerCuts() {
    return devices.stream().mapToInt(d -> d.powerCuts().size()).sum();
  }
}
