package dev.fuota.fleet.world;

import dev.fuota.fleet.air.Air;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.Eu868;
import dev.fuota.server.network.NetworkServer;
import dev.fuota.server.port.Gateway;
import dev.fuota.server.port.GatewayFrame;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Connects the network server's gateway port with the air. */
final class AirGateway implements Gateway, Air.Gateway {
  private final Simulation simulation;
  private final Air air;
  private @Nullable NetworkServer network;
  private @Nullable GatewayFrame sending;

  AirGateway(Simulation simulation, Air air) {
    this.simulation = simulation;
    this.air = air;
    air.attach(this);
  }

  void connect(NetworkServer network) {
    this.network = network;
  }

  @Override
  public void transmit(GatewayFrame frame) {
    simulation.after(Duration.between(simulation.instant(), frame.at()), () -> transmitNow(frame));
  }

  private void transmitNow(GatewayFrame frame) {
    air.transmit(channel(frame), frame.phyPayload().toArray());
    sending = frame;
  }

  @Override
  public void onTransmitted() {
    GatewayFrame sent = sending;
    if (sent == null) {
      throw new IllegalStateException("nothing was being sent");
    }
    sending = null;
    network().onTransmitted(sent);
  }

  @Override
  public void onUplink(LoraChannel channel, byte[] phyPayload) {
    network()
        .onUplink(
            Bytes.of(phyPayload), channel.frequencyHz(), dataRate(channel), simulation.instant());
  }

  private NetworkServer network() {
    if (network == null) {
      throw new IllegalStateException("no network server is connected");
    }
    return network;
  }

  private static LoraChannel channel(GatewayFrame frame) {
    return new LoraChannel(
        frame.frequencyHz(), frame.dataRate().spreadingFactor(), frame.dataRate().bandwidthHz());
  }

  private static DataRate dataRate(LoraChannel channel) {
    return Eu868.DATA_RATES.stream()
        .filter(rate -> rate.spreadingFactor() == channel.spreadingFactor())
        .filter(rate -> rate.bandwidthHz() == channel.bandwidthHz())
        .findFirst()
        .orElseThrow();
  }
}
