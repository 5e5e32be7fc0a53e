package dev.fuota.server.network;

import dev.fuota.gateway.port.Heard;
import dev.fuota.gateway.port.Modulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataRate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An uplink, as all the gateways heard it that did. Only what answers need is kept of it: this is
 * known of each device until its next uplink.
 *
 * @param end of its last symbol, by the server's clock
 * @param dataRate of the region
 * @param snrDb of the best signal
 * @param hearers the one with the best signal first
 */
record Reception(
    Instant end, DataRate dataRate, int frequencyHz, double snrDb, List<Hearer> hearers) {
  private static final Comparator<Copy> BEST_FIRST =
      Comparator.<Copy>comparingDouble(copy -> -copy.heard().snrDb())
          .thenComparingInt(copy -> -copy.heard().rssiDbm());

  /** What one gateway heard. */
  record Copy(KnownGateway gateway, Heard heard) {}

  /** A gateway that heard it, and that gateway's counter at the end of it. */
  record Hearer(KnownGateway gateway, int counter) {}

  /** What makes two copies one uplink. */
  record Key(Bytes phyPayload, int frequencyHz, Modulation modulation) {
    static Key of(Heard heard) {
      return new Key(heard.phyPayload(), heard.frequencyHz(), heard.modulation());
    }
  }

  /** What {@code copies} of one uplink, at least one, tell together. */
  static Reception of(Instant end, DataRate dataRate, List<Copy> copies) {
    List<Copy> sorted = new ArrayList<>(copies);
    sorted.sort(BEST_FIRST);
    List<Hearer> hearers = new ArrayList<>();
    sorted.forEach(it -> hearers.add(new Hearer(it.gateway(), it.heard().counter())));
    Heard best = sorted.get(0).heard();
    return new Reception(end, dataRate, best.frequencyHz(), best.snrDb(), List.copyOf(hearers));
  }
}
