package dev.fuota.protocol.fragmentation;

import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;

/**
 * A data block is going to come: what FragSessionSetupReq says in both versions (TS004).
 *
 * <p>The numbers are as sent: a session has to refuse what makes no sense, with an answer.
 */
public sealed interface FragSessionSetup extends FragmentationDownlink
    permits FragSessionSetupReq, FragSessionSetupReqV2 {
  /** Octets of a descriptor. */
  int DESCRIPTOR_LENGTH = 4;

  int mcGroupBitMask();

  int fragIndex();

  int nbFrag();

  int fragSize();

  int blockAckDelay();

  int fragAlgo();

  int padding();

  Bytes descriptor();

  /**
   * Octets of the data block, without padding (TS004-01); negative if the request makes no sense.
   */
  default int blockLength() {
    return nbFrag() * fragSize() - padding();
  }

  /** Answers to a status request wait at random, uniformly from zero to this (TS004-18). */
  default Duration answerDelayMax() {
    return Duration.ofSeconds(16L << blockAckDelay());
  }

  /** Whether fragments from multicast group {@code mcGroupId}, 0..3, are admitted (TS004-07). */
  default boolean admitsGroup(int mcGroupId) {
    return (mcGroupBitMask() >> mcGroupId & 1) != 0;
  }
}
