package dev.fuota.protocol.fec;

/** Where decoders get parity rows from: {@code ParityMatrix::rows}, or a cache that many share. */
@FunctionalInterface
public interface ParityRowSource {
  /**
   * The rows of a session.
   *
   * @param m uncoded fragments of the session, 1..16383
   */
  ParityRows rows(ParityMatrix matrix, int m);
}
