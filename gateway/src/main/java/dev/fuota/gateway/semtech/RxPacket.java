package dev.fuota.gateway.semtech;

import dev.fuota.gateway.json.Json;
import dev.fuota.gateway.json.Members;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.Heard;
import dev.fuota.gateway.port.Modulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/**
 * One element of {@code rxpk}.
 *
 * @param crc 1 good, 0 none, -1 bad; servers use good ones only
 * @param counter microseconds at the end of the packet, modulo 2^32 ({@code tmst})
 * @param gpsMillis GPS time at the end of the packet ({@code tmms})
 * @param time UTC at the end of the packet, as ISO 8601 has it; only for people
 * @param ifChannel demodulation channel ({@code chan})
 * @param rfChain radio chain ({@code rfch})
 */
public record RxPacket(
    Bytes phyPayload,
    int frequencyHz,
    Modulation modulation,
    int crc,
    int rssiDbm,
    double snrDb,
    int counter,
    OptionalLong gpsMillis,
    Optional<String> time,
    int ifChannel,
    int rfChain) {
  static final long U32_MAX = 0xffff_ffffL;
  static final long GPS_MILLIS_MAX = 1L << 52;
  private static final int PHY_MAX = 255;

  /** The packet of what a gateway heard. */
  public static RxPacket of(Heard heard) {
    return new RxPacket(
        heard.phyPayload(),
        heard.frequencyHz(),
        heard.modulation(),
        1,
        heard.rssiDbm(),
        heard.snrDb(),
        heard.counter(),
        heard.gpsMillis(),
        heard.gpsMillis().stream().mapToObj(RxPacket::utc).findFirst(),
        heard.ifChannel(),
        0);
  }

  /** Whether a server may use it: its CRC is good. */
  public boolean isGood() {
    return crc == 1;
  }

  /** What {@code gateway} heard. */
  public Heard heard(GatewayId gateway) {
    return new Heard(
        gateway,
        phyPayload,
        frequencyHz,
        modulation,
        rssiDbm,
        snrDb,
        counter,
        gpsMillis,
        ifChannel);
  }

  private static String utc(long gpsMillis) {
    return GpsTime.instant(Duration.ofMillis(gpsMillis)).toString();
  }

  ObjectNode json() {
    ObjectNode packet = Json.object();
    packet.put("tmst", Integer.toUnsignedLong(counter));
    time.ifPresent(utc -> packet.put("time", utc));
    gpsMillis.ifPresent(millis -> packet.put("tmms", millis));
    packet.put("chan", ifChannel).put("rfch", rfChain);
    DataRates.putFrequency(packet, frequencyHz);
    packet.put("stat", crc);
    DataRates.put(packet, modulation);
    packet.put("rssi", rssiDbm);
    if (!modulation.isFsk()) {
      packet.put("lsnr", Math.rint(snrDb * 10) / 10);
    }
    return packet.put("size", phyPayload.length()).put("data", Json.base64(phyPayload));
  }

  static RxPacket read(Members packet) {
    Bytes phy = packet.base64("data");
    if (phy.length() > PHY_MAX) {
      throw Members.bad("data", "has more octets than a frame");
    }
    return new RxPacket(
        phy,
        DataRates.readFrequency(packet),
        DataRates.read(packet),
        (int) packet.whole("stat", -1, 1, 1),
        (int) Math.round(packet.number("rssi", -1000, 1000, 0)),
        packet.number("lsnr", -1000, 1000, 0),
        (int) packet.whole("tmst", 0, U32_MAX),
        packet.wholeIf("tmms", 0, GPS_MILLIS_MAX),
        packet.textIf("time"),
        (int) packet.whole("chan", 0, 255, 0),
        (int) packet.whole("rfch", 0, 255, 0));
  }
}
