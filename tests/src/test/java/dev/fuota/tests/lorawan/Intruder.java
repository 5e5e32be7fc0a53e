package dev.fuota.tests.lorawan;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Hears everything, and says it again: as it was, too late, too often, or with wrong bits. */
final class Intruder {
  private static final int REMEMBERED = 60;
  private static final int BELOW_AND_ABOVE = 6;

  private final Trouble trouble;
  private final List<Bytes> uplinks = new ArrayList<>();
  private final List<Bytes> downlinks = new ArrayList<>();

  Intruder(Trouble trouble) {
    this.trouble = trouble;
  }

  void hearUplink(Bytes phyPayload) {
    remember(uplinks, phyPayload);
  }

  void hearDownlink(Bytes phyPayload) {
    remember(downlinks, phyPayload);
  }

  private void remember(List<Bytes> frames, Bytes phyPayload) {
    if (frames.size() == REMEMBERED) {
      frames.remove(trouble.random().nextInt(REMEMBERED));
    }
    frames.add(phyPayload);
  }

  /** What a gateway is to hear. */
  Bytes forUplink() {
    return distort(any(uplinks));
  }

  /** What a device is to hear. */
  Bytes forDownlink(Group group) {
    return switch (trouble.random().nextInt(6)) {
      case 0 -> toGroup(group);
      case 1 -> Bytes.of(trouble.octets(trouble.random().nextInt(40)));
      case 2 -> distort(any(uplinks));
      case 3 -> corrupt(any(downlinks));
      default -> any(downlinks);
    };
  }

  /** Somebody has the group's keys, as each of its members does. */
  private Bytes toGroup(Group group) {
    RandomGenerator random = trouble.random();
    long fCnt =
        random.nextLong(
            Math.max(0, group.min() - BELOW_AND_ABOVE), group.max() + BELOW_AND_ABOVE + 1);
    Bytes payload = Payload.of(Payload.GROUP + fCnt, 8);
    return group
        .crypto()
        .seal(FType.UNCONFIRMED_DATA_DOWN, FCtrl.NONE, fCnt, Bytes.EMPTY, 1, payload);
  }

  private Bytes any(List<Bytes> frames) {
    return frames.isEmpty()
        ? Bytes.of(trouble.octets(20))
        : frames.get(trouble.random().nextInt(frames.size()));
  }

  private Bytes distort(Bytes frame) {
    return trouble.random().nextInt(3) == 0 ? corrupt(frame) : frame;
  }

  private Bytes corrupt(Bytes frame) {
    byte[] octets = frame.toArray();
    if (octets.length > 0) {
      octets[trouble.random().nextInt(octets.length)] ^=
          (byte) (1 << trouble.random().nextInt(Byte.SIZE));
    }
    return Bytes.of(octets);
  }
}
