package dev.fuota.device.flash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A disk in memory that takes only so many octets and then dies, in the middle of a write if need
 * be. What it holds then is asked for in two ways: what a process that was killed leaves, and what
 * a loss of power leaves, which is any part of what was not forced.
 */
final class CutDisk implements Disk {
  /** What all disks of a device share: the process dies for all of them at once. */
  static final class Life {
    private long left;

    /** Dies in operation {@code left}; each octet written is one, each force or cut too. */
    Life(long left) {
      this.left = left;
    }

    boolean isOver() {
      return left <= 0;
    }
  }

  private interface Change {
    byte[] on(byte[] content);
  }

  private static final int SECTOR = 512;

  private final Life life;
  private byte[] durable;
  private byte[] content;
  private final List<Change> unforced = new ArrayList<>();

  CutDisk(byte[] content, Life life) {
    this.content = content.clone();
    this.durable = content.clone();
    this.life = life;
  }

  byte[] afterKill() {
    return content.clone();
  }

  byte[] afterPowerLoss(RandomGenerator dice) {
    byte[] left = durable;
    for (Change change : unforced) {
      if (dice.nextBoolean()) {
        left = change.on(left);
      }
    }
    return left;
  }

  private void spend() throws IOException {
    if (life.left-- <= 0) {
      throw new IOException("dead");
    }
  }

  @Override
  public long length() {
    return content.length;
  }

  @Override
  public void read(long at, ByteBuffer into) {
    into.put(content, (int) at, into.remaining());
  }

  @Override
  public void write(long at, ByteBuffer from) throws IOException {
    int offset = (int) at;
    while (from.hasRemaining()) {
      int room = SECTOR - offset % SECTOR;
      int count = (int) Math.min(Math.min(from.remaining(), room), Math.max(life.left, 0));
      if (count == 0) {
        spend();
      }
      byte[] octets = new byte[count];
      from.get(octets);
      life.left -= count;
      change(overwrite(offset, octets));
      offset += count;
    }
  }

  private static Change overwrite(int offset, byte[] octets) {
    return before -> {
      byte[] after = Arrays.copyOf(before, Math.max(before.length, offset + octets.length));
      System.arraycopy(octets, 0, after, offset, octets.length);
      return after;
    };
  }

  private void change(Change change) {
    content = change.on(content);
    unforced.add(change);
  }

  @Override
  public void force() throws IOException {
    spend();
    durable = content.clone();
    unforced.clear();
  }

  @Override
  public void truncate(long length) throws IOException {
    spend();
    change(before -> Arrays.copyOf(before, (int) Math.min(before.length, length)));
  }

  @Override
  public void close() {}
}
