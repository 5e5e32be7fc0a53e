package dev.fuota.tests.bench;

import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.scenario.ScenarioFile;

/**
 * The campaign that fleets are measured with: 100 KiB in fragments of 222 octets by a class C
 * session, 10 % of all frames lost in bursts, 30 % of coded fragments, then the installation, a
 * reboot, and the report of the new version. There are 100 devices in a cell, each says something
 * every hour, and 95 of them must succeed, so that one that is lost does not make its cell fail.
 */
final class FleetCampaign {
  /** Fragments of the image, without the coded ones. */
  static final int FRAGMENTS = (100 * 1024 + 221) / 222;

  private static final int CELL = 100;

  private FleetCampaign() {}

  /** For so many devices. */
  static Scenario of(int devices) {
    return of(devices, CELL);
  }

  /** For so many devices, in cells of another size. */
  static Scenario of(int devices, int cell) {
    return scenario(
        devices,
        cell,
        """
        campaign:
          image: 100KiB
          fragmentSize: 222
          redundancy: 30%
          retries: 8
          successThreshold: 95%
        until: {updated: all, longest: 96h}
        expect:
          - {updated: "99%"}
        """);
  }

  /**
   * The same devices in one cell without the campaign. The run waits for one more that is switched
   * on after a day.
   */
  static Scenario idle(int devices) {
    return scenario(
        devices,
        devices + 1,
        """
          - {count: 1, class: C, activation: abp, switchOnAfter: 24h}
        until: {joined: all, longest: 96h}
        expect:
          - {joined: "100%"}
        """);
  }

  /**
   * Devices, and what becomes of them.
   *
   * @param rest behind the group of the devices
   */
  private static Scenario scenario(int devices, int cell, String rest) {
    String text =
        """
        apiVersion: fuota/v1
        name: campaign of %1$d devices
        seed: 42
        cell: %2$d
        air: {loss: 10%%}
        fleet:
          - count: %1$d
            class: C
            activation: abp
            adr: false
            dataRate: 5
            uplinkInterval: 1h
            leaveWhenComplete: true
            secret: 000102030405060708090a0b0c0d0e0f
        %3$s"""
            .formatted(devices, cell, rest);
    return ScenarioFile.read("campaign", text, name -> "");
  }
}
