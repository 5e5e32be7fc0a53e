package dev.fuota.gateway.chirpstack;

import dev.fuota.gateway.json.Json;
import dev.fuota.gateway.json.Members;
import dev.fuota.gateway.port.Modulation;
import dev.fuota.gateway.protobuf.ProtoMessage;
import dev.fuota.gateway.protobuf.ProtoWriter;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code gw.Modulation}: 3 lora (1 bandwidth, 2 spreading_factor, 4 polarization_inversion, 5
 * code_rate), 4 fsk (1 frequency_deviation, 2 datarate).
 */
final class Modulations {
  private static final int CR_4_5 = 1;
  private static final int DEVIATION_HZ = 25_000;
  private static final long BANDWIDTH_MAX = 10_000_000;
  private static final long SPREADING_FACTOR_MAX = 12;

  /** A modulation, and whether its polarisation is inverted. */
  record Sent(Modulation modulation, boolean inverted) {}

  private Modulations() {}

  static ProtoWriter proto(Modulation modulation, boolean inverted) {
    return modulation.isFsk()
        ? new ProtoWriter()
            .message(
                4, new ProtoWriter().uint32(1, DEVIATION_HZ).uint32(2, modulation.bandwidthHz()))
        : new ProtoWriter()
            .message(
                3,
                new ProtoWriter()
                    .uint32(1, modulation.bandwidthHz())
                    .uint32(2, modulation.spreadingFactor())
                    .flag(4, inverted)
                    .unsigned(5, CR_4_5));
  }

  static Sent read(ProtoMessage modulation) {
    Optional<ProtoMessage> lora = modulation.message(3);
    if (lora.isPresent()) {
      return new Sent(lora(lora.get().number32(2), lora.get().number32(1)), lora.get().flag(4));
    }
    int rate =
        modulation
            .message(4)
            .orElseThrow(() -> ProtoMessage.bad("the modulation is neither LoRa nor FSK"))
            .number32(2);
    if (rate < 1 || rate > BANDWIDTH_MAX) {
      throw ProtoMessage.bad("there is no such FSK data rate");
    }
    return new Sent(new Modulation(Modulation.FSK, rate), true);
  }

  private static Modulation lora(long spreadingFactor, long bandwidth) {
    if (spreadingFactor < 1
        || spreadingFactor > SPREADING_FACTOR_MAX
        || bandwidth < 1
        || bandwidth > BANDWIDTH_MAX) {
      throw ProtoMessage.bad("there is no such LoRa data rate");
    }
    return new Modulation((int) spreadingFactor, (int) bandwidth);
  }

  static ObjectNode json(Modulation modulation, boolean inverted) {
    ObjectNode json = Json.object();
    if (modulation.isFsk()) {
      json.putObject("fsk")
          .put("frequencyDeviation", DEVIATION_HZ)
          .put("datarate", modulation.bandwidthHz());
      return json;
    }
    ObjectNode lora = json.putObject("lora");
    lora.put("bandwidth", modulation.bandwidthHz())
        .put("spreadingFactor", modulation.spreadingFactor())
        .put("codeRate", "CR_4_5");
    if (inverted) {
      lora.put("polarizationInversion", true);
    }
    return json;
  }

  static Sent read(Members modulation) {
    Optional<Members> lora = modulation.objectIf("lora");
    if (lora.isPresent()) {
      Members fields = lora.get();
      return new Sent(
          new Modulation(
              (int) fields.whole("spreadingFactor", 1, SPREADING_FACTOR_MAX),
              (int) fields.whole("bandwidth", 1, BANDWIDTH_MAX)),
          fields.flag("polarizationInversion"));
    }
    Members fsk = modulation.object("fsk");
    return new Sent(
        new Modulation(Modulation.FSK, (int) fsk.whole("datarate", 1, BANDWIDTH_MAX)), true);
  }
}
