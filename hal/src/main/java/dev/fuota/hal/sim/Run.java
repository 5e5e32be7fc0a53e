package dev.fuota.hal.sim;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Neighbouring sectors: what is known of each. Whoever made it may change it, until it is forked.
 *
 * <p>Where contents are shared a sector that is erased is held in pieces when it is programmed,
 * until something is done to it that pieces do not know.
 */
final class Run {
  /** Sectors of a run; the last one of a flash may have fewer. */
  static final int SECTORS = 32;

  /** A sector in more pieces is held more cheaply as a whole. */
  private static final int PIECES_MAX = 32;

  private static final int PIECES_END = 0xffff;

  /** More octets that no other flash has would be copied too often: each piece copies them all. */
  private static final int OWN_MAX = 1 << 12;

  private static final Held[] NOTHING = {};

  /** Owns sectors that are only looked at. */
  private static final Object NOBODY = new Object();

  /** Owns the sectors that this run may change; null while there are none. */
  private @Nullable Object owner;

  /** Without those behind the last one that was ever programmed: they are blank. */
  private Held[] held;

  private final Sector[] blanks;
  private Pieces pieces;

  /** Sectors as delivered, each erased as its size is. */
  Run(Sector[] blanks) {
    this(NOTHING, blanks, Pieces.NONE);
  }

  private Run(Held[] held, Sector[] blanks, Pieces pieces) {
    this.held = held;
    this.blanks = blanks;
    this.pieces = pieces;
  }

  /** The same to be changed, as if none of its sectors ever had been. */
  Run copy() {
    return new Run(held.clone(), blanks, pieces);
  }

  private Held held(int sector) {
    return sector < held.length ? held[sector] : blanks[sector];
  }

  private void hold(int sector, Held what) {
    if (sector >= held.length) {
      int before = held.length;
      held = Arrays.copyOf(held, sector + 1);
      System.arraycopy(blanks, before, held, before, sector - before);
    }
    held[sector] = what;
  }

  void erase(int sector) {
    dropPieces(sector);
    if (sector < held.length) {
      held[sector] = blanks[sector];
    }
  }

  private void dropPieces(int sector) {
    if (held(sector) instanceof Layout layout) {
      pieces = pieces.without(place(sector), layout);
    }
  }

  /** Where the pieces of a sector begin. */
  private Pieces.Place place(int sector) {
    int piece = 0;
    int own = 0;
    for (int i = 0; i < Math.min(sector, held.length); i++) {
      if (held[i] instanceof Layout layout) {
        piece += layout.sharedCount();
        own += layout.ownLength();
      }
    }
    return new Pieces.Place(piece, own);
  }

  /** The sector, to be looked at; a copy if it is in pieces. */
  Sector at(int sector) {
    return held(sector) instanceof Sector whole ? whole : whole(sector, NOBODY);
  }

  /** The sector, to be changed. */
  Sector own(int sector) {
    if (owner == null) {
      owner = new Object();
    }
    if (held(sector) instanceof Sector known && known.isOwnedBy(owner)) {
      return known;
    }
    Sector whole = held(sector) instanceof Sector known ? known.copy(owner) : whole(sector, owner);
    dropPieces(sector);
    hold(sector, whole);
    return whole;
  }

  private Sector whole(int sector, Object forWhom) {
    Sector whole = blanks[sector].copy(forWhom);
    if (held(sector) instanceof Layout layout) {
      Pieces.Place place = place(sector);
      for (int piece = 0; piece < layout.count(); piece++) {
        int start = layout.start(piece);
        int length = layout.end(piece) - start;
        ByteBuffer octets = ByteBuffer.allocate(length);
        pieces.read(place, layout, start, length, octets, blanks[sector]);
        whole.program(start, length, octets.flip());
      }
    }
    return whole;
  }

  /** Whether the granules of a range read what their cells hold, each time. */
  boolean isSure(int sector, int at, int length) {
    return !(held(sector) instanceof Sector whole) || whole.isSure(at, length);
  }

  /** Reads a range of a sector, as it is without damage. */
  void read(int sector, int at, int length, ByteBuffer into) {
    if (held(sector) instanceof Layout layout) {
      pieces.read(place(sector), layout, at, length, into, blanks[sector]);
    } else {
      at(sector).read(at, length, into);
    }
  }

  /** Whether a range of a sector holds {@code expected}, and nothing there is wrong. */
  boolean surelyReads(int sector, int at, ByteBuffer expected) {
    if (held(sector) instanceof Sector whole) {
      return whole.isSure(at, expected.remaining()) && whole.holds(at, expected);
    }
    ByteBuffer there = ByteBuffer.allocate(expected.remaining());
    read(sector, at, there.capacity(), there);
    return there.flip().equals(expected);
  }

  /**
   * Programs {@code length} octets of a sector that were not used.
   *
   * @param shared where what large pieces hold is kept once for all; null: nowhere
   */
  void program(int sector, int at, int length, ByteBuffer from, @Nullable SharedPages shared) {
    Layout layout = shared == null ? null : layout(sector, shared);
    if (shared != null && layout != null && takes(layout, at, length)) {
      byte[] octets = new byte[length];
      from.get(octets);
      hold(sector, add(place(sector), layout, at, octets, shared));
    } else {
      own(sector).program(at, length, from);
    }
  }

  private @Nullable Layout layout(int sector, SharedPages shared) {
    if (held(sector) == blanks[sector]) {
      return shared.noPieces();
    }
    return held(sector) instanceof Layout layout ? layout : null;
  }

  /** Pieces come behind all others of their sector, and not too many. */
  private boolean takes(Layout layout, int at, int length) {
    return at + length <= PIECES_END
        && layout.count() < PIECES_MAX
        && at >= layout.end()
        && pieces.ownLength() < OWN_MAX;
  }

  private Layout add(Pieces.Place first, Layout layout, int at, byte[] octets, SharedPages shared) {
    Pieces.Place place =
        new Pieces.Place(first.piece() + layout.sharedCount(), first.own() + layout.ownLength());
    if (octets.length >= Pieces.LARGE) {
      pieces = pieces.withLarge(place, octets, shared);
      return layout.withShared(at, octets.length, Pieces.OWN);
    }
    pieces = pieces.withSmall(place, octets);
    return shared.of(
        layout.endsOwnAt(at) ? layout.grown(octets.length) : layout.withOwn(at, octets.length));
  }

  /** The first granule of a range that was programmed since it was erased, or -1. */
  int firstUsed(int sector, int at, int length) {
    if (held(sector) instanceof Layout layout && layout.firstIn(at, length) < 0) {
      return -1;
    }
    return at(sector).firstUsed(at, length);
  }
}
