package dev.fuota.hal.sim;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** What the cells of a sector keep beyond what they read; most sectors have nothing of it. */
final class Marks {
  private final int size;
  private final int granule;

  /** Granules that count as programmed whatever they read; null while there are none. */
  private @Nullable BitSet used;

  private @Nullable Damage damage;

  /** How often each granule was programmed beyond the first time; null while none was. */
  private short @Nullable [] rewrites;

  /** How many granules of each block were programmed; null while nobody counts. */
  private int @Nullable [] blockWrites;

  /** No marks. */
  Marks(int size, int granule) {
    this.size = size;
    this.granule = granule;
  }

  Marks copy() {
    Marks copy = new Marks(size, granule);
    copy.used = used == null ? null : (BitSet) used.clone();
    copy.damage = damage == null ? null : damage.copy();
    copy.rewrites = rewrites == null ? null : rewrites.clone();
    copy.blockWrites = blockWrites == null ? null : blockWrites.clone();
    return copy;
  }

  void use(int at, int length) {
    if (used == null) {
      used = new BitSet(size / granule);
    }
    used.set(at / granule, (at + length - 1) / granule + 1);
  }

  int firstUsed(int at, int length) {
    return used == null ? -1 : Sector.firstIn(used, granule, at, length);
  }

  @Nullable Damage damage() {
    return damage;
  }

  Damage damaged() {
    if (damage == null) {
      damage = new Damage(size, granule);
    }
    return damage;
  }

  void rewrite(int at) {
    if (rewrites == null) {
      rewrites = new short[size / granule];
    }
    rewrites[at / granule]++;
  }

  int rewrites(int at) {
    return rewrites == null ? 0 : rewrites[at / granule];
  }

  void countInBlock(int at, int block) {
    if (blockWrites == null) {
      blockWrites = new int[(size + block - 1) / block];
    }
    blockWrites[at / block]++;
  }

  int blockWrites(int at, int block) {
    return blockWrites == null ? 0 : blockWrites[at / block];
  }
}
