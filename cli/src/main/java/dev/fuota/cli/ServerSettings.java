package dev.fuota.cli;

import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.multicast.RootKeyKind;
import dev.fuota.server.campaign.Target;
import dev.fuota.server.network.DeviceRegistration.Otaa;
import dev.fuota.server.network.NetworkSettings;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.DownlinkChannel;
import dev.fuota.server.semtech.SemtechSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What {@code fuota server} is told by its file.
 *
 * @param listen where packet forwarders send to
 * @param database empty: sessions end with the process
 */
record ServerSettings(
    InetSocketAddress listen,
    SemtechSettings gateways,
    NetworkSettings network,
    Optional<Path> database,
    List<Device> devices,
    Optional<Update> campaign) {
  ServerSettings {
    devices = List.copyOf(devices);
  }

  /**
   * A device.
   *
   * @param genAppKey the root of its multicast keys, if it is of LoRaWAN 1.0.x
   * @param uplinkEvery the longest time between two of its uplinks
   */
  record Device(Otaa registration, AesKey genAppKey, Duration uplinkEvery) {
    DeviceId id() {
      return registration.device();
    }

    Target target(PackageVersion packages) {
      return registration.version() == LorawanVersion.V1_1
          ? new Target(
              id(), registration.keys().appKey(), RootKeyKind.APP_KEY, uplinkEvery, packages)
          : new Target(id(), genAppKey, uplinkEvery, packages);
    }
  }

  /**
   * A firmware campaign with all devices.
   *
   * @param channel where the group listens, and whether in class C or B
   * @param slot octets that the devices have room for
   * @param startWhenJoined how many devices must have a session before it starts
   * @param retries of a request to one device
   * @param rebootAfter from the command to reboot to the reboot
   */
  record Update(
      Path firmware,
      int slot,
      DownlinkChannel channel,
      int fragmentSize,
      double redundancy,
      PackageVersion packageVersion,
      int group,
      DevAddr mcAddr,
      int startWhenJoined,
      int retries,
      Duration rebootAfter,
      int successThreshold,
      Duration maximumDuration) {}
}
