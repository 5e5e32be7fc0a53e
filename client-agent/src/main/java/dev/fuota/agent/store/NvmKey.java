package dev.fuota.agent.store;

/**
 * The keys of all records. Each record is little-endian and begins with a format octet; a record of
 * another format or length counts as absent.
 */
public enum NvmKey {
  /**
   * The first uplink counter that was never used. Owner: MAC, as of all counters.
   *
   * <p>A device that joins: format 2 | counter u32 | session u64 (see {@link #SESSION}); counters
   * of another session count as absent. A personalised one: format 1 | counter u32.
   */
  UPLINK_COUNTER(0),
  /**
   * The last accepted unicast downlink counter, as {@link #UPLINK_COUNTER}; in a LoRaWAN 1.1
   * session the network's, NFCntDown.
   */
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
  FRAG_COUNTER_3(18),
  /** Format 1 | the first DevNonce that was never used, u32: 65535 when all are. */
  DEV_NONCE(19),
  /**
   * The session of a device that joins: format 1 | what it asked with u8 (FF join-request, 00..02
   * rejoin-request of this type) | its nonce u16 (DevNonce, RJcount) | the join-accept as it came,
   * encrypted. The keys follow from it and the root keys.
   *
   * <p>Its number, by which other records say that they belong to it, is nonce &lt;&lt; 32 | what
   * it asked with &lt;&lt; 24 | JoinNonce.
   */
  SESSION(20),
  /** The channel plan: format 1 | session u64, 0 if personalised | as the plan writes itself. */
  PLAN(21),
  /** AFCntDown of a LoRaWAN 1.1 session, as {@link #UPLINK_COUNTER}. */
  APP_DOWNLINK_COUNTER(22),
  /** Format 1 | session u64 | next RJcount0 of it u32 | next RJcount1 of all sessions u32. */
  REJOIN_COUNTERS(23),
  /**
   * What every uplink says until the network answers: format 1 | session u64 | uplink MAC commands.
   */
  MAC_ANSWERS(24);

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
