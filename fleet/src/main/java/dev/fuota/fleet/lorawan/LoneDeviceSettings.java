package dev.fuota.fleet.lorawan;

import dev.fuota.fleet.air.LinkPreset;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.settings.Setting;
import dev.fuota.settings.SettingsFile;
import java.net.URI;
import java.util.function.UnaryOperator;

/**
 * One device that lives in real time, behind a gateway of its own.
 *
 * @param network address of the network server
 * @param flash name of the file that is its flash
 */
public record LoneDeviceSettings(
    Region region, URI network, GatewayId gateway, String flash, DeviceGroup device) {
  private static final String VERSION = "fuota/v1";

  /** A file that says all that can be said. */
  public static final String TEMPLATE =
      """
      apiVersion: fuota/v1
      region: EU868                     # or US915, AU915, AS923-1 to AS923-4, IN865
      network: udp://localhost:1700     # or ws://, wss://, mqtt://, mqtts://
      gateway: "0016c001f0000001"       # EUI of the virtual gateway, as the network server has it
      flash: device.flash               # made if it is not there; it is the device's memory
      device:
        keys: device.csv                # as fuota fleet devices writes it; for the owner's eyes alone
        activation: otaa                # or abp
        version: 1.0.4                  # or 1.0.3, 1.1
        class: A                        # or B, C
        adr: true
        packages: 1                     # version of the application packages: 1 or 2
        uplinkInterval: 5min
        bootloader: ab
        # server: chirpstack            # with answers and descriptors as that server has them
        # rebootAfter: 10min            # restart into new firmware unasked; else the server says when
      """;

  /**
   * Reads it.
   *
   * @param name of the file, for messages
   * @param keys gives the content of the file with the device's keys
   * @throws dev.fuota.settings.SettingProblem if it is none
   */
  public static LoneDeviceSettings read(String name, String text, UnaryOperator<String> keys) {
    Setting root = SettingsFile.read(name, text);
    root.only("apiVersion", "region", "network", "gateway", "flash", "device");
    if (!root.get("apiVersion").text().equals(VERSION)) {
      throw root.get("apiVersion").problem("apiVersion must be " + VERSION);
    }
    Region region = LorawanScenarioFile.region(root.get("region"));
    Setting device = root.get("device");
    device.get("keys");
    DeviceGroup group = new DeviceGroupFile(region, LinkPreset.IDEAL, keys).read(device);
    if (group.devices().size() != 1) {
      throw device.get("keys").problem("a table with one device belongs here");
    }
    return new LoneDeviceSettings(
        region,
        LorawanScenarioFile.address(root.get("network")),
        new GatewayId(DeviceGroupFile.eui(root.get("gateway")).value()),
        root.get("flash").text(),
        group);
  }
}
