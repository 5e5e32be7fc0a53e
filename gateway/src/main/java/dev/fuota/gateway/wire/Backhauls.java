package dev.fuota.gateway.wire;

import dev.fuota.gateway.concentrator.Concentrator;
import dev.fuota.gateway.port.Backhaul;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.protocol.lorawan.region.Region;
import java.io.IOException;
import java.net.URI;
import java.util.random.RandomGenerator;

/** The way of many gateways to one network server. Belongs to the thread of its loop. */
public interface Backhauls extends AutoCloseable {

  /**
   * Adds a gateway, at rest.
   *
   * @throws IOException if the system has no socket for it
   */
  Backhaul attach(Concentrator concentrator, Region region) throws IOException;

  /** Closes all sockets. */
  @Override
  void close();

  /**
   * Opens the way to a server by its address:
   *
   * <ul>
   *   <li>{@code udp://host:1700}: Semtech's packet forwarder;
   *   <li>{@code ws://host:1887}, {@code wss://…?token=…}: LoRa Basics Station;
   *   <li>{@code mqtt://host:1883?prefix=eu868}, {@code mqtts://user:password@…&form=json}:
   *       ChirpStack's messages.
   * </ul>
   *
   * <p>A server that is not there yet is no error, but an unknown name is.
   *
   * @throws IOException if there is no such host
   * @throws IllegalArgumentException if the address is none of these
   */
  static Backhauls open(URI network, EventLoop loop, RandomGenerator random) throws IOException {
    ServerAddress address = ServerAddress.of(network);
    return switch (address.scheme()) {
      case "udp" -> new UdpBackhauls(address.resolved(1700), loop, random);
      case "ws", "wss" -> new WebSocketBackhauls(address, loop, random);
      case "mqtt", "mqtts" -> new MqttBackhauls(address, loop, random);
      default -> throw new IllegalArgumentException("no gateway speaks " + address.scheme());
    };
  }
}
