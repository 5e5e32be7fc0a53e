package dev.fuota.protocol.msu;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Reset group, 0x32: takes a device out of its group. MSU names the message without a layout; this
 * one is decision 0021, D-33.
 *
 * <pre>
 * 1      GroupID, 0
 * 2      Msg_type
 * 4..43  Device ID of the target
 * </pre>
 */
public record ResetGroup(int msgType, Ipv4 deviceId) implements MsuMessage {
  static final int LENGTH = Header.LENGTH + Text40.LENGTH;

  public ResetGroup {
    Checks.octet("msgType", msgType);
  }

  static Optional<MsuMessage> read(MsuReader in) { // MSU-142
    if (!in.fixed(LENGTH)) {
      return Optional.empty();
    }
    in.group(1, 0);
    int msgType = in.u8(2);
    Ipv4 deviceId = in.address(4, "Device ID");
    in.end(LENGTH);
    return in.built(() -> new ResetGroup(msgType, deviceId));
  }

  @Override
  public MsuType type() {
    return MsuType.RESET_GROUP_ID;
  }

  @Override
  public int length() {
    return LENGTH;
  }

  @Override
  public void encode(ByteBuffer out) {
    Header.put(out, type(), 0, msgType);
    Text40.put(out, deviceId);
  }
}
