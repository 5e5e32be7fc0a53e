package dev.fuota.agent.msu;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a device keeps between cycles.
 *
 * @param groupId 0 none, 1 to 127 (MSU-025)
 * @param securityVersion images below this are refused; u32
 * @param finished ids of the cycles that are over for good, newest last, at most {@link
 *     #FINISHED_MAX}
 */
record DeviceRecord(int groupId, long securityVersion, List<Integer> finished) {
  static final int FINISHED_MAX = 16; // MSU-X25
  static final DeviceRecord NEW = new DeviceRecord(0, 0, List.of());

  private static final int FIXED_OCTETS = 1 + Integer.BYTES + 1;
  private static final int GROUP_MAX = 127;

  DeviceRecord {
    finished = List.copyOf(finished);
  }

  DeviceRecord withGroup(int id) {
    return new DeviceRecord(id, securityVersion, finished);
  }

  /** The minimum never falls (MSU-X08). */
  DeviceRecord withSecurityVersion(long least) {
    return new DeviceRecord(groupId, Math.max(securityVersion, least), finished);
  }

  DeviceRecord withFinished(int transactionId) {
    List<Integer> ids = new ArrayList<>(finished);
    ids.remove(Integer.valueOf(transactionId));
    ids.add(transactionId);
    return new DeviceRecord(
        groupId, securityVersion, ids.subList(Math.max(0, ids.size() - FINISHED_MAX), ids.size()));
  }

  /** Group, security version, count, ids. */
  byte[] encode() {
    ByteBuffer out = Sealed.begin(FIXED_OCTETS + Integer.BYTES * finished.size());
    out.put((byte) groupId).putInt((int) securityVersion).put((byte) finished.size());
    finished.forEach(out::putInt);
    return Sealed.seal(out);
  }

  static Optional<DeviceRecord> decode(byte[] octets) {
    return Sealed.open(octets).flatMap(DeviceRecord::take);
  }

  private static Optional<DeviceRecord> take(ByteBuffer in) {
    if (in.remaining() < FIXED_OCTETS) {
      return Optional.empty();
    }
    int group = Byte.toUnsignedInt(in.get());
    long version = Integer.toUnsignedLong(in.getInt());
    int count = Byte.toUnsignedInt(in.get());
    if (group > GROUP_MAX || count > FINISHED_MAX || in.remaining() != Integer.BYTES * count) {
      return Optional.empty();
    }
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(in.getInt());
    }
    return Optional.of(new DeviceRecord(group, version, ids));
  }
}
