package dev.fuota.hal.nvm;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Values by key, all in one array in the order of their keys: of each its key, its length (u16) and
 * its octets. Nobody changes it.
 */
final class Values {
  /** No values. */
  static final Values NONE = new Values(new byte[0]);

  private static final int HEADER = 3;
  private static final byte[] NOTHING = {};

  private final byte[] entries;

  private Values(byte[] entries) {
    this.entries = entries;
  }

  /** A copy of what {@code key} has. */
  Optional<byte[]> get(int key) {
    int at = find(key);
    return has(at, key) ? Optional.of(value(at)) : Optional.empty();
  }

  /** The same, but {@code key} has {@code value}. */
  Values with(int key, byte[] value) {
    ByteBuffer entry = ByteBuffer.allocate(HEADER + value.length);
    entry.put((byte) key).putShort((short) value.length).put(value);
    return replaced(key, entry.array());
  }

  /** The same, but {@code key} has nothing. */
  Values without(int key) {
    return replaced(key, NOTHING);
  }

  /** Records of all, in the order of their keys. */
  List<JournalRecord> records(long generation) {
    List<JournalRecord> records = new ArrayList<>();
    for (int at = 0; at < entries.length; at = next(at)) {
      records.add(JournalRecord.value(key(at), generation, value(at)));
    }
    return records;
  }

  private Values replaced(int key, byte[] entry) {
    int from = find(key);
    int rest = has(from, key) ? next(from) : from;
    ByteBuffer all = ByteBuffer.allocate(from + entry.length + entries.length - rest);
    all.put(entries, 0, from).put(entry).put(entries, rest, entries.length - rest);
    return new Values(all.array());
  }

  /** Where the entry of {@code key} is, or would be. */
  private int find(int key) {
    int at = 0;
    while (at < entries.length && key(at) < key) {
      at = next(at);
    }
    return at;
  }

  private boolean has(int at, int key) {
    return at < entries.length && key(at) == key;
  }

  private int next(int at) {
    return at + HEADER + length(at);
  }

  private int key(int at) {
    return Byte.toUnsignedInt(entries[at]);
  }

  private int length(int at) {
    return Short.toUnsignedInt(ByteBuffer.wrap(entries).getShort(at + 1));
  }

  private byte[] value(int at) {
    byte[] value = new byte[length(at)];
    ByteBuffer.wrap(entries).get(at + HEADER, value);
    return value;
  }
}
