package dev.fuota.cli;

import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.server.chirpstack.ChirpstackSettings;
import dev.fuota.server.port.DeviceId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What {@code fuota server} is told by its file when the network is a ChirpStack.
 *
 * @param api address of its API
 * @param token the file with an API key
 * @param broker address of the broker that its MQTT integration publishes to
 */
record ChirpstackPlan(
    URI api,
    Path token,
    URI broker,
    ChirpstackSettings network,
    List<Device> devices,
    Optional<ServerSettings.Update> campaign) {
  ChirpstackPlan {
    devices = List.copyOf(devices);
  }

  /**
   * A device that ChirpStack has.
   *
   * @param genAppKey the root of its multicast keys
   * @param uplinkEvery the longest time between two of its uplinks
   */
  record Device(DeviceId id, AesKey genAppKey, Duration uplinkEvery) {}
}
