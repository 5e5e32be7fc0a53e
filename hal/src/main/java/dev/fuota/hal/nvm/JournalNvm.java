package dev.fuota.hal.nvm;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.flash.Geometry;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Non-volatile memory as a journal in flash, safe against a power cut at any operation.
 *
 * <p><b>How.</b> The partition is two banks, each half of its sectors. One is current: a write
 * appends a {@linkplain JournalRecord record} to it, the last record of a key counts. When it is
 * full, the other bank is erased, the live values are copied to it, and a commit record with the
 * next generation ends the copy; the committed bank of the highest generation is the current one.
 * So both banks wear alike, once in as many writes as a bank holds.
 *
 * <p><b>Why it holds.</b> Whatever is cut is the last thing in the journal. A cut copy has no
 * commit, and the bank before it is untouched. A record counts only with its CRC and only if it
 * reads the same many times over: cells left between 0 and 1 never decide. Erasing happens right
 * before programming, in the same power cycle: a bank that merely reads blank is never trusted. A
 * bank with remains of a cut record takes no more, because behind them may be granules that are
 * used up although they read blank. Remains that read entirely blank cannot be longer than a
 * granule, so the first record after a reset leaves one granule out.
 *
 * <p>Values are kept in memory: reading costs no flash access. One thread.
 */
public final class JournalNvm implements Nvm {
  private static final int KEY_MAX = 254;
  private static final int COPY_ATTEMPTS = 3;

  private final Bank[] banks;
  private Map<Integer, byte[]> values = new TreeMap<>();
  private int current;
  private long generation;
  private int end;

  /** Whether {@link #end} may be appended to. */
  private boolean open;

  /**
   * Reads the journal; a partition that holds none is empty. Changes nothing in flash.
   *
   * @param partition at least two sectors; with an odd number the last one stays unused
   */
  public JournalNvm(Flash partition) {
    Geometry geometry = partition.geometry();
    int half = geometry.sectorCount() / 2;
    if (half == 0) {
      throw new IllegalArgumentException("a journal needs two sectors");
    }
    banks = new Bank[] {new Bank(partition, 0, half), new Bank(partition, half, half)};
    for (int i = 0; i < banks.length; i++) {
      adopt(i, new BankScan(banks[i]));
    }
  }

  private void adopt(int bank, BankScan scan) {
    if (scan.generation().orElse(0L) <= generation) {
      return;
    }
    current = bank;
    generation = scan.generation().orElseThrow();
    values = scan.values();
    end = scan.end() + banks[bank].granule();
    open = scan.clean();
  }

  @Override
  public Optional<byte[]> read(int key) {
    requireKey(key);
    return Optional.ofNullable(values.get(key)).map(byte[]::clone);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if all values together do not fit a bank; the old value stands
   */
  @Override
  public void write(int key, byte[] value) {
    requireKey(key);
    if (value.length > VALUE_MAX) {
      throw new IllegalArgumentException("a value of " + value.length + " octets");
    }
    if (!Arrays.equals(values.get(key), value)) {
      store(key, value.clone());
    }
  }

  @Override
  public void delete(int key) {
    requireKey(key);
    if (values.containsKey(key)) {
      store(key, null);
    }
  }

  private void store(int key, byte @Nullable [] value) {
    Map<Integer, byte[]> next = new TreeMap<>(values);
    if (value == null) {
      next.remove(key);
    } else {
      next.put(key, value);
    }
    requireRoom(next);
    JournalRecord record =
        value == null
            ? JournalRecord.deleted(key, generation)
            : JournalRecord.value(key, generation, value);
    if (!append(record)) {
      copy(next);
    }
    values = next;
  }

  private boolean append(JournalRecord record) {
    byte[] octets = record.encode(banks[current].granule());
    if (!open || octets.length > banks[current].size() - end) {
      return false;
    }
    open = banks[current].program(end, octets);
    end += octets.length;
    return open;
  }

  private void copy(Map<Integer, byte[]> next) {
    // Where neither bank holds anything, either will do.
    if (copyTo(1 - current, next) || (generation == 0 && copyTo(current, next))) {
      return;
    }
    throw new FlashFault("NVM bank " + (1 - current) + " cannot be written", 0);
  }

  private boolean copyTo(int target, Map<Integer, byte[]> next) {
    for (int attempt = 1; attempt <= COPY_ATTEMPTS; attempt++) {
      if (copyOnce(next, target)) {
        return true;
      }
    }
    return false;
  }

  private boolean copyOnce(Map<Integer, byte[]> next, int target) {
    Bank bank = banks[target];
    try {
      bank.erase();
    } catch (FlashFault failed) {
      return false;
    }
    int at = 0;
    for (Map.Entry<Integer, byte[]> entry : next.entrySet()) {
      byte[] octets =
          JournalRecord.value(entry.getKey(), generation + 1, entry.getValue())
              .encode(bank.granule());
      if (!bank.program(at, octets)) {
        return false;
      }
      at += octets.length;
    }
    byte[] commit = JournalRecord.commit(generation + 1).encode(bank.granule());
    if (!bank.program(at, commit)) {
      return false;
    }
    current = target;
    generation++;
    end = at + commit.length;
    open = true;
    return true;
  }

  private void requireRoom(Map<Integer, byte[]> next) {
    int granule = banks[0].granule();
    int size = JournalRecord.size(0, granule);
    for (byte[] value : next.values()) {
      size += JournalRecord.size(value.length, granule);
    }
    if (size > banks[0].size()) {
      throw new IllegalStateException(
          "NVM is full: " + size + " octets, a bank has " + banks[0].size());
    }
  }

  private static void requireKey(int key) {
    if (key < 0 || key > KEY_MAX) {
      throw new IllegalArgumentException("key " + key);
    }
  }
}
