package dev.fuota.protocol.msu;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Set group, 0x31: puts a device into a group. MSU names the message without a layout; this one is
 * decision 0021, D-33.
 *
 * <pre>
 * 1      GroupID, 1 to 127
 * 2      Msg_type
 * 4..43  Device ID of the target
 * </pre>
 */
public record SetGroup(int groupId, int msgType, Ipv4 deviceId) implements MsuMessage {
  static final int LENGTH = Header.LENGTH + Text40.LENGTH;

  public SetGroup {
    Checks.range("groupId", groupId, 1, GroupAck.GROUP_MAX);
    Checks.octet("msgType", msgType);
  }

  static Optional<MsuMessage> read(MsuReader in) { // MSU-142
    if (!in.fixed(LENGTH)) {
      return Optional.empty();
    }
    int groupId = in.group(1, 1);
    int msgType = in.u8(2);
    Ipv4 deviceId = in.address(4, "Device ID");
    in.end(LENGTH);
    return in.built(() -> new SetGroup(groupId, msgType, deviceId));
  }

  @Override
  public MsuType type() {
    return MsuType.SET_GROUP_ID;
  }

  @Override
  public int length() {
    return LENGTH;
  }

  @Override
  public void encode(ByteBuffer out) {
    Header.put(out, type(), groupId, msgType);
    Text40.put(out, deviceId);
  }
}
