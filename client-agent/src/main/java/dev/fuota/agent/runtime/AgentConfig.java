package dev.fuota.agent.runtime;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.lorawan.AesKey;
import java.time.Duration;

/**
 * What a device is provisioned with.
 *
 * @param genAppKey root of the multicast keys of a LoRaWAN 1.0.x device
 * @param classId of the hardware, 16 octets; images for another are refused
 * @param hwVersion as DevVersionAns says it, 0..2^32-1
 * @param keys who may sign images
 * @param matrixRows the largest number of lost fragments that the decoder can repair, at least 1
 * @param heartbeat the longest time without an uplink: a class A device is reached behind its
 *     uplinks only
 * @param packages what the device offers
 * @param compatibility concessions to the server
 */
public record AgentConfig(
    AesKey genAppKey,
    Bytes classId,
    long hwVersion,
    TrustedKeys keys,
    int matrixRows,
    Duration heartbeat,
    Packages packages,
    Compatibility compatibility) {
  private static final int CLASS_ID_LENGTH = 16;

  public AgentConfig {
    if (classId.length() != CLASS_ID_LENGTH) {
      throw new IllegalArgumentException("class id of " + classId.length() + " octets");
    }
    if (hwVersion < 0 || hwVersion > 0xffff_ffffL || matrixRows < 1) {
      throw new IllegalArgumentException(
          "hardware version " + hwVersion + ", " + matrixRows + " matrix rows");
    }
    if (heartbeat.isNegative() || heartbeat.isZero()) {
      throw new IllegalArgumentException("heartbeat of " + heartbeat);
    }
  }
}
