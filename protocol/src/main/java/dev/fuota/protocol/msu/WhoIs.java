package dev.fuota.protocol.msu;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Who-Is, 0x21 (MSU, section 8.1): a server looks for devices; 84 octets.
 *
 * <pre>
 * 1       IsRange, 0 or 1
 * 2       Msg_type, whom it looks for
 * 4..43   start of the range, or the one device, or empty for all
 * 44..83  end of the range, inclusive; empty unless IsRange is 1
 * </pre>
 *
 * @param end the end of a range; without it {@code start} is one device, or everybody if empty
 */
public record WhoIs(int msgType, Optional<Ipv4> start, Optional<Ipv4> end) implements MsuMessage {
  static final int LENGTH = Header.LENGTH + 2 * Text40.LENGTH;

  public WhoIs {
    Checks.octet("msgType", msgType);
    Checks.that(
        end.isEmpty() || (start.isPresent() && start.get().compareTo(end.get()) <= 0),
        "a range needs a start that is not above its end");
  }

  static Optional<MsuMessage> read(MsuReader in) { // MSU-016, MSU-017, MSU-018
    if (!in.fixed(LENGTH)) {
      return Optional.empty();
    }
    boolean isRange = in.flag(1, "IsRange");
    int msgType = in.u8(2);
    Optional<Ipv4> start = in.addressOrEmpty(4, "Start of range");
    in.require(!isRange || start.isPresent(), RejectReason.BAD_ADDRESS, "a range needs a start");
    Optional<Ipv4> end = in.addressOrEmpty(44, "End of range");
    in.require(!isRange || end.isPresent(), RejectReason.BAD_ADDRESS, "a range needs an end");
    in.require(isRange || end.isEmpty(), RejectReason.BAD_RANGE, "an end without IsRange");
    in.require(
        start.isEmpty() || end.isEmpty() || start.get().compareTo(end.get()) <= 0,
        RejectReason.BAD_RANGE,
        "the start of the range is above its end");
    in.end(LENGTH);
    return in.built(() -> new WhoIs(msgType, start, end));
  }

  /** Looks for all clients. */
  public static WhoIs everybody() {
    return new WhoIs(MsgType.CLIENT, Optional.empty(), Optional.empty());
  }

  /** Whether the device with this address is meant; both ends of a range are. */
  public boolean covers(Ipv4 device) { // MSU-023
    return end.isPresent()
        ? start.orElseThrow().compareTo(device) <= 0 && device.compareTo(end.get()) <= 0
        : start.isEmpty() || start.get().equals(device);
  }

  /** Whether clients are looked for; a server before 1.0 sets no bits and means them too. */
  public boolean asksClients() {
    return (msgType & MsgType.CLIENT) != 0 || (msgType & MsgType.MASTER) == 0;
  }

  @Override
  public MsuType type() {
    return MsuType.WHO_IS;
  }

  @Override
  public int length() {
    return LENGTH;
  }

  @Override
  public void encode(ByteBuffer out) {
    Header.put(out, type(), end.isPresent() ? 1 : 0, msgType);
    Text40.put(out, start);
    Text40.put(out, end);
  }
}
