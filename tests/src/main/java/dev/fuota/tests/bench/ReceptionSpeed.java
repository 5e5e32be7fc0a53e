package dev.fuota.tests.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.fuota.fleet.air.Air;
import dev.fuota.fleet.air.BurstLinks;
import dev.fuota.fleet.air.DeviceRadio;
import dev.fuota.fleet.air.LinkPreset;
import dev.fuota.fleet.air.Position;
import dev.fuota.fleet.air.Station;
import dev.fuota.fleet.air.StationSettings;
import dev.fuota.gateway.concentrator.Emission;
import dev.fuota.gateway.port.Modulation;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.server.planner.GilbertElliott;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * How many frames the radios of simulated devices receive in a second of processor time, of one
 * thread: a gateway sends fragments of 222 octets to a thousand devices that listen all the time.
 * What the devices do with a frame is measured with {@link FleetSpeed}.
 */
final class ReceptionSpeed {
  private static final int DEVICES = 1000;
  private static final int FRAMES = 2000;
  private static final int ROUNDS = 5;
  private static final int PHY_OCTETS = 222 + 16;
  private static final int EIRP_DBM = 27;
  private static final double RADIUS_METRES = 1000;
  private static final double NANOS = 1e9;
  private static final Duration SPACING = Duration.ofSeconds(1);
  private static final LoraChannel CHANNEL = new LoraChannel(869_525_000, 7, 125_000);

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** Prints a table as it goes: for each air the best of some rounds. */
  void run() {
    System.out.println("| air | frames received | per processor second |");
    System.out.println("| --- | --- | --- |");
    for (LinkPreset preset : List.of(LinkPreset.IDEAL, LinkPreset.URBAN)) {
      long received = 0;
      double best = 0;
      for (int i = 0; i < ROUNDS; i++) {
        long processor = system.getProcessCpuTime();
        received = new Town(preset).run();
        double busy = (system.getProcessCpuTime() - processor) / NANOS;
        best = Math.max(best, received / busy);
      }
      System.out.println(
          String.format(Locale.ROOT, "| %s | %d | %.0f |", preset.name(), received, best));
    }
  }

  /** A gateway and its devices. */
  private static final class Town implements Radio.Listener {
    private final Simulation simulation = new Simulation(1);
    private final Station station;
    private long received;

    Town(LinkPreset preset) {
      SplittableRandom random = new SplittableRandom(1);
      Air air = new Air(simulation, simulation, random.split(), preset.model());
      this.station =
          air.gateway(Position.ORIGIN, StationSettings.IDEAL, (channel, octets, rssi, snr) -> {});
      BurstLinks loss = new BurstLinks(GilbertElliott.of(0.1, 2.5));
      for (int i = 0; i < DEVICES; i++) {
        Position where = Position.inDisc(RADIUS_METRES, 1.5, random);
        DeviceRadio radio = air.device(where, loss.link(random.split()));
        radio.listen(this);
        radio.receiveContinuously(CHANNEL);
      }
    }

    long run() {
      for (int i = 0; i < FRAMES; i++) {
        simulation.after(SPACING.multipliedBy(i), this::send);
      }
      simulation.run(SPACING.multipliedBy(FRAMES + 1));
      return received;
    }

    private void send() {
      Modulation modulation = new Modulation(CHANNEL.spreadingFactor(), CHANNEL.bandwidthHz());
      Bytes frame = Bytes.of(new byte[PHY_OCTETS]);
      station.emit(new Emission(frame, CHANNEL.frequencyHz(), modulation, EIRP_DBM, true, false));
    }

    @Override
    public void onTransmitted(Duration ago) {}

    @Override
    public void onReceived(byte[] phyPayload, Quality quality) {
      received++;
    }

    @Override
    public void onReceiveTimeout() {}
  }
}
