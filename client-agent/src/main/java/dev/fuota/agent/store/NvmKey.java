package dev.fuota.agent.store;

/**
 * The keys of all records. Each record is little-endian and begins with a format octet; a record of
 * another format or length counts as absent.
 */
public enum NvmKey {
  /** Format 1 | first uplink counter that was never used, u32. Owner: MAC. */
  UPLINK_COUNTER(0),
  /** Format 1 | last accepted unicast downlink counter, u32. Owner: MAC. */
  DOWNLINK_COUNTER(1),
  /** Format 1 | Period 0..15 of TS003. Absent: the default. */
  CLOCK_PERIOD(2),
  /**
   * A multicast group and its session: format 2 | McAddr u32 | McKey 16 | minMcFCnt u32 | maxMcFCnt
   * u32 | next counter u64 (last accepted + 1) | class of the session, 'B' or 'C', 0 if there is
   * none | SessionTime u32 | TimeOut u8 | Periodicity u8 | frequency u32 (Hz) | data rate u8.
   */
  GROUP_0(3),
  GROUP_1(4),
  GROUP_2(5),
  GROUP_3(6),
  /**
   * A fragmentation session: format 2 | stage u8 (0 receiving, 1 settled, 2 deleted, 3 being copied
   * into the download slot, 4 complete in the log, 5 MIC wrong) | session id u32 | fragments
   * received u16, 0 while they are counted | reports left u8 | FragSessionSetupReq as it came, from
   * its CID on.
   */
  FRAG_SESSION_0(7),
  FRAG_SESSION_1(8),
  FRAG_SESSION_2(9),
  FRAG_SESSION_3(10),
  /**
   * The image in the download slot: format 1 | stage u8 (0 none, 1 verified, 2 ready, 3 refused) |
   * version 8 (as in an image header) | UpImageStatus u8 | length of the reason u8 | reason, ASCII.
   */
  IMAGE(11),
  /**
   * The programmed reboot: format 1 | kind u8 (0 at a GPS time, 1 countdown) | seconds u32. Absent:
   * none.
   */
  REBOOT(12),
  /** The version that the server knows to run: format 1 | version 8 (as in an image header). */
  REPORTED_VERSION(13),
  /**
   * What TS003 added to the clock: format 1 | milliseconds i64. Only where the clock runs on
   * through a reset.
   */
  CLOCK_CORRECTION(14),
  /** SessionCntPrev of a FragIndex (TS004 version 2): format 1 | u32. Absent: -1. */
  FRAG_COUNTER_0(15),
  FRAG_COUNTER_1(16),
  FRAG_COUNTER_2(17),
  FRAG_COUNTER_3(18);

  private final int key;

  NvmKey(int key) {
    this.key = key;
  }

  /** The number under which {@link dev.fuota.hal.nvm.Nvm} has it. */
  public int key() {
    return key;
  }

  /** The record of a multicast group, 0..3. */
  public static NvmKey group(int groupId) {
    return switch (groupId) {
      case 0 -> GROUP_0;
      case 1 -> GROUP_1;
      case 2 -> GROUP_2;
      case 3 -> GROUP_3;
      default -> throw new IllegalArgumentException("group " + groupId);
    };
  }

  /** The record of a fragmentation session, 0..3. */
  public static NvmKey fragSession(int fragIndex) {
    return switch (fragIndex) {
      case 0 -> FRAG_SESSION_0;
      case 1 -> FRAG_SESSION_1;
      case 2 -> FRAG_SESSION_2;
      case 3 -> FRAG_SESSION_3;
      default -> throw new IllegalArgumentException("fragmentation session " + fragIndex);
    };
  }

  /** The record of SessionCntPrev of an index, 0..3. */
  public static NvmKey fragCounter(int fragIndex) {
    return switch (fragIndex) {
      case 0 -> FRAG_COUNTER_0;
      case 1 -> FRAG_COUNTER_1;
      case 2 -> FRAG_COUNTER_2;
      case 3 -> FRAG_COUNTER_3;
      default -> throw new IllegalArgumentException("fragmentation session " + fragIndex);
    };
  }
}
