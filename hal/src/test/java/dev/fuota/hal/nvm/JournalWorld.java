package dev.fuota.hal.nvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerLoss;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.hal.sim.Tear;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A journal, its flash, and a map that says what must be in it. */
final class JournalWorld {
  private final PowerSupply power;
  private final NorFlash flash;
  private final Map<Integer, byte[]> model;
  private JournalNvm nvm;

  private JournalWorld(PowerSupply power, NorFlash flash, Map<Integer, byte[]> model) {
    this.power = power;
    this.flash = flash;
    this.model = model;
    this.nvm = new JournalNvm(flash);
  }

  static JournalWorld on(FlashProfile profile, long seed) {
    PowerSupply power = new PowerSupply(seed);
    return new JournalWorld(power, new NorFlash(profile, power), new TreeMap<>());
  }

  static FlashProfile profile(
      int sectorSize, int sectors, int granule, int erasedValue, boolean ecc) {
    Geometry geometry = new Geometry(sectorSize, sectors, granule, erasedValue);
    return new FlashProfile("small", geometry, ecc, Duration.ZERO, Duration.ZERO);
  }

  /** The same flash at this moment; its journal is opened anew, as after a reset. */
  JournalWorld fork(long seed) {
    PowerSupply supply = new PowerSupply(seed);
    return new JournalWorld(supply, flash.fork(supply), new TreeMap<>(model));
  }

  long operations() {
    return power.operations();
  }

  int wear(int sector) {
    return flash.wear(sector);
  }

  /** Writes, or deletes if there is no value; both must succeed. */
  void put(int key, byte @Nullable [] value) {
    change(nvm, key, value);
    remember(key, value);
  }

  private static void change(Nvm nvm, int key, byte @Nullable [] value) {
    if (value == null) {
      nvm.delete(key);
    } else {
      nvm.write(key, value);
    }
  }

  private void remember(int key, byte @Nullable [] value) {
    if (value == null) {
      model.remove(key);
    } else {
      model.put(key, value);
    }
  }

  /**
   * As {@link #put}, but the supply fails at the operation {@code in} operations from now (1 is the
   * next). Then the journal is opened again: the key must have its old value or the new one, and
   * keep it; all others are untouched.
   *
   * @return whether the supply failed; the change may take fewer operations
   */
  boolean putWithCut(int key, byte @Nullable [] value, int in, Tear tear, String story) {
    power.cutAt(power.operations() + in, tear);
    boolean cut = false;
    try {
      change(nvm, key, value);
    } catch (PowerLoss expected) {
      cut = true;
    }
    power.restore();
    if (!cut) {
      remember(key, value);
      return false;
    }
    reopen();
    byte @Nullable [] found = nvm.read(key).orElse(null);
    if (!Arrays.equals(found, model.get(key))) {
      assertThat(found).as(story + ": neither the old value nor the new one").isEqualTo(value);
      remember(key, value);
    }
    check(story);
    reopen();
    check(story + ", opened again");
    return true;
  }

  void reopen() {
    long before = power.operations();
    nvm = new JournalNvm(flash);
    assertThat(power.operations()).isEqualTo(before);
  }

  /** Each key has the value that it must have. */
  void check(String story) {
    for (int key = 0; key <= 254; key++) {
      byte @Nullable [] expected = model.get(key);
      byte @Nullable [] found = nvm.read(key).orElse(null);
      if (!Arrays.equals(expected, found)) {
        assertThat(found).as(story + ": key " + key).isEqualTo(expected);
      }
    }
  }
}
