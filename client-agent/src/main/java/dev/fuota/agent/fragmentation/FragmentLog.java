package dev.fuota.agent.fragmentation;

import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.Origin;
import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.protocol.fec.FragmentStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The fragments of up to four sessions, in the order in which they came: append-only cells in
 * flash. One program operation keeps a fragment, and no other record has to be written for it.
 *
 * <p>The log is a pool of sectors. A sector has the cells of one session; whose they are, the
 * session's id tells, over which their CRC runs: cells of earlier sessions are worthless, so
 * beginning or ending a session costs no flash operation. No session takes more sectors than {@link
 * #sectorsFor} says, so sessions whose sum fits the log never disturb one another.
 *
 * <p>A sector is erased right before its first cell and in the same power cycle, because after a
 * cut neither what reads blank nor what was half written can be built upon: after a reset a session
 * goes on in a fresh sector, and leaves one partly used. When it has taken all but its last sector,
 * that one gets what is useful in the sector with the least of it, and then the next fragments; the
 * old one is free. There are never more good fragments than the block has, so one of the others is
 * always partly empty, and resets cannot exhaust the log.
 */
public final class FragmentLog {
  /** Sectors beyond those of the sessions, for some that wear out. */
  public static final int SPARE_SECTORS = 2;

  private static final int FREE = -1;

  private final Flash flash;
  private final Map<Integer, SessionCells> sessions = new TreeMap<>();

  /** For each sector the FragIndex of its session, or {@link #FREE}; empty before the first one. */
  private byte[] owner = {};

  /** Sectors that failed since the last reset. */
  private final BitSet worn = new BitSet();

  /** Where the search for a free sector goes on, so that all wear alike. */
  private int cursor;

  private record Found(int fragIndex, int sector, List<SessionCells.Cell> cells) {}

  /** A log over all of {@code flash}; nothing is read or written yet. */
  public FragmentLog(Flash flash) {
    this.flash = flash;
  }

  /** Sectors that a session of this shape needs, at worst; more than a log has if none fits. */
  public static int sectorsFor(Geometry geometry, int nbFrag, int fragSize) {
    return SessionCells.sectorsFor(geometry, nbFrag, fragSize);
  }

  /** Sectors that a log of this geometry can promise to all sessions together. */
  public static int sectors(Geometry geometry) {
    return Math.max(0, geometry.sectorCount() - SPARE_SECTORS);
  }

  /** Turns to a session of an index; its cells, if there are any, are found by {@link #scan}. */
  public void open(Action.OpenLog session) {
    if (owner.length == 0) {
      owner = new byte[flash.geometry().sectorCount()];
      Arrays.fill(owner, (byte) FREE);
    }
    close(session.fragIndex());
    sessions.put(session.fragIndex(), new SessionCells(flash, session));
    if (sessions.size() == 1) {
      cursor = (int) (session.sessionId() % owner.length);
    }
  }

  /** The cells of an index are not needed any more. */
  public void close(int fragIndex) {
    sessions.remove(fragIndex);
    for (int sector = 0; sector < owner.length; sector++) {
      if (owner[sector] == fragIndex) {
        owner[sector] = FREE;
      }
    }
  }

  /**
   * Finds the good cells of all open sessions after a reset.
   *
   * @param heard gets the origin of each
   */
  public void scan(Consumer<Origin> heard) {
    Arrays.fill(owner, (byte) FREE);
    worn.clear();
    sessions.values().forEach(SessionCells::forget);
    List<Found> found = new ArrayList<>();
    for (int sector = 0; sector < owner.length; sector++) {
      found.addAll(scanSector(sector, heard));
    }
    List<Found> steady = withSteadyCopies(found);
    // A sector that was being moved when power went has nothing that a fuller one has not.
    steady.sort(Comparator.comparingInt((Found each) -> each.cells().size()).reversed());
    steady.forEach(this::adopt);
  }

  private List<Found> scanSector(int sector, Consumer<Origin> heard) {
    for (Map.Entry<Integer, SessionCells> session : sessions.entrySet()) {
      List<SessionCells.Cell> cells = session.getValue().find(sector, heard);
      if (!cells.isEmpty()) {
        return List.of(new Found(session.getKey(), sector, cells));
      }
    }
    return List.of();
  }

  /**
   * Where the same fragment lies in two sectors, one of them was given up, and an erase operation
   * may have been cut there: what does not read the same each time must not win.
   */
  private List<Found> withSteadyCopies(List<Found> found) {
    Map<Integer, BitSet> twice = foundTwice(found);
    List<Found> steady = new ArrayList<>();
    for (Found each : found) {
      SessionCells session = session(each.fragIndex());
      BitSet copied = twice.getOrDefault(each.fragIndex(), new BitSet());
      List<SessionCells.Cell> cells = each.cells();
      if (cells.stream().anyMatch(cell -> copied.get(cell.n()))) {
        cells = cells.stream().filter(cell -> session.isSteady(cell.offset())).toList();
      }
      steady.add(new Found(each.fragIndex(), each.sector(), cells));
    }
    return steady;
  }

  /** FragIndex to the numbers of fragments that lie in more than one place. */
  private static Map<Integer, BitSet> foundTwice(List<Found> found) {
    Map<Integer, BitSet> once = new TreeMap<>();
    Map<Integer, BitSet> twice = new TreeMap<>();
    for (Found each : found) {
      BitSet seen = once.computeIfAbsent(each.fragIndex(), index -> new BitSet());
      for (SessionCells.Cell cell : each.cells()) {
        if (seen.get(cell.n())) {
          twice.computeIfAbsent(each.fragIndex(), index -> new BitSet()).set(cell.n());
        }
        seen.set(cell.n());
      }
    }
    return twice;
  }

  private void adopt(Found found) {
    SessionCells session = session(found.fragIndex());
    session.adopt(found.cells());
    if (session.usefulIn(found.sector()) > 0) {
      owner[found.sector()] = (byte) found.fragIndex();
    }
  }

  private SessionCells session(int fragIndex) {
    return opened(fragIndex)
        .orElseThrow(() -> new IllegalStateException("no session " + fragIndex + " in the log"));
  }

  /** Reads all cells of a session again; the numbers of those that are good. */
  public int[] check(int fragIndex) {
    opened(fragIndex).ifPresent(SessionCells::check);
    return numbers(fragIndex);
  }

  /** The numbers of all fragments of a session that are there. */
  public int[] numbers(int fragIndex) {
    return opened(fragIndex).map(SessionCells::numbers).orElseGet(() -> new int[0]);
  }

  private Optional<SessionCells> opened(int fragIndex) {
    return Optional.ofNullable(sessions.get(fragIndex));
  }

  /**
   * Where the fragments of a session can be read, while it is open. Reading throws {@link
   * FlashFault} if a fragment is not there or cannot be read any more.
   */
  public FragmentStore store(int fragIndex) {
    return session(fragIndex)::read;
  }

  /**
   * Keeps a fragment; it is safe when this returns.
   *
   * @throws FlashFault if there is no room or the part failed; the fragment is not kept
   */
  public void append(Action.StoreFragment fragment) {
    int fragIndex = fragment.fragIndex();
    SessionCells session = sessions.get(fragIndex);
    if (session == null || session.sessionId() != fragment.sessionId()) {
      throw new FlashFault("the session is not in the log", 0); // it could not be opened
    }
    if (!session.hasRoom()) {
      takeSector(fragIndex, session);
    }
    onActive(session, () -> session.append(fragment));
  }

  /** A sector that fails is not written to again before the next reset. */
  private void onActive(SessionCells session, Runnable write) {
    try {
      write.run();
    } catch (FlashFault fault) {
      worn.set(session.active());
      session.end();
      throw fault;
    }
  }

  private void takeSector(int fragIndex, SessionCells session) {
    session.end();
    freeUseless(fragIndex, session);
    boolean last = ownedBy(fragIndex).count() + 1 >= session.reserved();
    int partlyUsed = last ? leastUseful(fragIndex, session) : FREE;
    int fresh = nextFree();
    cursor = (fresh + 1) % owner.length;
    eraseOrGiveUp(fresh);
    owner[fresh] = (byte) fragIndex;
    session.begin(fresh);
    if (last) {
      onActive(session, () -> session.move(partlyUsed));
      owner[partlyUsed] = FREE;
    }
  }

  private IntStream ownedBy(int fragIndex) {
    return IntStream.range(0, owner.length).filter(sector -> owner[sector] == fragIndex);
  }

  private void freeUseless(int fragIndex, SessionCells session) {
    for (int sector = 0; sector < owner.length; sector++) {
      if (owner[sector] == fragIndex && session.usefulIn(sector) == 0) {
        owner[sector] = FREE;
      }
    }
  }

  private int leastUseful(int fragIndex, SessionCells session) {
    return ownedBy(fragIndex)
        .filter(sector -> !session.isFull(sector))
        .boxed()
        .min(Comparator.comparingInt(session::usefulIn))
        .orElseThrow(() -> new FlashFault("the session's part of the log is full", 0));
  }

  private int nextFree() {
    for (int step = 0; step < owner.length; step++) {
      int sector = (cursor + step) % owner.length;
      if (owner[sector] == FREE && !worn.get(sector)) {
        return sector;
      }
    }
    throw new FlashFault("the fragment log is full", 0);
  }

  private void eraseOrGiveUp(int sector) {
    try {
      flash.erase(sector);
    } catch (FlashFault fault) {
      worn.set(sector);
      throw fault;
    }
  }
}
