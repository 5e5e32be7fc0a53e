package dev.fuota.cli.server;

import dev.fuota.monitor.MonitorSettings;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.chirpstack.ChirpstackSettings;
import dev.fuota.server.network.NetworkSettings;
import dev.fuota.server.semtech.SemtechSettings;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What {@code fuota server} is told by its file.
 *
 * @param networks at least one, each with a name of its own
 * @param database empty: all is forgotten with the process
 * @param defaults campaign parameters by their names, each of them usable
 * @param devices that the file has, by name
 */
record ServerSettings(
    List<NetworkChoice> networks,
    Optional<Database> database,
    MonitorSettings http,
    Map<String, String> defaults,
    List<Device> devices,
    Firmware firmware) {
  ServerSettings {
    networks = List.copyOf(networks);
    defaults = Map.copyOf(defaults);
    devices = List.copyOf(devices);
  }

  /** A network that campaigns run on. */
  sealed interface NetworkChoice {
    String name();

    Region region();
  }

  /**
   * A network server in this process.
   *
   * @param listen where packet forwarders send to
   */
  record BuiltIn(
      String name, InetSocketAddress listen, SemtechSettings gateways, NetworkSettings settings)
      implements NetworkChoice {
    @Override
    public Region region() {
      return settings.region();
    }
  }

  /**
   * The devices and gateways of a ChirpStack.
   *
   * @param api address of its API
   * @param token the file with an API key
   * @param broker address of the broker that its MQTT integration publishes to
   */
  record Chirpstack(String name, URI api, Path token, URI broker, ChirpstackSettings settings)
      implements NetworkChoice {
    @Override
    public Region region() {
      return settings.region();
    }
  }

  /** A local network whose devices are reached by MSU; its region reads parameters only. */
  record Hall(String name, MsuHallFile.Options options) implements NetworkChoice {
    @Override
    public Region region() {
      return Region.EU868;
    }
  }

  /**
   * Where the server writes down what it must not forget.
   *
   * @param place a file, or an address of JDBC
   * @param masterKey the file with the key that encrypts keys; empty: beside the file
   */
  record Database(
      String place, Optional<String> user, Optional<Path> passwordFile, Optional<Path> masterKey) {}

  /**
   * A device as the service registers it.
   *
   * @param attributes by the service's names, keys among them
   * @param place makes a sentence about it one that says where it stands
   */
  record Device(String name, Map<String, String> attributes, UnaryOperator<String> place) {
    Device {
      attributes = Map.copyOf(attributes);
    }
  }

  /**
   * What images are made with.
   *
   * @param key signs deltas and compressed images; without one images go as they are
   * @param bases what devices may run
   */
  record Firmware(Optional<SigningKey> key, List<Bytes> bases) {
    Firmware {
      bases = List.copyOf(bases);
    }
  }
}
