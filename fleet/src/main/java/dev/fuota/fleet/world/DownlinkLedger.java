package dev.fuota.fleet.world;

import dev.fuota.protocol.codec.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Watches what a network server has gateways send, over all its lives. With one address and one
 * counter there is one frame, sent once or repeated as it is: another one would be encrypted with
 * the same key stream. No join-accept is sent twice: its JoinNonce would make the keys of a session
 * a second time.
 *
 * <p>The counter's upper half is not on the air: more than 65536 frames to one address in one run
 * would be taken for repetitions.
 */
public final class DownlinkLedger {
  private static final int TYPE = 0xe0;
  private static final int JOIN_ACCEPT = 0x20;
  private static final int UNCONFIRMED = 0x60;
  private static final int CONFIRMED = 0xa0;
  private static final int ADDRESS_AT = 1;
  private static final int FCNT_AT = 6;
  private static final int DATA_MIN = 12;
  private static final int FAULTS_MAX = 20;

  private final Map<Long, Bytes> frames = new HashMap<>();
  private final Set<Bytes> accepts = new HashSet<>();
  private final List<String> faults = new ArrayList<>();
  private long reused;

  /** A gateway sends this. */
  public void sends(Bytes phyPayload) {
    if (phyPayload.isEmpty()) {
      return;
    }
    int type = phyPayload.at(0) & TYPE;
    if (type == JOIN_ACCEPT && !accepts.add(phyPayload)) {
      fault("a join-accept was sent twice");
    } else if ((type == UNCONFIRMED || type == CONFIRMED) && phyPayload.length() >= DATA_MIN) {
      int address = u16(phyPayload, ADDRESS_AT) | u16(phyPayload, ADDRESS_AT + 2) << 16;
      int counter = u16(phyPayload, FCNT_AT);
      Bytes before =
          frames.putIfAbsent(Integer.toUnsignedLong(address) << 16 | counter, phyPayload);
      if (before != null && !before.equals(phyPayload)) {
        fault(String.format("two frames to %08x have the counter %d", address, counter));
      }
    }
  }

  private void fault(String sentence) {
    reused++;
    if (faults.size() < FAULTS_MAX) {
      faults.add(sentence);
    }
  }

  private static int u16(Bytes octets, int at) {
    return octets.at(at) | octets.at(at + 1) << 8;
  }

  /** Different data frames and join-accepts. */
  public long frames() {
    return (long) frames.size() + accepts.size();
  }

  /** How often a counter or a nonce was used again. */
  public long reused() {
    return reused;
  }

  /** The first of these. */
  public List<String> faults() {
    return List.copyOf(faults);
  }
}
