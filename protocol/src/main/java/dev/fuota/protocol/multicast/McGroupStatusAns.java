package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.PayloadReader;
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
  static final int LENGTH = 1;
  private static final Bits ANS_GROUP_MASK = new Bits("ansGroupMask", 0, 4);
  private static final Bits NB_TOTAL_GROUPS = new Bits("nbTotalGroups", 4, 3);
  private static final Bits MC_GROUP_ID = new Bits("mcGroupId", 0, 2);

  public McGroupStatusAns {
    NB_TOTAL_GROUPS.check(nbTotalGroups);
    groups = List.copyOf(groups);
    for (int i = 1; i < groups.size(); i++) {
      if (groups.get(i).mcGroupId() <= groups.get(i - 1).mcGroupId()) {
        throw new IllegalArgumentException("groups are not in ascending order");
      }
    }
  }

  static Decoded<McGroupStatusAns> read(PayloadReader in) {
    int mask = in.octet().bits(ANS_GROUP_MASK);
    int nbTotalGroups = in.bits(NB_TOTAL_GROUPS);
    int needed = Integer.bitCount(mask) * Group.LENGTH;
    if (in.remaining() < needed) {
      return in.truncated("McGroupStatusAns", needed);
    }
    List<Group> groups = new ArrayList<>();
    while (groups.size() < Integer.bitCount(mask)) {
      groups.add(Group.read(in));
    }
    return haveIds(groups, mask)
        ? Decoded.ok(new McGroupStatusAns(nbTotalGroups, groups))
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

    private static Group read(PayloadReader in) {
      return new Group(in.octet().bits(MC_GROUP_ID), DevAddr.read(in, "mcAddr"));
    }

    private void putTo(ByteBuffer out) {
      out.put((byte) mcGroupId);
      mcAddr.putTo(out);
    }
  }
}
