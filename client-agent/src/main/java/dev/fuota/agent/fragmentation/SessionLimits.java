package dev.fuota.agent.fragmentation;

import dev.fuota.hal.flash.Geometry;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.fragmentation.FragSessionSetupAns;
import dev.fuota.protocol.fragmentation.FragSessionSetupReq;
import java.util.function.Predicate;

/**
 * What a device can do for a fragmentation session.
 *
 * @param indexes FragIndex 0..indexes-1 are supported, 1..4
 * @param matrixRows the largest number of lost fragments that the decoder can repair
 * @param blockMax octets that the download slot has room for
 * @param page octets of the pages in which the download slot is written
 * @param log the flash of the fragment log
 * @param wanted whether the device wants a block with this Descriptor
 */
public record SessionLimits(
    int indexes, int matrixRows, int blockMax, int page, Geometry log, Predicate<Bytes> wanted) {
  private static final int ALGORITHM = 0;
  private static final int FRAGMENTS_MAX = (1 << 14) - 1;

  /**
   * The answer to a request, with every error bit that applies.
   *
   * @param logTaken whether the session of another FragIndex still needs the log
   */
  FragSessionSetupAns judge(FragSessionSetupReq request, boolean logTaken) {
    return new FragSessionSetupAns(
        request.fragAlgo() != ALGORITHM,
        logTaken || !hasRoom(request),
        request.fragIndex() >= indexes,
        !wanted.test(request.descriptor()),
        request.fragIndex());
  }

  boolean accepts(FragSessionSetupReq request) {
    FragSessionSetupAns verdict = judge(request, false);
    return !verdict.fragAlgoUnsupported()
        && !verdict.notEnoughMemory()
        && !verdict.fragIndexUnsupported()
        && !verdict.wrongDescriptor();
  }

  /** Shapes that are no block at all count as blocks without room, for want of a better bit. */
  private boolean hasRoom(FragSessionSetupReq request) {
    int nbFrag = request.nbFrag();
    int fragSize = request.fragSize();
    return nbFrag > 0
        && nbFrag <= FRAGMENTS_MAX
        && request.padding() < fragSize
        && (long) nbFrag * fragSize - request.padding() <= blockMax
        && nbFrag <= FragmentLog.capacity(log, fragSize);
  }
}
