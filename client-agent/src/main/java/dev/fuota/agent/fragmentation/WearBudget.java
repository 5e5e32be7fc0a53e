package dev.fuota.agent.fragmentation;

import dev.fuota.hal.flash.Geometry;

/**
 * What an update costs the flash at most (NVM-02): the sum of all that the agent and its MAC write
 * from the set-up to the report of the new version. The formulas stand in {@code
 * docs/flash-layout.md}, and a test counts whole updates.
 *
 * @param nvm the agent's records
 * @param log the fragment log
 * @param download the download slot, without the bootloader's share
 */
public record WearBudget(Wear nvm, Wear log, Wear download) {
  /** No record with its frame is longer. */
  private static final int RECORD_OCTETS = 64;

  /** Records that there can be. */
  private static final int RECORDS = 19;

  /** A group: set up, session, end of it, and the counter when its block is done with. */
  private static final int GROUP_WRITES = 4;

  /**
   * A block: set up, SessionCnt, copied, settled, reports and their answer; and the image: gone,
   * verified, ready, installed.
   */
  private static final int BLOCK_WRITES = 12;

  /** Clock, programmed reboot and its end, reported version. */
  private static final int DEVICE_WRITES = 5;

  /** The MAC reserves so many uplink counters at once. */
  private static final int UPLINKS_A_WRITE = 32;

  /** Fields of the trailer that marks an image as ready. */
  private static final int MARK_PROGRAMS = 4;

  /**
   * Operations on one partition.
   *
   * @param programs program operations, of any length
   * @param erases erased sectors
   */
  public record Wear(long programs, long erases) {}

  /**
   * What is asked of a device for one block of firmware.
   *
   * @param nbFrag fragments of the block
   * @param fragSize octets of a fragment
   * @param groups multicast groups that are set up for it
   * @param downlinks unicast downlinks, each of which moves a counter that must be safe
   * @param groupRequests status requests by multicast
   * @param uplinks of any kind
   * @param resets unplanned ones, and the one that installs the image
   */
  public record Load(
      int nbFrag,
      int fragSize,
      int groups,
      int downlinks,
      int groupRequests,
      int uplinks,
      int resets) {}

  /** The budget of a device with these partitions. */
  public static WearBudget of(Load load, Geometry nvm, Geometry log, Geometry download) {
    return new WearBudget(records(load, nvm), fragments(load, log), copies(load, download));
  }

  /** A full bank is erased and copied; a reset may cost a bank that was torn. */
  private static Wear records(Load load, Geometry nvm) {
    long writes =
        load.downlinks()
            + load.groupRequests()
            + (long) load.groups() * GROUP_WRITES
            + BLOCK_WRITES
            + DEVICE_WRITES
            + load.uplinks() / UPLINKS_A_WRITE
            + (1 + load.resets());
    int sectors = nvm.sectorCount() / 2;
    long room = (long) sectors * nvm.sectorSize() - (RECORDS + 2L) * RECORD_OCTETS;
    long copies = writes * RECORD_OCTETS / room + 1 + load.resets();
    return new Wear(writes + copies * (RECORDS + 1), copies * sectors);
  }

  /** One cell for each fragment; a reset may move what is in one sector to another one. */
  private static Wear fragments(Load load, Geometry log) {
    int sectors = FragmentLog.sectorsFor(log, load.nbFrag(), load.fragSize()) - 1;
    int cells = (load.nbFrag() + sectors - 1) / sectors;
    int perSector = Math.max(cells, log.sectorSize() / load.fragSize());
    return new Wear(
        load.nbFrag() + (long) load.resets() * perSector, sectors + (long) load.resets());
  }

  /** The block in pages, what was behind it, and the mark; all of it again after a reset. */
  private static Wear copies(Load load, Geometry download) {
    long length = (long) load.nbFrag() * load.fragSize();
    long pages = (length + download.sectorSize() - 1) / download.sectorSize();
    long rounds = 1L + load.resets();
    return new Wear(rounds * (pages + MARK_PROGRAMS), rounds * (download.sectorCount() + 2L));
  }
}
