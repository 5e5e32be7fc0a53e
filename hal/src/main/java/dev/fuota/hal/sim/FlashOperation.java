package dev.fuota.hal.sim;

import dev.fuota.hal.flash.Flash;
import java.nio.ByteBuffer;

/**
 * A program or erase operation that is about to happen. Valid while its listener runs: the octets
 * are the caller's.
 *
 * @param offset the first octet concerned
 * @param length octets programmed, or the size of the erased sector
 * @param data what will be programmed, {@code length} octets, read-only; empty for an erase
 */
public record FlashOperation(Kind kind, int offset, int length, ByteBuffer data) {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  /** What is done. */
  public enum Kind {
    PROGRAM,
    ERASE
  }

  /** Is told of each operation before it happens. */
  @FunctionalInterface
  public interface Listener {
    void before(FlashOperation operation);
  }

  static FlashOperation program(int offset, ByteBuffer from) {
    ByteBuffer data = from.slice().asReadOnlyBuffer();
    return new FlashOperation(Kind.PROGRAM, offset, data.remaining(), data);
  }

  static FlashOperation erase(int offset, int length) {
    return new FlashOperation(Kind.ERASE, offset, length, NOTHING);
  }

  /** Does the same to {@code flash}, which has the same geometry: a fork, for one. */
  public void performOn(Flash flash) {
    switch (kind) {
      case PROGRAM -> flash.program(offset, data.duplicate());
      case ERASE -> flash.erase(flash.geometry().sectorOf(offset));
    }
  }

  /** As in {@code program 0x100+8} or {@code erase 0x800+2048}. */
  @Override
  public String toString() {
    return String.format("%s 0x%x+%d", kind == Kind.PROGRAM ? "program" : "erase", offset, length);
  }
}
