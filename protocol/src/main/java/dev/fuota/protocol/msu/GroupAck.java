package dev.fuota.protocol.msu;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Group acknowledgement, 0x33, in the layout of decision 0021, D-33.
 *
 * <pre>
 * 1      GroupID now in force, 0 none
 * 2      0 done, 1 refused
 * 4..43  Device ID of the sender
 * </pre>
 */
public record GroupAck(int groupId, boolean refused, Ipv4 deviceId) implements MsuMessage {
  static final int GROUP_MAX = 127;

  public GroupAck {
    Checks.range("groupId", groupId, 0, GROUP_MAX);
  }

  static Optional<MsuMessage> read(MsuReader in) { // MSU-142
    if (!in.fixed(SetGroup.LENGTH)) {
      return Optional.empty();
    }
    int groupId = in.group(1, 0);
    boolean refused = in.flag(2, "the result");
    Ipv4 deviceId = in.address(4, "Device ID");
    in.end(SetGroup.LENGTH);
    return in.built(() -> new GroupAck(groupId, refused, deviceId));
  }

  @Override
  public MsuType type() {
    return MsuType.CREATE_GROUP_ACK;
  }

  @Override
  public int length() {
    return SetGroup.LENGTH;
  }

  @Override
  public void encode(ByteBuffer out) {
    Header.put(out, type(), groupId, refused ? 1 : 0);
    Text40.put(out, deviceId);
  }
}
