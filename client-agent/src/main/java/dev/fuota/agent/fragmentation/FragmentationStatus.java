package dev.fuota.agent.fragmentation;

/**
 * How the fragmentation session of one FragIndex stands.
 *
 * @param phase what it does
 * @param nbFrag uncoded fragments of the block; 0 without a session
 * @param received fragments received, repeated ones included; after a reset at least those that are
 *     stored
 * @param missing uncoded fragments neither received nor determined by others; 0 when rebuilt
 * @param rankDeficit how many more independent fragments are needed
 * @param matrixFull whether more are lost than the decoder has rows for
 * @param memoryOctets what the decoder occupies
 */
public record FragmentationStatus(
    Phase phase,
    int nbFrag,
    int received,
    int missing,
    int rankDeficit,
    boolean matrixFull,
    long memoryOctets) {

  /** Without a session. */
  public static final FragmentationStatus NONE =
      new FragmentationStatus(Phase.NONE, 0, 0, 0, 0, false, 0);

  /** What the session does. */
  public enum Phase {
    /** There is none. */
    NONE,
    /** Fragments are wanted. */
    RECEIVING,
    /** Enough fragments are there; the MIC of the block is being computed (version 2). */
    CHECKING,
    /** The block is firmware, and waits for the download slot. */
    WAITING,
    /** The block is being written into the download slot. */
    REBUILDING,
    /** The block is firmware, and was judged. */
    SETTLED,
    /** The block is there for the application. */
    COMPLETE,
    /** The block is there, but its MIC is wrong. */
    FAILED
  }
}
