package dev.fuota.server.network;

import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.port.StoredSession.Radio;
import java.time.Duration;
import java.util.List;

/**
 * How a network is run.
 *
 * @param netId 24 bits, part of join-accepts and addresses
 * @param radio what devices that join are told
 * @param channelsHz up to five channels besides the default ones, where channels are dynamic
 * @param subBand 1..8 for a network on eight of 72 fixed channels (and one wide one), 0 for all
 * @param adr whether the network steers the data rates of devices that want it
 * @param deduplication how long copies of an uplink are collected from the first one on; zero with
 *     one gateway, else the first copy is the best one
 * @param lead how far ahead a gateway is told of a class B downlink, at least
 * @param dutyCycle whether gateways keep the duty cycles of the region; without only in a
 *     simulation
 */
public record NetworkSettings(
    Region region,
    int netId,
    Radio radio,
    List<Integer> channelsHz,
    int subBand,
    boolean adr,
    Duration deduplication,
    Duration lead,
    boolean dutyCycle) {
  /** Of a network with several gateways over the Internet. */
  public static final Duration DEDUPLICATION = Duration.ofMillis(200);

  private static final Duration LEAD = Duration.ofSeconds(1);
  private static final int NET_ID_MAX = 0xff_ffff;
  private static final int SUB_BANDS = 8;
  private static final int CHANNELS_MAX = 5;

  public NetworkSettings {
    channelsHz = List.copyOf(channelsHz);
    check(netId >= 0 && netId <= NET_ID_MAX, "a NetID has 24 bits");
    check(subBand >= 0 && subBand <= SUB_BANDS, "sub-bands are 1 to 8, or 0 for all");
    check(channelsHz.size() <= CHANNELS_MAX, "a join-accept has room for five channels");
    check(radio.rxDelaySeconds() >= 1 && radio.rxDelaySeconds() <= 15, "RX1 is after 1 to 15 s");
    check(region.rx1Rate(rate(region), radio.rx1DrOffset(), false).isPresent(), "no such offset");
    check(region.downlinkRate(radio.rx2Rate()).isPresent(), "no such data rate for RX2");
  }

  private static int rate(Region region) {
    return region.defaultUplinkRate();
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** A network with the defaults of its region, without steering of data rates. */
  public static NetworkSettings of(Region region) {
    return new NetworkSettings(
        region,
        0,
        new Radio(1, 0, region.rx2Rate()),
        List.of(),
        0,
        false,
        DEDUPLICATION,
        LEAD,
        true);
  }

  /** One gateway, EU868. */
  public static NetworkSettings simple() {
    return of(Region.EU868).withDeduplication(Duration.ZERO);
  }

  public NetworkSettings withDeduplication(Duration window) {
    return new NetworkSettings(
        region, netId, radio, channelsHz, subBand, adr, window, lead, dutyCycle);
  }

  public NetworkSettings withRadio(Radio other) {
    return new NetworkSettings(
        region, netId, other, channelsHz, subBand, adr, deduplication, lead, dutyCycle);
  }

  public NetworkSettings withNetId(int other) {
    return new NetworkSettings(
        region, other, radio, channelsHz, subBand, adr, deduplication, lead, dutyCycle);
  }

  public NetworkSettings withAdr(boolean on) {
    return new NetworkSettings(
        region, netId, radio, channelsHz, subBand, on, deduplication, lead, dutyCycle);
  }

  public NetworkSettings withDutyCycle(boolean kept) {
    return new NetworkSettings(
        region, netId, radio, channelsHz, subBand, adr, deduplication, lead, kept);
  }

  /** The same with other channels, of which a region uses one kind. */
  public NetworkSettings withChannels(List<Integer> besidesHz, int oneSubBand) {
    return new NetworkSettings(
        region, netId, radio, besidesHz, oneSubBand, adr, deduplication, lead, dutyCycle);
  }
}
