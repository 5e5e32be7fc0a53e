package dev.fuota.agent.fragmentation;

import dev.fuota.hal.flash.Geometry;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.fragmentation.FragSessionSetup;
import java.util.function.Predicate;

/**
 * What a device can do for fragmentation sessions. A block is judged by its Descriptor and its size
 * alone, when its session is set up (TR-06a, TR-06b).
 *
 * @param indexes FragIndex 0..indexes-1 are supported, 1..4
 * @param matrixRows the largest number of lost fragments that a session's decoder can repair
 * @param imageMax octets that the download slot has room for
 * @param page octets of the pages in which the download slot is written
 * @param log the flash of the fragment log
 * @param firmware whether a block with this Descriptor goes to the download slot
 * @param wanted whether the application wants a block with this Descriptor, if it is no firmware
 */
public record SessionLimits(
    int indexes,
    int matrixRows,
    int imageMax,
    int page,
    Geometry log,
    Predicate<Bytes> firmware,
    Predicate<Bytes> wanted) {
  private static final int ALGORITHM = 0;
  private static final int FRAGMENTS_MAX = (1 << 14) - 1;

  /**
   * The verdict on a request. McGroupBitMask is no matter for it: the groups may come later
   * (TS004-08).
   *
   * @param sectorsTaken sectors of the log that the sessions of other indexes have reserved
   * @param replay whether its counter was used before
   */
  SetupVerdict judge(FragSessionSetup request, int sectorsTaken, boolean replay) {
    return new SetupVerdict(
        request.fragAlgo() != ALGORITHM, // TS004-02
        !hasRoom(request, sectorsTaken), // TS004-03
        request.fragIndex() >= indexes, // TS004-04
        !isFirmware(request) && !wanted.test(request.descriptor()), // TS004-05
        replay);
  }

  boolean isFirmware(FragSessionSetup request) {
    return firmware.test(request.descriptor());
  }

  /** Shapes that are no block at all count as blocks without room, for want of a better bit. */
  private boolean hasRoom(FragSessionSetup request, int sectorsTaken) {
    int nbFrag = request.nbFrag();
    int fragSize = request.fragSize();
    return nbFrag > 0
        && nbFrag <= FRAGMENTS_MAX
        && request.padding() < fragSize
        && (!isFirmware(request) || request.blockLength() <= imageMax)
        && sectorsFor(request) <= FragmentLog.sectors(log) - sectorsTaken;
  }

  /** Sectors of the log that a session reserves. */
  int sectorsFor(FragSessionSetup request) {
    return FragmentLog.sectorsFor(log, request.nbFrag(), request.fragSize());
  }
}
