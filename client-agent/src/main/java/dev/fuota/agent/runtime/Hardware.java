package dev.fuota.agent.runtime;

import dev.fuota.protocol.codec.Bytes;

/**
 * What a device is.
 *
 * @param classId 16 octets; images for another class are refused
 * @param version as DevVersionAns says it, 0..2^32-1
 * @param clockRunsOn whether its clock counts on through a reset, as a real-time clock with a
 *     battery does
 */
public record Hardware(Bytes classId, long version, boolean clockRunsOn) {
  private static final int CLASS_ID_LENGTH = 16;
  private static final long VERSION_MAX = 0xffff_ffffL;

  public Hardware {
    if (classId.length() != CLASS_ID_LENGTH) {
      throw new IllegalArgumentException("class id of " + classId.length() + " octets");
    }
    if (version < 0 || version > VERSION_MAX) {
      throw new IllegalArgumentException("hardware version " + version);
    }
  }

  /** A device whose clock begins anywhere after a reset. */
  public Hardware(Bytes classId, long version) {
    this(classId, version, false);
  }
}
