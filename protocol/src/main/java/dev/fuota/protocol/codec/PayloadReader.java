package dev.fuota.protocol.codec;

import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What decoders of commands read from: octets in their order, numbers little-endian (PKG-02), bits
 * by their names.
 *
 * <p>The names serve those who want to see what was read, by a trace; without one they cost
 * nothing. Decoders look before they read: to read more than {@link #remaining} is a bug of ours.
 */
public final class PayloadReader {
  private final Bytes payload;
  private final int end;
  private final @Nullable Consumer<ReadField> trace;
  private int position;
  private int commandAt;
  private int word;
  private int wordAt;

  /** Reads all of {@code payload}. */
  public PayloadReader(Bytes payload) {
    this(payload, payload.length(), null);
  }

  /**
   * Reads {@code payload} up to {@code end}.
   *
   * @param trace told of each field in the order of reading; null for nobody
   */
  public PayloadReader(Bytes payload, int end, @Nullable Consumer<ReadField> trace) {
    this.payload = payload;
    this.end = end;
    this.trace = trace;
  }

  public int remaining() {
    return end - position;
  }

  /** Octets that were read; the next one has this offset. */
  public int position() {
    return position;
  }

  /** The next octet, which stays there; -1 at the end. */
  public int peek() {
    return position < end ? payload.at(position) : -1;
  }

  /** Takes an octet that is no field of a command. */
  public int next() {
    return number(1);
  }

  /** A command begins: takes its CID. */
  int beginCommand() {
    commandAt = position;
    return next();
  }

  /** Whether the command that is being read is the first of its payload. */
  public boolean isFirstCommand() {
    return commandAt == 0;
  }

  public int u8(String name) {
    return (int) traced(name, 1, number(1));
  }

  public int u16(String name) {
    return (int) traced(name, 2, number(2));
  }

  public int u24(String name) {
    return (int) traced(name, 3, number(3));
  }

  /** A number of 24 bits in a unit of its own, as the value that it stands for. */
  public long u24(String name, IntToLongFunction value) {
    return traced(name, 3, value.applyAsLong(number(3)));
  }

  public long u32(String name) {
    return traced(name, 4, Integer.toUnsignedLong(number(4)));
  }

  public int i32(String name) {
    return (int) traced(name, 4, number(4));
  }

  public Bytes bytes(String name, int length) {
    Bytes taken = payload.slice(position, length);
    position += length;
    if (trace != null) {
      Bits all = new Bits(name, 0, Byte.SIZE * length);
      trace.accept(new ReadField(name, position - length, taken, all, OptionalLong.empty()));
    }
    return taken;
  }

  public Bytes rest(String name) {
    return bytes(name, remaining());
  }

  /** Loads an octet, for {@link #bits} and {@link #flag}; bits that nobody takes are reserved. */
  public PayloadReader octet() {
    return load(1);
  }

  /** Loads two octets alike. */
  public PayloadReader word16() {
    return load(2);
  }

  private PayloadReader load(int length) {
    wordAt = position;
    word = number(length);
    return this;
  }

  /** A field of what was loaded last. */
  public int bits(Bits field) {
    int value = field.get(word);
    if (trace != null) {
      Bytes octets = payload.slice(wordAt, position - wordAt);
      trace.accept(new ReadField(field.name(), wordAt, octets, field, OptionalLong.of(value)));
    }
    return value;
  }

  /** A bit of what was loaded last. */
  public boolean flag(Bits field) {
    return bits(field) != 0;
  }

  /**
   * The command is cut.
   *
   * @param more octets that it needs besides those read
   */
  public <T> Decoded<T> truncated(String what, int more) {
    return Decoded.truncated(what, position - commandAt + more, end - commandAt);
  }

  private int number(int length) {
    int value = 0;
    for (int i = 0; i < length; i++) {
      value |= payload.at(position + i) << (Byte.SIZE * i);
    }
    position += length;
    return value;
  }

  private long traced(String name, int length, long value) {
    if (trace != null) {
      int at = position - length;
      Bits all = new Bits(name, 0, Byte.SIZE * length);
      Bytes octets = payload.slice(at, length);
      trace.accept(new ReadField(name, at, octets, all, OptionalLong.of(value)));
    }
    return value;
  }
}
