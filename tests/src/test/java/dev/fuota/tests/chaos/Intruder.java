package dev.fuota.tests.chaos;

import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.DownlinkChannel;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Sends what must have no effect and no answer: by multicast what may come by unicast only, by
 * unicast what is cut short, unknown, or on a port that no package owns. The campaign never sends
 * these commands, so every answer to one gives itself away. It also sends old session setups of
 * version 2 again, whose counters are used up (TS004-33).
 */
final class Intruder {
  private static final int INTERVAL_SECONDS_MAX = 90;
  private static final int NOISE_MAX = 20;

  /** FPort and payload. */
  private static final List<Downlink> UNICAST_ONLY =
      List.of(
          downlink(200, "00"),
          downlink(200, "010f"),
          downlink(200, "0300"),
          downlink(200, "0301"),
          downlink(200, "0302"),
          downlink(200, "0203" + "01020304" + "00".repeat(16) + "00000000" + "ffffffff"),
          downlink(200, "0400" + "00000050" + "0a" + "287684" + "05"),
          downlink(201, "00"),
          downlink(201, "0300"),
          downlink(201, "0301"),
          downlink(201, "0302"),
          downlink(201, "023f" + "0a00" + "30" + "00" + "00" + "4d000000"),
          downlink(201, "020f" + "0a00" + "30" + "00" + "00" + "4d000000"),
          downlink(201, "023f" + "0a00" + "30" + "00" + "00" + "4d000000" + "ffff" + "01020304"),
          downlink(201, "020f" + "0a00" + "30" + "00" + "00" + "4d000000" + "ffff" + "01020304"),
          downlink(202, "00"),
          downlink(202, "01" + "00000040" + "00"),
          downlink(202, "0205"),
          downlink(202, "0303"),
          downlink(203, "00"),
          downlink(203, "02" + "ffffffff"),
          downlink(203, "02" + "00000000"),
          downlink(203, "02" + "00000060"),
          downlink(203, "03" + "010000"),
          downlink(203, "03" + "ffffff"),
          downlink(203, "05" + "00000002"),
          downlink(225, "00" + "00"),
          downlink(225, "01" + "01"));

  /** Commands cut short, and ones that no specification knows. */
  private static final List<Downlink> CUT_SHORT =
      List.of(
          downlink(200, "0201"),
          downlink(200, "0400112233"),
          downlink(200, "7f"),
          downlink(201, "01"),
          downlink(201, "0200112233"),
          downlink(201, "03"),
          downlink(201, "08c1"),
          downlink(201, "7f00"),
          downlink(202, "01001122"),
          downlink(202, "02"),
          downlink(203, "020011"),
          downlink(203, "0500"),
          downlink(203, "7f"));

  private static final List<Integer> FOREIGN_PORTS = List.of(2, 42, 199, 205, 223);

  private final Simulation simulation;
  private final Courier courier;
  private final MemoryNetwork network;
  private final DeviceId device;
  private final RandomGenerator random;

  Intruder(Simulation simulation, Courier courier, MemoryNetwork network, DeviceId device) {
    this.simulation = simulation;
    this.courier = courier;
    this.network = network;
    this.device = device;
    this.random = simulation.newRandom();
  }

  private static Downlink downlink(int fPort, String hex) {
    return new Downlink(fPort, Bytes.fromHex(hex));
  }

  /** Disturbs a campaign of this group until the faults say no. */
  void start(DevAddr mcAddr, DownlinkChannel channel) {
    Duration wait = Duration.ofSeconds(1 + random.nextInt(INTERVAL_SECONDS_MAX));
    simulation.after(
        wait,
        () -> {
          if (courier.faults().intruders()) {
            disturb(mcAddr, channel);
            start(mcAddr, channel);
          }
        });
  }

  private void disturb(DevAddr mcAddr, DownlinkChannel channel) {
    switch (random.nextInt(5)) {
      case 0 -> network.send(device, oneOf(CUT_SHORT), sent -> {});
      case 1 -> network.send(device, noise(), sent -> {});
      case 2 ->
          network.setupOfVersion2(random).ifPresent(old -> network.send(device, old, sent -> {}));
      default -> network.multicast(mcAddr, oneOf(UNICAST_ONLY), channel, sent -> {});
    }
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private Downlink noise() {
    byte[] octets = new byte[random.nextInt(NOISE_MAX)];
    random.nextBytes(octets);
    return new Downlink(oneOf(FOREIGN_PORTS), Bytes.of(octets));
  }
}
