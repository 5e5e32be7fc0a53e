package dev.fuota.protocol.explain;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.MsuDecoded;
import dev.fuota.protocol.msu.MsuDecoder;
import dev.fuota.protocol.msu.MsuLimits;
import dev.fuota.protocol.msu.MsuType;
import dev.fuota.protocol.msu.MsuWarning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a datagram of MSU says.
 *
 * @param type of the message; empty if there is none
 * @param values by the names of known answers, see {@link MsuFields}
 * @param fields in the order of the octets, with the names of the MSU text
 * @param rejected why there is no message
 */
public record MsuExplanation(
    Bytes datagram,
    Optional<MsuType> type,
    Map<String, Object> values,
    List<ExplainedField> fields,
    Set<MsuWarning> warnings,
    Optional<MsuDecoded.Rejected> rejected) {
  private static final int VERSION_AT = 3;
  private static final int VERSION = 0x10;

  /** Explains a datagram to a peer with these limits. */
  public static MsuExplanation of(Bytes datagram, MsuLimits limits) {
    MsuDecoded decoded = new MsuDecoder(limits).decode(datagram);
    if (decoded instanceof MsuDecoded.Ok ok) {
      Map<String, Object> values = new LinkedHashMap<>(MsuFields.of(ok.message()));
      if (datagram.at(VERSION_AT) != VERSION) {
        values.put("versionByte", (long) datagram.at(VERSION_AT));
      }
      List<ExplainedField> fields = new ArrayList<>(MsuLayout.of(datagram, ok));
      return new MsuExplanation(
          datagram, Optional.of(ok.message().type()), values, fields, ok.warnings(), none());
    }
    return new MsuExplanation(
        datagram,
        Optional.empty(),
        Map.of(),
        List.of(),
        Set.of(),
        Optional.of((MsuDecoded.Rejected) decoded));
  }

  private static Optional<MsuDecoded.Rejected> none() {
    return Optional.empty();
  }
}
