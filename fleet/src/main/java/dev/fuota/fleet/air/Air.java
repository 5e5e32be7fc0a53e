package dev.fuota.fleet.air;

import dev.fuota.fleet.air.link.Arrival;
import dev.fuota.fleet.air.link.Decibels;
import dev.fuota.gateway.concentrator.Emission;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Any number of gateways and devices, and the air between them.
 *
 * <p>Rules:
 *
 * <ul>
 *   <li>LoRaWAN uses normal IQ upwards and inverted IQ downwards, so devices never hear each other,
 *       gateways neither, and uplinks and downlinks do not disturb each other. Beacons, of normal
 *       IQ, are heard by devices that wait for a beacon.
 *   <li>A device hears a downlink if its radio listens on exactly that frequency, spreading factor
 *       and bandwidth when the preamble is detected ({@link Form#spare} after the frame began) and
 *       goes on until the frame ends, if the {@link LinkModel} lets it make the frame out, and if
 *       no other downlink destroys it. Of several gateways that send the same at the same time it
 *       hears the sum.
 *   <li>A gateway hears all its channels at once, but none while it sends: an uplink that overlaps
 *       a transmission of the gateway is lost there. It follows no more frames at once than it has
 *       {@link Demodulators}, from when {@link #DETECTION_SYMBOLS} of the preamble are over.
 *   <li>Bursts are drawn last: the device's own, those of its part of the map, those of the
 *       gateway.
 * </ul>
 *
 * <p>Receiving takes no time besides the frame's time on air; there is no propagation delay.
 */
public final class Air { // MAC-045
  private static final int DETECTION_SYMBOLS = 6;

  /** Weaker than this below the noise a frame disturbs no other either. */
  private static final double REACH_DB = -30;

  /** A preamble is detected in more noise than the frame after it can be made out in. */
  private static final double DETECTED = 0.01;

  private final Scheduler scheduler;
  private final InstantSource clock;
  private final LinkModel model;
  private final Propagation propagation;
  private final List<AirStation> stations = new ArrayList<>();
  private final Map<Ear, Listeners> listening = new HashMap<>();
  private final List<Uplink> uplinks = new ArrayList<>();
  private final List<Downlink> downlinks = new ArrayList<>();
  private final AirCount count = new AirCount();
  private boolean demodulatorsLimited;

  /** What a device listens for. */
  record Ear(LoraChannel channel, Form form) {}

  /**
   * Air without anybody.
   *
   * @param scheduler lets the time on air pass
   * @param clock the time of {@code scheduler}
   * @param random seeds the dice of the layers
   */
  public Air(Scheduler scheduler, InstantSource clock, RandomGenerator random, LinkModel model) {
    this.scheduler = scheduler;
    this.clock = clock;
    this.model = model;
    this.propagation = new Propagation(model, clock, random);
  }

  /** Puts up a gateway. */
  public Station gateway(Position where, StationSettings settings, StationListener listener) {
    AirStation station =
        new AirStation(
            this,
            stations.size(),
            where,
            settings,
            listener,
            propagation.newShadows(),
            propagation.newGatewayBursts());
    stations.add(station);
    demodulatorsLimited |= !settings.demodulators().equals(Demodulators.UNLIMITED);
    return station;
  }

  /** A device's radio that loses frames by the model's bursts. */
  public DeviceRadio device(Position where) {
    return device(where, propagation.newDeviceBursts());
  }

  /** A device's radio with bursts of its own; asked once for each frame, in both directions. */
  public DeviceRadio device(Position where, LossModel burst) {
    return new AirRadio(this, propagation.site(where, nowNanos()), burst);
  }

  public AirFigures figures() {
    return count.figures();
  }

  Duration emit(AirStation station, Emission emission) {
    Downlink downlink = new Downlink(station, emission, nowNanos());
    uplinks.forEach(uplink -> uplink.settle(station.index(), Uplink.Fate.DEAF));
    downlinks.forEach(downlink::meet);
    downlinks.add(downlink);
    count.downlink(downlink.nanos());
    Duration time = Duration.ofNanos(downlink.nanos());
    scheduler.after(downlink.form().spare(downlink.channel()), () -> detect(downlink));
    scheduler.after(time, () -> endDownlink(downlink));
    return time;
  }

  private void detect(Downlink downlink) {
    Listeners radios = listening.get(new Ear(downlink.channel(), downlink.form()));
    if (radios == null || downlink.station().bursts().loses(downlink)) {
      return;
    }
    for (int place = 0; place < radios.places(); place++) {
      AirRadio radio = radios.at(place);
      if (radio != null) {
        // Both chains go on with every frame, whatever the other says.
        boolean lostByDevice = radio.burst().losesNext();
        boolean lostByCell = radio.site().cell().loses(downlink);
        if (!lostByDevice && !lostByCell) {
          offer(downlink, radio);
        }
      }
    }
  }

  private void offer(Downlink downlink, AirRadio radio) {
    LoraChannel channel = downlink.channel();
    double own = powerDbm(downlink, radio) - propagation.fadingDb();
    double power = own;
    for (Flight flight : downlink.met()) {
      if (flight instanceof Downlink other && other.addsTo(downlink)) {
        power = Decibels.sum(power, powerDbm(other, radio));
      }
    }
    double noise = Decibels.noiseDbm(channel.bandwidthHz(), model.deviceNoiseDb());
    double probability = model.downlink().probability(channel, power, power - noise);
    if (propagation.succeeds(probability) && radio.follows(downlink, own)) {
      radio.follow(downlink, own, Reports.quality(power, noise));
      downlink.hearing().add(radio);
    }
  }

  private double powerDbm(Downlink downlink, AirRadio radio) {
    int frequency = downlink.channel().frequencyHz();
    return downlink.eirpDbm() - propagation.lossDb(radio.site(), downlink.station(), frequency);
  }

  private void endDownlink(Downlink downlink) {
    downlink.station().sent();
    downlinks.remove(downlink);
    for (AirRadio radio : downlink.hearing()) {
      if (radio.isFollowing(downlink)) {
        boolean destroyed = isDestroyed(downlink, radio);
        if (!destroyed) {
          count.received();
        }
        radio.frameEnded(downlink, destroyed);
      }
    }
    downlink.forget();
  }

  private boolean isDestroyed(Downlink downlink, AirRadio radio) {
    List<Arrival> others = new ArrayList<>();
    for (Flight flight : downlink.met()) {
      if (flight instanceof Downlink other && !other.addsTo(downlink)) {
        others.add(other.arrival(powerDbm(other, radio)));
      }
    }
    if (others.isEmpty()) {
      return false;
    }
    double power = radio.followedPowerDbm();
    return model.interference().destroyedBy(downlink.arrival(power), others).isPresent();
  }

  Uplink beginUplink(AirRadio radio, LoraChannel channel, int eirpDbm, byte[] phyPayload) {
    Uplink uplink = new Uplink(radio, channel, eirpDbm, phyPayload, nowNanos(), stations.size());
    stations.forEach(station -> reach(uplink, station));
    uplinks.forEach(uplink::meet);
    uplinks.add(uplink);
    if (demodulatorsLimited) {
      Duration detection = Duration.ofNanos(DETECTION_SYMBOLS * channel.symbolNanos());
      scheduler.after(detection, () -> stations.forEach(station -> demodulate(uplink, station)));
    }
    return uplink;
  }

  private void reach(Uplink uplink, AirStation station) {
    int frequency = uplink.channel().frequencyHz();
    double power =
        uplink.eirpDbm()
            + station.settings().antennaGainDbi()
            - propagation.lossDb(uplink.radio().site(), station, frequency)
            - propagation.fadingDb();
    if (power - station.noiseDbm(uplink.channel().bandwidthHz()) >= REACH_DB) {
      uplink.reaches(station.index(), power, fate(station, frequency));
    }
  }

  private static Uplink.Fate fate(AirStation station, int frequencyHz) {
    if (!station.settings().hears(frequencyHz)) {
      return Uplink.Fate.OTHER_CHANNEL;
    }
    return station.isSending() ? Uplink.Fate.DEAF : Uplink.Fate.OPEN;
  }

  private void demodulate(Uplink uplink, AirStation station) {
    if (uplinks.contains(uplink)
        && uplink.isOpen(station.index())
        && probability(uplink, station) >= DETECTED
        && !station.take(uplink)) {
      uplink.settle(station.index(), Uplink.Fate.CROWDED);
    }
  }

  private double probability(Uplink uplink, AirStation station) {
    double power = uplink.powerDbm(station.index());
    double snr = power - station.noiseDbm(uplink.channel().bandwidthHz());
    return model.uplink().probability(uplink.channel(), power, snr);
  }

  /**
   * The last symbol has been sent.
   *
   * @param lost whether the device's own link lost it
   */
  void endUplink(Uplink uplink, boolean lost) {
    uplinks.remove(uplink);
    stations.forEach(station -> station.release(uplink));
    List<AirStation> hearing = new ArrayList<>();
    for (AirStation station : stations) {
      if (uplink.isOpen(station.index()) && isHeard(uplink, station) && !lost) {
        hearing.add(station);
      }
    }
    count.uplink(uplink, uplink.nanos(), hearing.size());
    uplink.forget();
    hearing.forEach(station -> report(uplink, station));
  }

  /** The device was switched off while it sent. */
  void breakOff(Uplink uplink) {
    long meant = uplink.nanos();
    uplink.breakOff(nowNanos());
    uplinks.remove(uplink);
    stations.forEach(station -> station.release(uplink));
    count.uplink(uplink, meant, 0);
    uplink.forget();
  }

  private boolean isHeard(Uplink uplink, AirStation station) {
    int index = station.index();
    if (!uplink.met().isEmpty() && isDestroyed(uplink, index)) {
      uplink.settle(index, Uplink.Fate.COLLIDED);
      return false;
    }
    boolean lostByCell = uplink.radio().site().cell().loses(uplink);
    boolean lostByGateway = station.bursts().loses(uplink);
    return !lostByCell && !lostByGateway && propagation.succeeds(probability(uplink, station));
  }

  private boolean isDestroyed(Uplink uplink, int station) {
    return model
        .interference()
        .destroyedBy(uplink.arrival(uplink.powerDbm(station)), uplink.othersAt(station))
        .isPresent();
  }

  private void report(Uplink uplink, AirStation station) {
    double power = uplink.powerDbm(station.index());
    double noise = station.noiseDbm(uplink.channel().bandwidthHz());
    station
        .listener()
        .onHeard(
            uplink.channel(),
            uplink.phyPayload().clone(),
            Reports.rssiDbm(power, noise),
            Reports.snrDb(power, noise));
  }

  /** Those who listen for the same. */
  Listeners listeners(Ear ear) {
    return listening.computeIfAbsent(ear, any -> new Listeners());
  }

  Scheduler scheduler() {
    return scheduler;
  }

  long nowNanos() {
    return nanos(clock.instant());
  }

  static long nanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }
}
