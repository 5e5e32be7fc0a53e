package dev.fuota.hal.link;

import java.util.List;

/**
 * What a link can do. The agent offers no more than this.
 *
 * @param multicastGroups that it can hold at once, 0..4
 * @param tuning whether a multicast session may have a channel of its own
 * @param classB whether it has ping slots
 * @param asksTime whether it can ask the network for the time
 * @param maxFPort the highest FPort of an uplink; the Multi-Package Access package needs 225
 * @param limitations what it cannot do, and what follows from it, for people: one sentence each
 */
public record LinkCapabilities(
    int multicastGroups,
    SessionTuning tuning,
    boolean classB,
    boolean asksTime,
    int maxFPort,
    List<String> limitations) {
  /** A link without limits, as this product's own MAC is one. */
  public static final LinkCapabilities FULL =
      new LinkCapabilities(4, SessionTuning.ANY, true, true, 225, List.of());

  public LinkCapabilities {
    limitations = List.copyOf(limitations);
  }

  /** On which channels a link can listen to a multicast session. */
  public enum SessionTuning {
    /** Frequency and data rate of the session. */
    ANY,
    /** Only where it listens for RX2. */
    RX2_ONLY,
    /** It hears no multicast at all. */
    NONE
  }
}
