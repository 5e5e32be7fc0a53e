package dev.fuota.hal.sim;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.flash.Geometry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * NOR flash with the physics of a real part, and as strict as the strictest unless its profile says
 * {@link FlashProfile#asPart}: granules are programmed whole, aligned, and once after each erase.
 * Code that breaks the rules fails at once with the last operations in the message.
 *
 * <p>It hangs on a {@link PowerSupply}, which may tear an operation; see {@link Tear} for what is
 * left then. What else may be wrong with a part is a {@link FlashDefect}. Time is not passed but
 * summed up: the world around reads {@link #busyTime}.
 */
public final class NorFlash implements Flash {
  private final FlashProfile profile;
  private final PowerSupply power;
  private final Cells cells;
  private final OperationLog log;
  private @Nullable Defects defects;
  private long busyNanos;
  private long busyNanosMax;
  private long corrected;
  private FlashOperation.@Nullable Listener listener;
  private FlashMisuse.@Nullable Listener misuse;

  /** A part as delivered: all erased. */
  public NorFlash(FlashProfile profile, PowerSupply power) {
    this(profile, power, new Cells(profile), new OperationLog());
  }

  /**
   * A part as a programmer leaves it: {@code content} from offset 0 on, the rest erased, no wear.
   * Granules that hold nothing but the erased value count as erased.
   *
   * @throws IllegalArgumentException if {@code content} is longer than the part
   */
  public static NorFlash holding(FlashProfile profile, byte[] content, PowerSupply power) {
    NorFlash flash = new NorFlash(profile, power);
    flash.requireInside("load", 0, content.length);
    flash.cells.load(content);
    return flash;
  }

  private NorFlash(FlashProfile profile, PowerSupply power, Cells cells, OperationLog log) {
    this.profile = profile;
    this.power = power;
    this.cells = cells;
    this.log = log;
  }

  /**
   * Another part with the same content, wear, defects and times, on its own supply, without
   * listeners. Nothing is copied before one of the two changes it, and then only the sector
   * concerned: a hundred thousand devices with one factory image cost little more than one.
   */
  public NorFlash fork(PowerSupply supply) {
    NorFlash fork = new NorFlash(profile, supply, cells.fork(), log.fork());
    fork.defects = defects == null ? null : defects.copy();
    fork.busyNanos = busyNanos;
    fork.busyNanosMax = busyNanosMax;
    fork.corrected = corrected;
    return fork;
  }

  /**
   * From now on large pieces that are programmed are kept once for all parts that share these
   * pages, and for their forks. Nothing else changes.
   */
  public void share(SharedPages pages) {
    cells.share(pages);
  }

  /**
   * From now on {@code next} is told of each program and erase operation that is not refused,
   * before it happens. One listener at a time; a fork has none.
   */
  public void listen(FlashOperation.Listener next) {
    listener = next;
  }

  /**
   * From now on programming what is not erased is told to {@code next}, before the operation's
   * listener hears of it, and then does what the part itself does: an {@link IllegalStateException}
   * no more. A fork has none.
   */
  public void tellMisuse(FlashMisuse.Listener next) {
    misuse = next;
  }

  /**
   * From now on this is wrong with the part.
   *
   * @throws IndexOutOfBoundsException if it is beyond the part
   */
  public void inject(FlashDefect defect) {
    Defects all = defects == null ? new Defects() : defects;
    defects = all;
    if (defect instanceof FlashDefect.StuckBits bits) {
      geometry().sectorOf(bits.offset());
      all.stick(bits.offset(), bits.mask(), bits.value());
      all.show(cells, bits.offset(), 1);
    } else if (defect instanceof FlashDefect.FlippedBits bits) {
      int sector = geometry().sectorOf(bits.offset());
      int in = bits.offset() - geometry().sectorOffset(sector);
      Damage damage = cells.own(sector).damaged();
      damage.flip(in, damage.flipped(in) ^ bits.mask());
    } else if (defect instanceof FlashDefect.WornSector worn) {
      cells.setWear(
          Objects.checkIndex(worn.sector(), geometry().sectorCount()), profile.endurance());
    } else if (defect instanceof FlashDefect.DeadSector dead) {
      all.kill(Objects.checkIndex(dead.sector(), geometry().sectorCount()));
    } else if (defect instanceof FlashDefect.FailingOperation failing) {
      all.failAt(failing.number());
    }
  }

  @Override
  public Geometry geometry() {
    return profile.geometry();
  }

  public FlashProfile profile() {
    return profile;
  }

  /** Time that all operations took so far, by the part's typical values. */
  public Duration busyTime() {
    return Duration.ofNanos(busyNanos);
  }

  /** Time that all operations took so far if each took the longest that the data sheet allows. */
  public Duration busyTimeMax() {
    return Duration.ofNanos(busyNanosMax);
  }

  /** How often a read found a single wrong bit in a granule and the part's ECC put it right. */
  public long correctedReads() {
    return corrected;
  }

  /** How often the sector was erased, cut erase operations included. */
  public int wear(int sector) {
    return cells.wear(sector);
  }

  /** The wear of the sector erased most often. */
  public int maxWear() {
    return cells.maxWear();
  }

  @Override
  public void read(int offset, ByteBuffer into) {
    power.requireOn();
    requireInside("read", offset, into.remaining());
    corrected += cells.read(offset, into, power.random());
  }

  @Override
  public boolean surelyReads(int offset, ByteBuffer expected) {
    power.requireOn();
    requireInside("read", offset, expected.remaining());
    return cells.surelyRead(offset, expected);
  }

  @Override
  public void program(int offset, ByteBuffer from) {
    power.requireOn();
    int length = from.remaining();
    requireInside("program", offset, length);
    requireAligned(offset, length);
    boolean plain = check(offset, from);
    if (listener != null) {
      listener.before(FlashOperation.program(offset, from));
    }
    log.program(offset, length);
    busyNanos += profile.times().program().typical(offset, length);
    busyNanosMax += profile.times().program().max(offset, length);
    @Nullable Tear tear = power.begin();
    if (tear != null) {
      tearProgram(tear, offset, octets(from));
      throw new PowerLoss("power lost in program of " + range(offset, length));
    }
    if (defects != null) {
      programWithDefects(defects, offset, octets(from));
    } else if (plain) {
      cells.program(offset, from);
    } else {
      rewriting().program(offset, octets(from));
    }
  }

  @Override
  public void erase(int index) {
    power.requireOn();
    if (index < 0 || index >= geometry().sectorCount()) {
      throw new IllegalArgumentException(
          "erase sector " + index + " of " + geometry().sectorCount());
    }
    int size = geometry().sectorSize(index);
    if (listener != null) {
      listener.before(FlashOperation.erase(geometry().sectorOffset(index), size));
    }
    log.erase(index);
    TimeRange time = profile.times().eraseOf(size);
    busyNanos += time.typical();
    busyNanosMax += time.max();
    cells.setWear(index, cells.wear(index) + 1);
    @Nullable Tear tear = power.begin();
    if (tear != null) {
      tearErase(tear, index);
      throw new PowerLoss("power lost in erase of sector " + index);
    }
    if (defects != null || cells.wear(index) > profile.endurance()) {
      eraseWithDefects(index);
    } else {
      cells.erase(index);
    }
  }

  private void tearProgram(Tear tear, int offset, byte[] values) {
    if (defects == null) {
      tearing().program(tear, offset, values);
    } else if (defects.areAlive(geometry(), offset, values.length)) {
      tearing().program(tear, offset, values);
      defects.show(cells, offset, values.length);
    }
  }

  private void tearErase(Tear tear, int index) {
    int offset = geometry().sectorOffset(index);
    if (defects == null) {
      tearing().erase(tear, index);
    } else if (defects.areAlive(geometry(), offset, 1)) {
      tearing().erase(tear, index);
      defects.show(cells, offset, geometry().sectorSize(index));
    }
  }

  private void programWithDefects(Defects all, int offset, byte[] values) {
    if (!all.areAlive(geometry(), offset, values.length)) {
      throw new FlashFault("program of " + range(offset, values.length) + ": dead sector", offset);
    }
    if (all.fails(power.operations())) {
      tearing().program(Tear.TORN, offset, values);
      throw new FlashFault("program of " + range(offset, values.length) + " failed", offset);
    }
    try {
      rewriting().program(offset, values);
    } finally {
      all.show(cells, offset, values.length);
    }
  }

  private void eraseWithDefects(int index) {
    Defects all = defects == null ? new Defects() : defects;
    defects = all;
    int offset = geometry().sectorOffset(index);
    if (!all.areAlive(geometry(), offset, 1)) {
      throw new FlashFault("erase of sector " + index + ": dead sector", offset);
    }
    boolean fails = all.fails(power.operations());
    if (fails) {
      tearing().erase(Tear.TORN, index);
    } else {
      cells.erase(index);
    }
    if (cells.wear(index) > profile.endurance()) {
      all.wearOut(geometry(), index, power.random());
    }
    all.show(cells, offset, geometry().sectorSize(index));
    if (fails) {
      throw new FlashFault("erase of sector " + index + " failed", offset);
    }
  }

  private Rewriting rewriting() {
    return new Rewriting(cells, profile.partRule());
  }

  private Tearing tearing() {
    return new Tearing(cells, rewriting(), profile.page(), power.random());
  }

  private static byte[] octets(ByteBuffer from) {
    byte[] octets = new byte[from.remaining()];
    from.get(octets);
    return octets;
  }

  private void requireInside(String operation, int offset, int length) {
    if (offset < 0 || offset > geometry().size() - length) {
      throw new IllegalArgumentException(
          operation + " " + range(offset, length) + " is not in " + geometry().size() + " octets");
    }
  }

  private void requireAligned(int offset, int length) {
    int granule = geometry().programSize();
    if (length == 0 || offset % granule != 0 || length % granule != 0) {
      throw new IllegalArgumentException(
          "program " + range(offset, length) + " is not whole granules of " + granule);
    }
  }

  /** Whether all is erased, so that nothing but copying is to be done; misuse is told or thrown. */
  private boolean check(int offset, ByteBuffer from) {
    int length = from.remaining();
    int used = cells.firstUsed(offset, length);
    boolean counted = profile.partRule().counts() && !(profile.strict() && misuse == null);
    if (used < 0 && !counted) {
      return true;
    }
    int refused =
        profile.strict() ? used : rewriting().firstRefused(offset, octets(from.duplicate()));
    if (refused >= 0) {
      FlashMisuse what =
          new FlashMisuse(power.operations() + 1, offset, length, refused, log.toString());
      if (misuse == null) {
        throw new IllegalStateException(what.message());
      }
      misuse.misused(what);
    }
    return false;
  }

  private static String range(int offset, int length) {
    return "0x" + Integer.toHexString(offset) + "+" + length;
  }
}
