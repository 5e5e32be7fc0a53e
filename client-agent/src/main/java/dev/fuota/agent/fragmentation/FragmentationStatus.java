package dev.fuota.agent.fragmentation;

/**
 * How a fragmentation session stands.
 *
 * @param phase what it does
 * @param nbFrag uncoded fragments of the block; 0 without a session
 * @param received fragments received, repeated ones included
 * @param missing uncoded fragments neither received nor determined by others; 0 when rebuilt
 * @param rankDeficit how many more independent fragments are needed
 * @param matrixFull whether more are lost than the decoder has rows for
 */
public record FragmentationStatus(
    Phase phase, int nbFrag, int received, int missing, int rankDeficit, boolean matrixFull) {

  /** What the session does. */
  public enum Phase {
    NONE,
    RECEIVING,
    REBUILDING,
    SETTLED
  }
}
