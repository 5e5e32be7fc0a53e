package dev.fuota.gateway.chirpstack;

import dev.fuota.gateway.json.Json;
import dev.fuota.gateway.json.Members;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.Modulation;
import dev.fuota.gateway.protobuf.ProtoMessage;
import dev.fuota.gateway.protobuf.ProtoWriter;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code gw.UplinkFrame}: 1 phy_payload, 4 tx_info (1 frequency, 2 modulation), 5 rx_info (1
 * gateway_id, 2 uplink_id, 4 time_since_gps_epoch, 6 rssi, 7 snr, 8 channel, 13 context, 16
 * crc_status).
 *
 * @param uplinkId any number, unsigned
 * @param gps time since the GPS epoch at the end of the frame
 * @param context comes back with a downlink that follows
 * @param crc whether the CRC is good
 */
public record UplinkFrame(
    Bytes phyPayload,
    int frequencyHz,
    Modulation modulation,
    GatewayId gateway,
    int uplinkId,
    Optional<Duration> gps,
    int rssiDbm,
    float snrDb,
    int channel,
    Bytes context,
    CrcStatus crc) {

  private static final int SNR_MAX = 1000;

  /** {@code gw.CRCStatus}, in the order of its numbers. */
  public enum CrcStatus {
    NO_CRC,
    BAD_CRC,
    CRC_OK;

    static final List<CrcStatus> ALL = List.of(values());
  }

  /** As protocol buffers have it. */
  public Bytes encode() {
    ProtoWriter txInfo =
        new ProtoWriter().uint32(1, frequencyHz).message(2, Modulations.proto(modulation, false));
    ProtoWriter rxInfo = new ProtoWriter().text(1, gateway.toString()).uint32(2, uplinkId);
    gps.ifPresent(time -> rxInfo.message(4, Durations.proto(time)));
    rxInfo
        .signed(6, rssiDbm)
        .real32(7, snrDb)
        .uint32(8, channel)
        .octets(13, context)
        .unsigned(16, CrcStatus.ALL.indexOf(crc));
    return new ProtoWriter().octets(1, phyPayload).message(4, txInfo).message(5, rxInfo).toBytes();
  }

  /** As JSON. */
  public Bytes encodeJson() {
    ObjectNode json = Json.object().put("phyPayload", Json.base64(phyPayload));
    ObjectNode txInfo =
        json.putObject("txInfo").put("frequency", Integer.toUnsignedLong(frequencyHz));
    txInfo.set("modulation", Modulations.json(modulation, false));
    ObjectNode rxInfo = json.putObject("rxInfo").put("gatewayId", gateway.toString());
    put(rxInfo, "uplinkId", Integer.toUnsignedLong(uplinkId));
    gps.ifPresent(time -> rxInfo.put("timeSinceGpsEpoch", Durations.json(time)));
    put(rxInfo, "rssi", rssiDbm);
    if (snrDb != 0) {
      rxInfo.put("snr", snrDb);
    }
    put(rxInfo, "channel", Integer.toUnsignedLong(channel));
    if (!context.isEmpty()) {
      rxInfo.put("context", Json.base64(context));
    }
    if (crc != CrcStatus.NO_CRC) {
      rxInfo.put("crcStatus", crc.name());
    }
    return Json.write(json);
  }

  private static void put(ObjectNode json, String name, long value) {
    if (value != 0) {
      json.put(name, value);
    }
  }

  /** Reads either form. */
  public static Decoded<UplinkFrame> decode(Bytes payload) {
    return Payloads.isJson(payload)
        ? Json.decode("UplinkFrame", payload, UplinkFrame::read)
        : ProtoMessage.decode("UplinkFrame", payload, UplinkFrame::read);
  }

  private static UplinkFrame read(ProtoMessage frame) {
    ProtoMessage txInfo = Payloads.need(frame.message(4), "tx_info");
    ProtoMessage rxInfo = Payloads.need(frame.message(5), "rx_info");
    return new UplinkFrame(
        frame.octets(1),
        txInfo.number32(1),
        Modulations.read(Payloads.need(txInfo.message(2), "modulation")).modulation(),
        Payloads.need(Ids.gateway(rxInfo.text(1)), "gateway_id"),
        rxInfo.number32(2),
        rxInfo.message(4).map(Durations::read),
        rxInfo.number32(6),
        snr(rxInfo.real32(7)),
        rxInfo.number32(8),
        rxInfo.octets(13),
        crc(rxInfo.number(16)));
  }

  /** No number of decibels is infinite, or none at all. */
  private static float snr(float said) {
    if (!(Math.abs(said) <= SNR_MAX)) {
      throw ProtoMessage.bad("snr is out of range");
    }
    return said;
  }

  /** Numbers of a later version say nothing of the CRC. */
  private static CrcStatus crc(long number) {
    return number >= 0 && number < CrcStatus.ALL.size()
        ? CrcStatus.ALL.get((int) number)
        : CrcStatus.NO_CRC;
  }

  private static UplinkFrame read(Members frame) {
    Members txInfo = frame.object("txInfo");
    Members rxInfo = frame.object("rxInfo");
    return new UplinkFrame(
        frame.base64("phyPayload"),
        (int) txInfo.whole("frequency", 0, Payloads.U32_MAX),
        Modulations.read(txInfo.object("modulation")).modulation(),
        Payloads.gateway(rxInfo),
        (int) rxInfo.whole("uplinkId", 0, Payloads.U32_MAX, 0),
        rxInfo.has("timeSinceGpsEpoch")
            ? Optional.of(Durations.read(rxInfo, "timeSinceGpsEpoch"))
            : Optional.empty(),
        (int) rxInfo.whole("rssi", Integer.MIN_VALUE, Integer.MAX_VALUE, 0),
        (float) rxInfo.number("snr", -SNR_MAX, SNR_MAX, 0),
        (int) rxInfo.whole("channel", 0, Payloads.U32_MAX, 0),
        rxInfo.has("context") ? rxInfo.base64("context") : Bytes.EMPTY,
        crc(rxInfo.textIf("crcStatus").orElse("")));
  }

  private static CrcStatus crc(String name) {
    return CrcStatus.ALL.stream()
        .filter(status -> status.name().equals(name))
        .findFirst()
        .orElse(CrcStatus.NO_CRC);
  }
}
