package dev.fuota.protocol.msu;

/**
 * How a file is cut (MSU, sections 2 and 13): into chunks numbered from 1, each into sequences
 * (frames) numbered from 1. All frames have {@code sequenceSize} octets but the last of the file;
 * all chunks have {@code sequenceLimit} frames but the last.
 *
 * @param fileSize octets, 1 to 2^32 - 1
 * @param sequenceLimit frames a chunk, 1 to 32
 * @param sequenceSize octets a frame, 1 to 1460
 */
public record FileGeometry(long fileSize, int sequenceLimit, int sequenceSize) {
  public static final int SEQUENCE_LIMIT_MAX = 32;

  /** What an Ethernet frame leaves: 1500 without the headers of IP, UDP and the Data message. */
  public static final int SEQUENCE_SIZE_MAX = 1460;

  public static final int SEQUENCE_SIZE_DEFAULT = 1366;

  public FileGeometry {
    Checks.range("fileSize", fileSize, 1, Checks.U32_MAX);
    Checks.range("sequenceLimit", sequenceLimit, 1, SEQUENCE_LIMIT_MAX);
    Checks.range("sequenceSize", sequenceSize, 1, SEQUENCE_SIZE_MAX);
  }

  /** Number of chunks; also the number of the last. */
  public long chunks() { // MSU-007, MSU-064
    return chunks(fileSize, sequenceLimit, sequenceSize);
  }

  static long chunks(long fileSize, int sequenceLimit, int sequenceSize) {
    long chunkSize = (long) sequenceLimit * sequenceSize;
    return (fileSize + chunkSize - 1) / chunkSize;
  }

  /** Number of all frames of the file. */
  public long frames() {
    return (fileSize + sequenceSize - 1) / sequenceSize;
  }

  /** Number of frames of {@code chunk}; also the number of its last. */
  public int framesIn(long chunk) { // MSU-008, MSU-066
    long left = fileSize - firstOctet(chunk);
    long frames = (left + sequenceSize - 1) / sequenceSize;
    return (int) Math.min(frames, sequenceLimit);
  }

  /** Octets of frame {@code sequence} of {@code chunk}. */
  public int lengthOf(long chunk, int sequence) { // MSU-067
    return (int) Math.min(fileSize - offsetOf(chunk, sequence), sequenceSize);
  }

  /** Where frame {@code sequence} of {@code chunk} begins in the file. */
  public long offsetOf(long chunk, int sequence) { // MSU-077
    Checks.range("sequence", sequence, 1, framesIn(chunk));
    return firstOctet(chunk) + (sequence - 1L) * sequenceSize;
  }

  /** Whether this frame is the last of its chunk. */
  public boolean isLast(long chunk, int sequence) {
    return sequence == framesIn(chunk);
  }

  /** The bitmap of all frames of {@code chunk}, see {@link FrameBitmap}. */
  public int fullMask(long chunk) {
    return FrameBitmap.first(framesIn(chunk));
  }

  private long firstOctet(long chunk) {
    Checks.range("chunk", chunk, 1, chunks());
    return (chunk - 1) * sequenceLimit * sequenceSize;
  }
}
