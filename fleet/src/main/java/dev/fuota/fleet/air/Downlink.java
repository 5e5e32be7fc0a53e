package dev.fuota.fleet.air;

import dev.fuota.gateway.concentrator.Emission;
import dev.fuota.hal.radio.LoraChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A frame of a gateway, with the devices that follow it. */
final class Downlink extends Flight {
  private final AirStation station;
  private final Form form;
  private final List<AirRadio> hearing = new ArrayList<>();

  Downlink(AirStation station, Emission emission, long startNanos) {
    this(station, emission, channel(emission), form(emission), startNanos);
  }

  private Downlink(
      AirStation station, Emission emission, LoraChannel channel, Form form, long startNanos) {
    super(
        channel,
        emission.phyPayload().toArray(),
        emission.eirpDbm(),
        startNanos,
        form.nanos(channel, emission.phyPayload().length()));
    this.station = station;
    this.form = form;
  }

  private static LoraChannel channel(Emission emission) {
    return new LoraChannel(
        emission.frequencyHz(),
        emission.modulation().spreadingFactor(),
        emission.modulation().bandwidthHz());
  }

  private static Form form(Emission emission) {
    if (emission.beacon()) {
      return Form.BEACON;
    }
    return emission.invertedIq() ? Form.DOWNLINK : Form.PROPRIETARY;
  }

  AirStation station() {
    return station;
  }

  Form form() {
    return form;
  }

  List<AirRadio> hearing() {
    return hearing;
  }

  /**
   * Whether a receiver takes both for one frame: the same, or two beacons, not more than half a
   * symbol apart. Class B relies on it.
   */
  boolean addsTo(Downlink other) {
    return channel().equals(other.channel())
        && Math.abs(startNanos() - other.startNanos()) <= channel().symbolNanos() / 2
        && form == other.form
        && (form == Form.BEACON || Arrays.equals(phyPayload(), other.phyPayload()));
  }
}
