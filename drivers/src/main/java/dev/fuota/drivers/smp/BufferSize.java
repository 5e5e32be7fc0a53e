package dev.fuota.drivers.smp;

/** How long a message a target takes. */
final class BufferSize {
  /** What every server's usual settings have room for: MCUboot's are 512, Zephyr's 384. */
  static final int UNKNOWN = 256;

  /** Below this the first chunk, with hash and length, has no room for the image. */
  private static final int LEAST = 128;

  private static final int MOST = 4096;

  private BufferSize() {}

  /** By the answer to the question for its parameters, which not every target understands. */
  static int messageMax(SmpAnswer answer) {
    long size =
        answer instanceof SmpAnswer.Done done
            ? done.body().number("buf_size").orElse(UNKNOWN)
            : UNKNOWN;
    return (int) Math.max(LEAST, Math.min(size, MOST)) - ConsoleFrames.OVERHEAD;
  }
}
