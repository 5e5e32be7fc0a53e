package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Unsigned;
import dev.fuota.protocol.lorawan.DevAddr;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code McGroupStatusAns}, uplink CID 0x01 (TS005): the groups that were asked for and are
 * defined.
 *
 * <pre>
 * 0      bits 3..0 AnsGroupMask (bit i: group i follows), 6..4 nbTotalGroups, 7 RFU
 * then for each group of the mask, ascending:
 * 0      bits 1..0 McGroupID, 7..2 RFU
 * 1..4   McAddr
 * </pre>
 *
 * @param nbTotalGroups 0..7, how many groups are defined, asked for or not
 * @param groups by ascending id; the highest ones are left out if the uplink has no room for them
 */
public record McGroupStatusAns(int nbTotalGroups, List<Group> groups) implements MulticastUplink {
  static final int CID = 0x01;
  private static final int LENGTH = 1;
  private static final Bits ANS_GROUP_MASK = new Bits(0, 4);
  private static final Bits NB_TOTAL_GROUPS = new Bits(4, 3);
  private static final Bits MC_GROUP_ID = new Bits(0, 2);

  public McGroupStatusAns {
    NB_TOTAL_GROUPS.check(nbTotalGroups);
    groups = List.copyOf(groups);
    for (int i = 1; i < groups.size(); i++) {
      if (groups.get(i).mcGroupId() <= groups.get(i - 1).mcGroupId()) {
        throw new IllegalArgumentException("groups are not in ascending order");
      }
    }
  }

  static Decoded<MulticastUplink> decode(ByteBuffer in) {
    if (in.remaining() < LENGTH) {
      return Decoded.truncated("McGroupStatusAns", LENGTH, in.remaining());
    }
    int status = Unsigned.u8(in);
    int mask = ANS_GROUP_MASK.get(status);
    int needed = Integer.bitCount(mask) * Group.LENGTH;
    if (in.remaining() < needed) {
      return Decoded.truncated("McGroupStatusAns", LENGTH + needed, LENGTH + in.remaining());
    }
    List<Group> groups = new ArrayList<>();
    while (groups.size() < Integer.bitCount(mask)) {
      groups.add(Group.take(in));
    }
    return haveIds(groups, mask)
        ? Decoded.ok(new McGroupStatusAns(NB_TOTAL_GROUPS.get(status), groups))
        : Decoded.badValue("McGroupStatusAns", "the groups are not those of AnsGroupMask");
  }

  /** Whether the groups, as many as the mask has bits, are those of the mask, ascending. */
  private static boolean haveIds(List<Group> groups, int mask) {
    int rest = mask;
    for (Group group : groups) {
      if (group.mcGroupId() != Integer.numberOfTrailingZeros(rest)) {
        return false;
      }
      rest &= rest - 1;
    }
    return true;
  }

  @Override
  public int cid() {
    return CID;
  }

  @Override
  public int payloadLength() {
    return LENGTH + groups.size() * Group.LENGTH;
  }

  @Override
  public void encodePayload(ByteBuffer out) {
    int mask = 0;
    for (Group group : groups) {
      mask |= 1 << group.mcGroupId();
    }
    out.put((byte) (ANS_GROUP_MASK.put(mask) | NB_TOTAL_GROUPS.put(nbTotalGroups)));
    groups.forEach(group -> group.putTo(out));
  }

  /**
   * A group that is defined.
   *
   * @param mcGroupId 0..3
   */
  public record Group(int mcGroupId, DevAddr mcAddr) {
    private static final int LENGTH = 1 + DevAddr.LENGTH;

    public Group {
      MC_GROUP_ID.check(mcGroupId);
    }

    private static Group take(ByteBuffer in) {
      return new Group(MC_GROUP_ID.get(Unsigned.u8(in)), DevAddr.take(in));
    }

    private void putTo(ByteBuffer out) {
      out.put((byte) mcGroupId);
      mcAddr.putTo(out);
    }
  }
}
