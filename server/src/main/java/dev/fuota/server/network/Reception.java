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
 * An uplink, as all the gateways heard it that did. The frame itself is not kept: this is known of
 * each device until its next uplink.
 *
 * @param end of its last symbol, by the server's clock
 * @param dataRate of the region
 * @param copies one of each gateway, the best signal first
 */
record Reception(Instant end, DataRate dataRate, List<Copy> copies) {

  /** What one gateway heard. */
  record Copy(KnownGateway gateway, Heard heard) {}

  /** What makes two copies one uplink. */
  record Key(Bytes phyPayload, int frequencyHz, Modulation modulation) {
    static Key of(Heard heard) {
      return new Key(heard.phyPayload(), heard.frequencyHz(), heard.modulation());
    }
  }

  Reception {
    List<Copy> best = new ArrayList<>();
    copies.forEach(copy -> best.add(new Copy(copy.gateway(), copy.heard().withoutFrame())));
    best.sort(
        Comparator.<Copy>comparingDouble(copy -> -copy.heard().snrDb())
            .thenComparingInt(copy -> -copy.heard().rssiDbm()));
    copies = List.copyOf(best);
  }

  private Heard best() {
    return copies.get(0).heard();
  }

  int frequencyHz() {
    return best().frequencyHz();
  }

  double snrDb() {
    return best().snrDb();
  }
}
