package dev.fuota.protocol.fec;

import dev.fuota.protocol.codec.PackageVersion;

/**
 * The parity matrix of the code (TS004, "Fragmentation matrix" 0).
 *
 * <p>Both versions draw columns from a 23-bit shift register seeded with the row's number, and want
 * floor(M / 2) ones; they differ in what a column drawn twice counts. A receiver with the other
 * version's matrix rebuilds garbage and cannot notice, so the version belongs to the session.
 */
public enum ParityMatrix {
  /** TS004 version 1: a column drawn again counts as a draw, so a row is about 39 % ones. */
  V1,

  /** TS004 version 2: columns are drawn until floor(M / 2) different ones are set. */
  V2;

  /** The matrix of a version of the fragmentation package. */
  public static ParityMatrix of(PackageVersion version) {
    return switch (version) {
      case V1 -> V1;
      case V2 -> V2;
    };
  }

  /**
   * The rows for {@code m} uncoded fragments, made anew each time one is asked for. They have no
   * state: threads may share them.
   *
   * @param m uncoded fragments of the session, 1..16383. One: all rows are empty
   */
  public ParityRows rows(int m) {
    return new DrawnRows(FragmentNumber.check("m", m), this == V2);
  }
}
