package dev.fuota.agent.store;

import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.nvm.Nvm;
import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.Consumer;

/** Typed access to {@link Nvm}, and the little that all records have in common. */
public final class Records {
  /** The format that every record has until its layout changes. */
  private static final int FORMAT = 1;

  private final Nvm nvm;

  public Records(Nvm nvm) {
    this.nvm = nvm;
  }

  /** The record; empty if there is none, or if flash cannot give it back. */
  public Optional<Bytes> read(NvmKey key) {
    try {
      return nvm.read(key.key()).map(Bytes::of);
    } catch (FlashFault fault) {
      return Optional.empty();
    }
  }

  /**
   * The record; empty if there is none. For what must never be begun anew because flash fails.
   *
   * @throws FlashFault if flash cannot give it back
   */
  public Optional<Bytes> demand(NvmKey key) {
    return nvm.read(key.key()).map(Bytes::of);
  }

  public void write(NvmKey key, Bytes octets) {
    nvm.write(key.key(), octets.toArray());
  }

  public void delete(NvmKey key) {
    nvm.delete(key.key());
  }

  /**
   * Makes a record of {@code length} octets.
   *
   * @param body puts what follows the format, little-endian
   */
  public static Bytes encode(int length, Consumer<ByteBuffer> body) {
    return encode(FORMAT, length, body);
  }

  /** The same for a record whose layout is not the first any more. */
  public static Bytes encode(int format, int length, Consumer<ByteBuffer> body) {
    byte[] octets = new byte[length];
    body.accept(ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).put((byte) format));
    return Bytes.of(octets);
  }

  /** What follows the format, if the record has it and at least {@code length} octets in all. */
  public static Optional<ByteBuffer> open(Bytes octets, int length) {
    return open(octets, FORMAT, length);
  }

  /** The same for a record whose layout is not the first any more. */
  public static Optional<ByteBuffer> open(Bytes octets, int format, int length) {
    return octets.length() >= length && octets.at(0) == format
        ? Optional.of(octets.asBuffer().order(ByteOrder.LITTLE_ENDIAN).position(1))
        : Optional.empty();
  }

  /** The record of one u32. */
  public static Bytes u32(long value) {
    return encode(1 + Integer.BYTES, out -> out.putInt((int) value));
  }

  /** Reads {@link #u32}. */
  public static Optional<Long> readU32(Bytes octets) {
    return open(octets, 1 + Integer.BYTES).map(in -> Integer.toUnsignedLong(in.getInt()));
  }
}
