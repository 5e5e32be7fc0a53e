package dev.fuota.fleet.demo;

import java.util.List;

/**
 * One device at the end.
 *
 * @param number 1 and up
 * @param devAddr eight hexadecimal digits
 * @param campaigns one entry a campaign, in their order
 * @param decoderOctets most octets of RAM that the fragment decoder took
 * @param version what it runs
 * @param expectedVersion what it should run
 * @param ok whether the device is where it should be, and came there the way it should
 * @param reason one sentence
 */
public record DeviceResult(
    int number,
    String devAddr,
    Role role,
    String version,
    String expectedVersion,
    boolean ok,
    String reason,
    List<DeviceCampaign> campaigns,
    List<PowerCut> powerCuts,
    FlashUse flash,
    long decoderOctets) {
  public DeviceResult {
    campaigns = List.copyOf(campaigns);
    powerCuts = List.copyOf(powerCuts);
  }
}
