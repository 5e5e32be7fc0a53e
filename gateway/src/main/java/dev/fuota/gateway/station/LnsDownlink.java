package dev.fuota.gateway.station;

import dev.fuota.gateway.json.Members;
import dev.fuota.protocol.codec.Bytes;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The message {@code dnmsg}.
 *
 * @param devEui of the device, as the server wrote it; comes back in {@code dntxed}
 * @param pdu the PHYPayload
 * @param rxDelaySeconds from the uplink to RX1, 1..15
 * @param rx1 first chance, class A and C
 * @param rx2 second chance of class A, the only one of class C without an uplink
 * @param ping the slot of class B
 * @param xtime of the uplink that it follows
 * @param gpsMicros since the GPS epoch, class B
 */
public record LnsDownlink(
    DeviceClass deviceClass,
    long diid,
    String devEui,
    Bytes pdu,
    int rxDelaySeconds,
    Optional<Channel> rx1,
    Optional<Channel> rx2,
    Optional<Channel> ping,
    OptionalLong xtime,
    long rctx,
    OptionalLong gpsMicros) {
  private static final long DELAY_MAX = 15;
  private static final long RATE_MAX = 15;
  private static final int PHY_MAX = 255;

  /** The values of {@code dC}. */
  public enum DeviceClass {
    A,
    B,
    C
  }

  /**
   * Where to send.
   *
   * @param rate data rate index of {@code router_config}
   */
  public record Channel(int rate, int frequencyHz) {}

  static LnsDownlink read(Members message) {
    Bytes pdu = message.hex("pdu");
    if (pdu.isEmpty() || pdu.length() > PHY_MAX) {
      throw Members.bad("pdu", "has " + pdu.length() + " octets");
    }
    long delay = message.whole("RxDelay", 0, DELAY_MAX, 0);
    return new LnsDownlink(
        DeviceClass.values()[(int) message.whole("dC", 0, 2, 0)],
        message.whole("diid", Long.MIN_VALUE, Long.MAX_VALUE, 0),
        message.textIf("DevEui").orElse(""),
        pdu,
        (int) Math.max(1, delay), // 0 means 1 too, as in LoRaWAN
        channel(message, "RX1DR", "RX1Freq"),
        channel(message, "RX2DR", "RX2Freq"),
        channel(message, "DR", "Freq"),
        message.wholeIf("xtime", 0, Long.MAX_VALUE),
        message.whole("rctx", Long.MIN_VALUE, Long.MAX_VALUE, 0),
        message.wholeIf("gpstime", 0, Long.MAX_VALUE));
  }

  private static Optional<Channel> channel(Members message, String rate, String frequency) {
    long hz = message.whole(frequency, 0, Integer.MAX_VALUE, 0);
    return hz == 0
        ? Optional.empty()
        : Optional.of(new Channel((int) message.whole(rate, 0, RATE_MAX), (int) hz));
  }
}
