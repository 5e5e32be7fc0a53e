package dev.fuota.hal.sim;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.Geometry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * NOR flash with the physics of a real part, and as strict as the strictest: granules are
 * programmed whole, aligned, and once after each erase. Code that breaks the rules fails at once
 * with the last operations in the message.
 *
 * <p>It hangs on a {@link PowerSupply}, which may tear an operation; see {@link Tear} for what is
 * left then. Time is not passed but summed up: the world around reads {@link #busyTime}.
 */
public final class NorFlash implements Flash {
  private final FlashProfile profile;
  private final Geometry geometry;
  private final PowerSupply power;
  private final Cells cells;
  private final Tearing tearing;
  private final int[] wear;
  private final OperationLog log = new OperationLog();
  private long busyNanos;
  private FlashOperation.@Nullable Listener listener;

  /** A part as delivered: all erased. */
  public NorFlash(FlashProfile profile, PowerSupply power) {
    this(
        profile,
        power,
        new Cells(profile.geometry(), profile.ecc()),
        new int[profile.geometry().sectorCount()]);
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

  private NorFlash(FlashProfile profile, PowerSupply power, Cells cells, int[] wear) {
    this.profile = profile;
    this.geometry = profile.geometry();
    this.power = power;
    this.cells = cells;
    this.tearing = new Tearing(cells, power.random());
    this.wear = wear;
  }

  /**
   * Another part with the same content and wear, on its own supply. Sectors are shared until one of
   * the two changes them: a thousand devices with one factory image cost little more than one.
   */
  public NorFlash fork(PowerSupply supply) {
    NorFlash fork = new NorFlash(profile, supply, cells.fork(), wear.clone());
    fork.busyNanos = busyNanos;
    return fork;
  }

  /**
   * From now on {@code next} is told of each program and erase operation that keeps the rules,
   * before it happens. One listener at a time; a fork has none.
   */
  public void listen(FlashOperation.Listener next) {
    listener = next;
  }

  @Override
  public Geometry geometry() {
    return geometry;
  }

  public FlashProfile profile() {
    return profile;
  }

  /** Time that all operations took so far, by the part's typical values. */
  public Duration busyTime() {
    return Duration.ofNanos(busyNanos);
  }

  /** How often the sector was erased, cut erase operations included. */
  public int wear(int sector) {
    return wear[sector];
  }

  /** The wear of the sector erased most often. */
  public int maxWear() {
    return Arrays.stream(wear).max().orElse(0);
  }

  @Override
  public void read(int offset, ByteBuffer into) {
    power.requireOn();
    requireInside("read", offset, into.remaining());
    cells.read(offset, into, power.random());
  }

  @Override
  public void program(int offset, ByteBuffer from) {
    power.requireOn();
    int length = from.remaining();
    requireInside("program", offset, length);
    requireAligned(offset, length);
    requireErased(offset, length);
    if (listener != null) {
      listener.before(FlashOperation.program(offset, from));
    }
    byte[] values = new byte[length];
    from.get(values);
    log.program(offset, length);
    busyNanos += (long) (length / geometry.programSize()) * profile.programTime().toNanos();
    @Nullable Tear tear = power.begin();
    if (tear != null) {
      tearing.program(tear, offset, values);
      throw new PowerLoss("power lost in program of " + range(offset, length));
    }
    programWhole(offset, values);
  }

  @Override
  public void erase(int index) {
    power.requireOn();
    if (index < 0 || index >= geometry.sectorCount()) {
      throw new IllegalArgumentException("erase sector " + index + " of " + geometry.sectorCount());
    }
    if (listener != null) {
      listener.before(
          FlashOperation.erase(geometry.sectorOffset(index), geometry.sectorSize(index)));
    }
    log.erase(index);
    busyNanos += profile.eraseTime().toNanos();
    wear[index]++;
    @Nullable Tear tear = power.begin();
    if (tear != null) {
      tearing.erase(tear, index);
      throw new PowerLoss("power lost in erase of sector " + index);
    }
    cells.erase(index);
  }

  private void programWhole(int offset, byte[] values) {
    for (int from = 0; from < values.length; from += geometry.programSize()) {
      int at = offset + from;
      cells.program(at, values, from);
      int sector = geometry.sectorOf(at);
      if (cells.weak(sector)) {
        int index = at % geometry.sectorSize();
        cells.own(sector).set(index, (byte) (values[from] ^ 1));
      }
    }
  }

  private void requireInside(String operation, int offset, int length) {
    if (offset < 0 || offset > geometry.size() - length) {
      throw new IllegalArgumentException(
          operation + " " + range(offset, length) + " is not in " + geometry.size() + " octets");
    }
  }

  private void requireAligned(int offset, int length) {
    int granule = geometry.programSize();
    if (length == 0 || offset % granule != 0 || length % granule != 0) {
      throw new IllegalArgumentException(
          "program " + range(offset, length) + " is not whole granules of " + granule);
    }
  }

  private void requireErased(int offset, int length) {
    int used = cells.firstUsed(offset, length);
    if (used >= 0) {
      throw new IllegalStateException(
          String.format(
              "program %s: granule 0x%x is not erased; operations before: %s",
              range(offset, length), used, log));
    }
  }

  private static String range(int offset, int length) {
    return String.format("0x%x+%d", offset, length);
  }
}
