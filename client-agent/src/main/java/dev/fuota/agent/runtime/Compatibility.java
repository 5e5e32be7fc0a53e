package dev.fuota.agent.runtime;

/**
 * Where a device may leave the letter of the specifications for the sake of a server that cannot
 * cope with it. Every switch is off by default.
 *
 * @param joinAnswers answers to one downlink share uplinks, as far as they fit; by default each has
 *     its own, which every known server can read
 * @param longStatusWithoutSession the status answer of a session that does not exist (TS004 version
 *     2) has four octets instead of one
 * @param startMissedWithUndefined StartMissed (TS005 version 2) comes with McGroupUndefined, for
 *     servers that know the one-octet answer by that bit
 * @param blankDescriptor a Descriptor of four zero octets (TS004) means an image, and what hardware
 *     it is for stands in the image alone; for servers that let nobody say a Descriptor
 * @param lateClassB a class B session (TS005) that began less than a beacon period ago is entered,
 *     for servers that round its start down to a beacon
 */
public record Compatibility(
    boolean joinAnswers,
    boolean longStatusWithoutSession,
    boolean startMissedWithUndefined,
    boolean blankDescriptor,
    boolean lateClassB) {

  /** To the letter. */
  public static final Compatibility STRICT = new Compatibility(false, false, false, false, false);

  /**
   * ChirpStack 4: it takes the one-octet forms of both answers for errors of the codec, and its web
   * interface has no field for a Descriptor. Its class B sessions begin with the beacon before the
   * moment that it means, which is over when a device learns of it.
   */
  public static final Compatibility CHIRPSTACK = new Compatibility(false, true, true, true, true);
}
