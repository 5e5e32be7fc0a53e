package dev.fuota.hal.sim;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The octets of the pieces of some sectors, one behind the other; whose they are, the {@link
 * Layout}s of the sectors know. Nobody changes it.
 *
 * <p>Of a large piece all is kept in an array that other flashes have as well: devices of a fleet
 * keep the same fragments, each with a checksum of its own. The checksums and small pieces lie in
 * one array.
 */
final class Pieces {
  /** Where a large piece may differ from those of others: the CRC of the fragment log's cells. */
  private static final int OWN_AT = 8;

  private static final int OWN_END = 12;

  /** Octets of a large piece that are its own. */
  static final int OWN = OWN_END - OWN_AT;

  /** Smaller ones are records of one device, which no other has. */
  static final int LARGE = 4 * OWN_END;

  /** No pieces. */
  static final Pieces NONE = new Pieces(new byte[0][], new byte[0]);

  /** The octets of each large piece, zero where they are its own. */
  private final byte[][] contents;

  private final byte[] own;

  private Pieces(byte[][] contents, byte[] own) {
    this.contents = contents;
    this.own = own;
  }

  /** How many octets no other flash has. */
  int ownLength() {
    return own.length;
  }

  /** These and a large piece that is the next one at this place; {@code octets} are given away. */
  Pieces withLarge(Place place, byte[] octets, SharedPages shared) {
    byte[] its = Arrays.copyOfRange(octets, OWN_AT, OWN_END);
    Arrays.fill(octets, OWN_AT, OWN_END, (byte) 0);
    byte[][] more = new byte[contents.length + 1][];
    System.arraycopy(contents, 0, more, 0, place.piece);
    more[place.piece] = shared.of(octets);
    int rest = contents.length - place.piece;
    System.arraycopy(contents, place.piece, more, place.piece + 1, rest);
    return new Pieces(more, ownWith(place.own, its));
  }

  /** These and a small piece at this place, or more of the small one that ends there. */
  Pieces withSmall(Place place, byte[] octets) {
    return new Pieces(contents, ownWith(place.own, octets));
  }

  private byte[] ownWith(int at, byte[] octets) {
    byte[] more = new byte[own.length + octets.length];
    System.arraycopy(own, 0, more, 0, at);
    System.arraycopy(octets, 0, more, at, octets.length);
    System.arraycopy(own, at, more, at + octets.length, own.length - at);
    return more;
  }

  /** The same without the pieces of a sector. */
  Pieces without(Place place, Layout layout) {
    byte[][] fewer = new byte[contents.length - layout.sharedCount()][];
    int rest = place.piece + layout.sharedCount();
    System.arraycopy(contents, 0, fewer, 0, place.piece);
    System.arraycopy(contents, rest, fewer, place.piece, contents.length - rest);
    byte[] less = new byte[own.length - layout.ownLength()];
    int ownRest = place.own + layout.ownLength();
    System.arraycopy(own, 0, less, 0, place.own);
    System.arraycopy(own, ownRest, less, place.own, own.length - ownRest);
    return new Pieces(fewer, less);
  }

  /**
   * Reads a range of a sector; what was not programmed is what {@code blank} has there.
   *
   * @param place of the sector's first piece
   */
  void read(Place place, Layout layout, int at, int length, ByteBuffer into, Sector blank) {
    int end = at + length;
    int next = at;
    int ownAt = place.own;
    int large = place.piece;
    for (int piece = 0; piece < layout.count() && layout.start(piece) < end; piece++) {
      int start = layout.start(piece);
      if (layout.end(piece) > next) {
        int from = Math.max(next, start);
        int to = Math.min(end, layout.end(piece));
        blank.read(next, from - next, into);
        if (layout.isShared(piece)) {
          putLarge(contents[large], ownAt, from - start, to - start, into);
        } else {
          into.put(own, ownAt + from - start, to - from);
        }
        next = to;
      }
      ownAt += layout.own(piece);
      large += layout.isShared(piece) ? 1 : 0;
    }
    blank.read(next, end - next, into);
  }

  private void putLarge(byte[] content, int ownAt, int from, int to, ByteBuffer into) {
    int start = into.position() - from;
    into.put(content, from, to - from);
    int first = Math.max(from, OWN_AT);
    int end = Math.min(to, OWN_END);
    if (first < end) {
      into.put(start + first, own, ownAt + first - OWN_AT, end - first);
    }
  }

  /**
   * Where the pieces of a sector begin.
   *
   * @param piece how many large ones lie before
   * @param own how many octets lie before that no other flash has
   */
  record Place(int piece, int own) {}
}
