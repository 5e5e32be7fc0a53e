package dev.fuota.protocol.fec;

import java.util.Arrays;

/**
 * Repairs a data block whose fragments were partly lost (TS004). It works on bits only: the octets
 * of the fragments stay where the caller keeps them and are read when the block is rebuilt.
 *
 * <h2>Theory of operation</h2>
 *
 * <p>Every fragment is a sum over GF(2) of the M uncoded ones: an uncoded fragment of itself alone,
 * a coded one of those in its row of the parity matrix. The block can be rebuilt exactly when M
 * received fragments are linearly independent. So a fragment is worth storing exactly when it is
 * independent of those stored before (INNOVATIVE), and the stored ones are always a basis: their
 * number is the rank, whatever the order of reception and whatever was received twice.
 *
 * <p>Uncoded fragments need one bit each. Of a coded one, what remains after the stored uncoded
 * ones are taken out is an equation over the others, the <em>open columns</em>. These equations are
 * kept in reduced row echelon form (Gauss-Jordan):
 *
 * <ul>
 *   <li>A coded fragment is freed of all pivots. Nothing open left: REDUNDANT. Otherwise its lowest
 *       open column becomes the pivot of a new row and is eliminated from all other rows.
 *   <li>An uncoded fragment closes its column. If that was a pivot (the fragment was late or sent
 *       again), its row takes another open column as pivot; if it has no other, the fragment was
 *       determined already: REDUNDANT.
 * </ul>
 *
 * <p>With rank M no open column is left but the pivots, so each row names one missing fragment, the
 * stored uncoded fragments and the stored coded ones (each row remembers which went into it) whose
 * sum it is. {@link #rebuild} reads and adds those.
 *
 * <h2>Memory</h2>
 *
 * <p>No more than {@code rowsMax} equations are kept. When all are in use and the rank is not M,
 * more than {@code rowsMax} uncoded fragments are missing, and no coded fragment can change that:
 * further innovative ones are refused (MEMORY_EXCEEDED) and {@link #gaveUp} says so. Uncoded
 * fragments are still accepted, since they cost no row: a server that repeats enough of them
 * completes the block after all. Refusing costs only what was refused; a block is never rebuilt
 * from less than rank M.
 *
 * <p>The state follows from the stored fragments alone: after a reset, a new decoder to which their
 * numbers are offered in any order is complete exactly when the old one was.
 */
public final class FecDecoder {

  /** What became of a fragment, and what its receiver has to do with its octets. */
  public enum Outcome {
    /** It adds to what is known: store its octets under its number. */
    INNOVATIVE,
    /** It adds nothing: drop it. */
    REDUNDANT,
    /** It would add something, but all rows are in use: drop it. */
    MEMORY_EXCEEDED,
    /** No fragment has this number: drop it. */
    NO_SUCH_FRAGMENT
  }

  private final ParityMatrix matrix;
  private final int nbFrag;
  private final ReducedRows rows;
  private int uncoded;
  private int received;
  private byte[] scratch = {};

  /**
   * A decoder that has not received anything.
   *
   * @param nbFrag uncoded fragments of the block (M), 1..16383
   * @param rowsMax largest number of lost uncoded fragments that can be repaired, at least 1
   */
  public FecDecoder(ParityMatrix matrix, int nbFrag, int rowsMax) {
    if (rowsMax < 1) {
      throw new IllegalArgumentException("rowsMax is " + rowsMax + ", not at least 1");
    }
    this.matrix = matrix;
    this.nbFrag = FragmentNumber.check("nbFrag", nbFrag);
    this.rows = new ReducedRows(nbFrag, Math.min(rowsMax, nbFrag));
  }

  /**
   * Takes note of a received fragment.
   *
   * @param n its number as it came from the air; any value is allowed
   */
  public Outcome offer(int n) {
    if (!FragmentNumber.exists(n)) {
      return Outcome.NO_SUCH_FRAGMENT;
    }
    received++;
    if (complete()) {
      return Outcome.REDUNDANT;
    }
    return n <= nbFrag ? offerUncoded(n) : offerCoded(n);
  }

  private Outcome offerUncoded(int n) {
    int column = n - 1;
    if (!rows.isOpen(column) || !rows.close(column)) {
      return Outcome.REDUNDANT;
    }
    uncoded++;
    return Outcome.INNOVATIVE;
  }

  private Outcome offerCoded(int n) {
    rows.propose(matrix, n - nbFrag);
    if (!rows.candidateIsInnovative()) {
      return Outcome.REDUNDANT;
    }
    if (rows.isFull()) {
      return Outcome.MEMORY_EXCEEDED;
    }
    rows.keepCandidate(n);
    return Outcome.INNOVATIVE;
  }

  /** Whether the block can be rebuilt. */
  public boolean complete() {
    return rankDeficit() == 0;
  }

  /** How many independent fragments are still needed; 0 exactly when complete. */
  public int rankDeficit() {
    return nbFrag - uncoded - rows.count();
  }

  /**
   * Uncoded fragments that are neither stored nor determined by what is stored, for MissingFrag of
   * the status answer; 0 exactly when complete.
   */
  public int missingFragments() {
    return nbFrag - uncoded - rows.determined();
  }

  /**
   * Whether more uncoded fragments are missing than the configured rows can repair, so that only
   * uncoded fragments can still help: "not enough matrix memory" of the status answer.
   */
  public boolean gaveUp() {
    return rows.isFull() && !complete();
  }

  /**
   * Fragments offered to this object, coded, uncoded and repeated alike, for NbFragReceived of the
   * status answer.
   */
  public int received() {
    return received;
  }

  /**
   * Octets that the matrix occupies now. With {@code W(b) = ceil(b / 64)} words, {@code R} the
   * smaller of {@code rowsMax} and {@code M}, and {@code r} rows in use, it is {@code 8·(W(M) + (r
   * + 1)·(W(M) + W(R))) + 8·R}: a bit for each uncoded fragment; the rows and the one being tested,
   * each with a bit for each uncoded and each kept coded fragment; pivot and number of each kept
   * fragment. {@code r <= R} bounds it; it never shrinks.
   */
  public long memoryOctets() {
    return rows.memoryOctets();
  }

  /**
   * The most that {@link #memoryOctets} of a decoder so configured can become, so that a session
   * can be refused before it begins.
   */
  public static long memoryOctetsMax(int nbFrag, int rowsMax) {
    int rows = Math.min(rowsMax, nbFrag);
    return ReducedRows.memoryOctets(nbFrag, rows, rows);
  }

  /**
   * Makes uncoded fragment {@code n} out of what was stored: reads it, or reads and adds those that
   * it is the sum of.
   *
   * @param n 1..M
   * @param store has every fragment that was INNOVATIVE
   * @param into gets the octets; as long as a fragment
   * @throws IllegalStateException if the block is not complete
   */
  public void rebuild(int n, FragmentStore store, byte[] into) {
    if (!complete()) {
      throw new IllegalStateException(rankDeficit() + " more fragments are needed");
    }
    int column = n - 1;
    if (!rows.isOpen(column)) {
      store.read(n, into);
      return;
    }
    if (scratch.length != into.length) {
      scratch = new byte[into.length];
    }
    Arrays.fill(into, (byte) 0);
    rows.sum(column, store, into, scratch);
  }
}
