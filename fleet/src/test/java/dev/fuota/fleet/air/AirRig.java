package dev.fuota.fleet.air;

import dev.fuota.gateway.concentrator.Emission;
import dev.fuota.gateway.port.Modulation;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Gateways and devices in a link model, and a log of what each of them hears. */
final class AirRig {
  static final LoraChannel SF7 = new LoraChannel(868_100_000, 7, 125_000);
  static final LoraChannel SF12 = new LoraChannel(868_100_000, 12, 125_000);

  final Simulation simulation = new Simulation(1);
  final Air air;

  AirRig(LinkModel model) {
    this.air = new Air(simulation, simulation, new SplittableRandom(1), model);
  }

  /** A gateway that notes the first octet of each frame, with RSSI and SNR. */
  final class Gateway {
    final List<String> log = new ArrayList<>();
    final List<String> reports = new ArrayList<>();
    final Station station;

    Gateway(Position where, StationSettings settings) {
      this.station = air.gateway(where, settings, this::onHeard);
    }

    private void onHeard(LoraChannel channel, byte[] phyPayload, int rssiDbm, double snrDb) {
      log.add("" + phyPayload[0]);
      reports.add(rssiDbm + "/" + snrDb);
    }

    void send(LoraChannel channel, int number, int eirpDbm) {
      station.emit(emission(channel, number, eirpDbm, false));
    }

    void sendBeacon(LoraChannel channel, int number) {
      station.emit(emission(channel, number, 14, true));
    }
  }

  /** A device that notes the first octet of each frame. */
  final class Device implements Radio.Listener {
    final List<String> log = new ArrayList<>();
    final DeviceRadio radio;

    Device(Position where) {
      this.radio = air.device(where);
      radio.listen(this);
    }

    void send(LoraChannel channel, int number) {
      radio.transmit(channel, 14, frame(number));
    }

    @Override
    public void onTransmitted(Duration ago) {}

    @Override
    public void onReceived(byte[] phyPayload, Quality quality) {
      log.add("" + phyPayload[0]);
    }

    @Override
    public void onReceiveTimeout() {
      log.add("timeout");
    }
  }

  Gateway gateway(double east) {
    return new Gateway(at(east), StationSettings.IDEAL);
  }

  Device device(double east) {
    return new Device(at(east));
  }

  static Position at(double east) {
    return new Position(east, 0, 1.5);
  }

  void later(Duration delay, Runnable action) {
    simulation.after(delay, action);
  }

  void run() {
    simulation.run(Duration.ofMinutes(1));
  }

  private static byte[] frame(int number) {
    byte[] frame = new byte[20];
    frame[0] = (byte) number;
    return frame;
  }

  private static Emission emission(LoraChannel channel, int number, int eirpDbm, boolean beacon) {
    Modulation modulation = new Modulation(channel.spreadingFactor(), channel.bandwidthHz());
    Bytes phyPayload = Bytes.of(frame(number));
    return new Emission(phyPayload, channel.frequencyHz(), modulation, eirpDbm, !beacon, beacon);
  }
}
