package dev.fuota.protocol.msu;

/**
 * What a receiver takes.
 *
 * @param sequenceLimit frames a chunk, 1 to 32
 * @param maxSequenceSize octets a frame, 1 to 1460
 * @param maxFileSize octets of a file
 * @param maxFiles files of a cycle, 1 to 3
 * @param local whether the datagrams come from the local command interface
 * @param olderClients whether a server also reads what clients before 1.0 may send: a status of 16
 *     octets, and an I-Am without the word for users (decision 0021, D-13 and D-19)
 * @param profile which of our own messages are decoded; the others are unknown subcodes
 */
public record MsuLimits(
    int sequenceLimit,
    int maxSequenceSize,
    long maxFileSize,
    int maxFiles,
    boolean local,
    boolean olderClients,
    Profile profile) {
  public static final int FILES_MAX = 3;

  private static final MsuLimits DEFAULTS =
      new MsuLimits(
          FileGeometry.SEQUENCE_LIMIT_MAX,
          FileGeometry.SEQUENCE_SIZE_MAX,
          256L << 20,
          FILES_MAX,
          false,
          false,
          Profile.NONE);

  public MsuLimits {
    Checks.range("sequenceLimit", sequenceLimit, 1, FileGeometry.SEQUENCE_LIMIT_MAX);
    Checks.range("maxSequenceSize", maxSequenceSize, 1, FileGeometry.SEQUENCE_SIZE_MAX);
    Checks.range("maxFileSize", maxFileSize, 1, Checks.U32_MAX);
    Checks.range("maxFiles", maxFiles, 1, FILES_MAX);
  }

  /** All that MSU has, files of up to 256 MiB, from the network, nothing of our own. */
  public static MsuLimits defaults() {
    return DEFAULTS;
  }

  public MsuLimits withDevice(int limit, int size) {
    return new MsuLimits(limit, size, maxFileSize, maxFiles, local, olderClients, profile);
  }

  public MsuLimits withFiles(int files, long size) {
    return new MsuLimits(sequenceLimit, maxSequenceSize, size, files, local, olderClients, profile);
  }

  /** For the local command interface. */
  public MsuLimits fromLocal() {
    return new MsuLimits(
        sequenceLimit, maxSequenceSize, maxFileSize, maxFiles, true, olderClients, profile);
  }

  /** For a server, which reads older clients too. */
  public MsuLimits withOlderClients() {
    return new MsuLimits(
        sequenceLimit, maxSequenceSize, maxFileSize, maxFiles, local, true, profile);
  }

  public MsuLimits withProfile(Profile known) {
    return new MsuLimits(
        sequenceLimit, maxSequenceSize, maxFileSize, maxFiles, local, olderClients, known);
  }

  /** Whether messages of this type are decoded at all. */
  boolean knows(MsuType type) {
    return switch (type) {
      case POLL, REPORT -> profile.stream();
      case CODED -> profile.coded();
      default -> true;
    };
  }
}
