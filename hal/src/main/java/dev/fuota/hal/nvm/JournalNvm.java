package dev.fuota.hal.nvm;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashFault;
import java.util.Arrays;
import java.util.Optional;

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
  private static final int BANKS = 2;
  private static final int KEY_MAX = 254;
  private static final int COPY_ATTEMPTS = 3;

  private final Flash partition;
  private Values values = Values.NONE;
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
    this.partition = partition;
    if (sectorsOfBank() == 0) {
      throw new IllegalArgumentException("a journal needs two sectors");
    }
    for (int i = 0; i < BANKS; i++) {
      adopt(i, new BankScan(bank(i)));
    }
  }

  private int sectorsOfBank() {
    return partition.geometry().sectorCount() / BANKS;
  }

  private Bank bank(int index) {
    return new Bank(partition, index * sectorsOfBank(), sectorsOfBank());
  }

  private void adopt(int bank, BankScan scan) {
    if (scan.generation().orElse(0L) <= generation) {
      return;
    }
    current = bank;
    generation = scan.generation().orElseThrow();
    values = scan.values();
    end = scan.end() + bank(bank).granule();
    open = scan.clean();
  }

  @Override
  public Optional<byte[]> read(int key) {
    requireKey(key);
    return values.get(key);
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
    if (values.get(key).filter(there -> Arrays.equals(there, value)).isEmpty()) {
      store(JournalRecord.value(key, generation, value), values.with(key, value));
    }
  }

  @Override
  public void delete(int key) {
    requireKey(key);
    if (values.get(key).isPresent()) {
      store(JournalRecord.deleted(key, generation), values.without(key));
    }
  }

  /**
   * Makes what is there {@code next}.
   *
   * @param record says how that differs from what was there
   */
  private void store(JournalRecord record, Values next) {
    requireRoom(next);
    if (!append(record)) {
      copy(next);
    }
    values = next;
  }

  private boolean append(JournalRecord record) {
    Bank bank = bank(current);
    byte[] octets = record.encode(bank.granule());
    if (!open || octets.length > bank.size() - end) {
      return false;
    }
    open = bank.program(end, octets);
    end += octets.length;
    return open;
  }

  private void copy(Values next) {
    // Where neither bank holds anything, either will do.
    if (copyTo(1 - current, next) || (generation == 0 && copyTo(current, next))) {
      return;
    }
    throw new FlashFault("NVM bank " + (1 - current) + " cannot be written", 0);
  }

  private boolean copyTo(int target, Values next) {
    for (int attempt = 1; attempt <= COPY_ATTEMPTS; attempt++) {
      if (copyOnce(next, target)) {
        return true;
      }
    }
    return false;
  }

  private boolean copyOnce(Values next, int target) {
    Bank bank = bank(target);
    try {
      bank.erase();
    } catch (FlashFault failed) {
      return false;
    }
    int at = 0;
    for (JournalRecord record : next.records(generation + 1)) {
      byte[] octets = record.encode(bank.granule());
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

  private void requireRoom(Values next) {
    Bank bank = bank(current);
    int size = JournalRecord.size(0, bank.granule());
    for (JournalRecord record : next.records(generation)) {
      size += JournalRecord.size(record.value().length, bank.granule());
    }
    if (size > bank.size()) {
      throw new IllegalStateException(
          "NVM is full: " + size + " octets, a bank has " + bank.size());
    }
  }

  private static void requireKey(int key) {
    if (key < 0 || key > KEY_MAX) {
      throw new IllegalArgumentException("key " + key);
    }
  }
}
