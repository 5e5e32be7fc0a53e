package dev.fuota.gateway.semtech;

import dev.fuota.gateway.json.Json;
import dev.fuota.gateway.json.Members;
import dev.fuota.gateway.port.Modulation;
import dev.fuota.gateway.port.Timing;
import dev.fuota.gateway.port.Transmission;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON of a PULL_RESP. What stands in {@code rfch}, {@code prea}, {@code ncrc}, {@code nhdr}
 * and {@code codr} is not read: LoRaWAN leaves no choice.
 */
final class TxPacket {
  private static final int PHY_MAX = 255;
  private static final int FSK_DEVIATION_HZ = 25_000;
  private static final int POWER_MAX_DBM = 100;

  private TxPacket() {}

  static Decoded<Transmission> decode(Bytes text) {
    return Json.decode("PULL_RESP", text, members -> read(members.object("txpk")));
  }

  private static Transmission read(Members packet) {
    Bytes phy = packet.base64("data");
    if (phy.isEmpty() || phy.length() > PHY_MAX) {
      throw Members.bad("data", "has " + phy.length() + " octets");
    }
    return new Transmission(
        phy,
        DataRates.readFrequency(packet),
        DataRates.read(packet),
        (int) Math.round(packet.number("powe", -POWER_MAX_DBM, POWER_MAX_DBM, 14)),
        packet.flag("ipol"),
        timing(packet));
  }

  private static Timing timing(Members packet) {
    if (packet.flag("imme")) {
      return new Timing.Immediately();
    }
    OptionalLong counter = packet.wholeIf("tmst", 0, RxPacket.U32_MAX);
    if (counter.isPresent()) {
      return new Timing.AtCounter((int) counter.getAsLong());
    }
    return new Timing.AtGps(packet.whole("tmms", 0, RxPacket.GPS_MILLIS_MAX));
  }

  static Bytes json(Transmission transmission) {
    ObjectNode packet = Json.object();
    put(packet, transmission.timing());
    DataRates.putFrequency(packet, transmission.frequencyHz());
    packet.put("rfch", 0).put("powe", transmission.eirpDbm());
    Modulation modulation = transmission.modulation();
    DataRates.put(packet, modulation);
    if (modulation.isFsk()) {
      packet.put("fdev", FSK_DEVIATION_HZ);
    }
    packet.put("ipol", transmission.invertedIq());
    Bytes phy = transmission.phyPayload();
    packet.put("ncrc", true).put("size", phy.length()).put("data", Json.base64(phy));
    ObjectNode json = Json.object();
    json.set("txpk", packet);
    return Json.write(json);
  }

  private static void put(ObjectNode packet, Timing timing) {
    packet.put("imme", timing instanceof Timing.Immediately);
    if (timing instanceof Timing.AtCounter at) {
      packet.put("tmst", Integer.toUnsignedLong(at.counter()));
    } else if (timing instanceof Timing.AtGps at) {
      packet.put("tmms", at.gpsMillis());
    }
  }
}
