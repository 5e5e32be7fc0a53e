package dev.fuota.protocol.fec;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
 * number is the rank, whatever the order of reception and whatever was received twice (FEC-06). The
 * block is complete at rank M, never later (FEC-07).
 *
 * <p>Uncoded fragments need one bit each. Of a coded one, what remains after the stored uncoded
 * ones are taken out is an equation over the others, the <em>open columns</em>. These equations are
 * kept solved for one open column each, the <em>pivot</em>, which is in no other equation ({@link
 * LostEquations}):
 *
 * <ul>
 *   <li>A coded fragment is freed of all pivots. Nothing open left: REDUNDANT. Otherwise its lowest
 *       open column becomes the pivot of a new row and is eliminated from all other rows.
 *   <li>An uncoded fragment closes its column. If that was a pivot (the fragment was late or sent
 *       again), its row takes another open column as pivot; if it has no other, the fragment was
 *       determined already: REDUNDANT.
 * </ul>
 *
 * <p>With rank M no open column is left but the pivots, so each row names a missing fragment and
 * the stored coded ones that it follows from. The uncoded ones in its sum are not kept: they follow
 * from the parity rows of those coded ones, which are made again. {@link #rebuild} reads and adds
 * them ({@link RangeRebuild}).
 *
 * <h2>Memory</h2>
 *
 * <p>No more than {@code rowsMax} equations are kept. When all are in use and the rank is not M,
 * more than {@code rowsMax} uncoded fragments are missing, and no coded fragment can change that:
 * further innovative ones are refused (MEMORY_EXCEEDED) and {@link #gaveUp} says so (FEC-08).
 * Uncoded fragments are still accepted, since they cost no row: a server that repeats enough of
 * them completes the block after all. Refusing costs only what was refused; a block is never
 * rebuilt from less than rank M.
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

  private final ParityRows parity;
  private final int nbFrag;
  private final int rowsMax;

  /** The columns of uncoded fragments that are not stored. */
  private final long[] open;

  private final long[] parityRow;

  /** There once a coded fragment came. */
  private @Nullable LostEquations equations;

  private int uncoded;
  private int received;

  /**
   * A decoder that has not received anything.
   *
   * @param parity the rows of the block's session, which tell M as well
   * @param rowsMax largest number of lost uncoded fragments that can be repaired, at least 1
   */
  public FecDecoder(ParityRows parity, int rowsMax) {
    if (rowsMax < 1) {
      throw new IllegalArgumentException("rowsMax is " + rowsMax + ", not at least 1");
    }
    this.parity = parity;
    this.nbFrag = parity.columns();
    this.rowsMax = Math.min(rowsMax, nbFrag);
    this.open = BitRow.ones(nbFrag);
    this.parityRow = new long[open.length];
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
    if (!BitRow.get(open, column)
        || (equations != null && !equations.close(equations.slot(column)))) {
      return Outcome.REDUNDANT;
    }
    BitRow.clear(open, column);
    uncoded++;
    return Outcome.INNOVATIVE;
  }

  private Outcome offerCoded(int n) {
    if (equations == null) {
      equations = new LostEquations(open);
    }
    parity.row(n - nbFrag, parityRow);
    if (!equations.propose(parityRow)) {
      return Outcome.REDUNDANT;
    }
    if (equations.count() == rowsMax) {
      return Outcome.MEMORY_EXCEEDED;
    }
    equations.keepCandidate(n);
    return Outcome.INNOVATIVE;
  }

  /** Whether the block can be rebuilt. */
  public boolean complete() {
    return rankDeficit() == 0;
  }

  /** How many independent fragments are still needed; 0 exactly when complete. */
  public int rankDeficit() {
    return nbFrag - uncoded - rowsInUse();
  }

  /** Rows in use: coded fragments that are stored. */
  public int rowsInUse() {
    return equations == null ? 0 : equations.count();
  }

  /**
   * Uncoded fragments that are neither stored nor determined by what is stored, for MissingFrag of
   * the status answer; 0 exactly when complete.
   */
  public int missingFragments() {
    return nbFrag - uncoded - (equations == null ? 0 : equations.determined());
  }

  /**
   * Whether more uncoded fragments are missing than the configured rows can repair, so that only
   * uncoded fragments can still help: "not enough matrix memory" of the status answer.
   */
  public boolean gaveUp() {
    return rowsInUse() == rowsMax && !complete();
  }

  /**
   * Fragments offered to this object, coded, uncoded and repeated alike, for NbFragReceived of the
   * status answer.
   */
  public int received() {
    return received;
  }

  /**
   * Octets that the decoder's tables occupy now. With {@code W(b) = ceil(b / 64)} words, {@code L}
   * the uncoded fragments that were missing when the first coded one came, and {@code r} rows in
   * use, it is {@code 8·(2·W(M) + (r + 4)·W(L)) + 4·L}: a bit for each uncoded fragment and one
   * parity row; the equations, two such rows to work with, the free columns and the pivots; number
   * and coded fragment of each missing one. Before the first coded fragment it is {@code 16·W(M)}.
   * It never shrinks.
   */
  public long memoryOctets() {
    long bits = 2L * Long.BYTES * open.length;
    return equations == null
        ? bits
        : bits + LostEquations.memoryOctets(equations.slots(), equations.count());
  }

  /**
   * The most that {@link #memoryOctets} of a decoder so configured can become, so that a session
   * can be refused before it begins: all rows in use, and no uncoded fragment before the first
   * coded one, {@code L = M}.
   */
  public static long memoryOctetsMax(int nbFrag, int rowsMax) {
    return 2L * Long.BYTES * BitRow.words(nbFrag)
        + LostEquations.memoryOctets(nbFrag, Math.min(rowsMax, nbFrag));
  }

  /**
   * Makes uncoded fragments {@code first} to {@code first + count - 1} out of what was stored. Each
   * stored fragment is read once, and only if it is needed. A fragment of {@code F} octets that has
   * to be added up needs {@code W(M) + W(L)} words while this works, and all of them together a
   * table of 64 times the larger of {@code 8·W(M)} and {@code F} octets.
   *
   * @param first 1..M
   * @param count at least 1; {@code first + count - 1} is within 1..M
   * @param store has every fragment that was INNOVATIVE
   * @param into gets the octets; as long as {@code count} fragments
   * @throws IllegalStateException if the block is not complete
   */
  public void rebuild(int first, int count, FragmentStore store, byte[] into) {
    if (!complete()) {
      throw new IllegalStateException(rankDeficit() + " more fragments are needed");
    }
    Objects.checkFromIndexSize(first - 1, count, nbFrag);
    byte[] fragment = new byte[into.length / count];
    for (int i = 0; i < count; i++) {
      if (!BitRow.get(open, first - 1 + i)) {
        store.read(first + i, fragment);
        System.arraycopy(fragment, 0, into, i * fragment.length, fragment.length);
      }
    }
    if (equations != null) {
      new RangeRebuild(parity, open, equations, first, count, into).run(store);
    }
  }
}
