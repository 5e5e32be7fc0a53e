package dev.fuota.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fuota.boot.Decision.Phase;
import dev.fuota.hal.nvm.Nvm;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImagePolicy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the bootloader must remember. Records, little-endian: key 1 state (phase u8: 1 copying, 2
 * installed, 3 failed; round u8; next page u16; absent when idle), key 2 digest of the image that
 * is installed, key 3 security counter u32, key 4 why an image was refused, UTF-8.
 */
final class BootJournal {
  private static final int STATE = 1;
  private static final int DIGEST = 2;
  private static final int COUNTER = 3;
  private static final int REFUSED = 4;

  /** Octets kept of a reason. */
  private static final int REASON_MAX = 256;

  private static final int COPYING = 1;
  private static final int INSTALLED = 2;
  private static final int FAILED = 3;

  /**
   * Where an installation stands.
   *
   * @param round how many times the copy was begun, from 1
   * @param nextPage pages below are done
   */
  record State(Phase phase, int round, int nextPage) {
    static final State IDLE = new State(Phase.IDLE, 0, 0);
  }

  private final Nvm nvm;

  BootJournal(Nvm nvm) {
    this.nvm = nvm;
  }

  State state() {
    return nvm.read(STATE).map(BootJournal::decode).orElse(State.IDLE);
  }

  private static State decode(byte[] octets) {
    ByteBuffer in = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    Phase phase =
        switch (in.get()) {
          case COPYING -> Phase.COPYING;
          case INSTALLED -> Phase.INSTALLED;
          case FAILED -> Phase.FAILED;
          default -> Phase.IDLE;
        };
    return new State(phase, in.get() & 0xff, Short.toUnsignedInt(in.getShort()));
  }

  private void write(int phase, int round, int nextPage) {
    ByteBuffer out = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) phase).put((byte) round).putShort((short) nextPage);
    nvm.write(STATE, out.array());
  }

  /** The installation of the image with {@code digest} begins; nothing is overwritten yet. */
  void begin(Bytes digest) {
    // In this order: a state of another installation never stands beside the new digest.
    nvm.delete(STATE);
    nvm.write(DIGEST, digest.toArray());
    nvm.delete(REFUSED);
    copying(1, 0);
  }

  void copying(int round, int nextPage) {
    write(COPYING, round, nextPage);
  }

  void installed() {
    write(INSTALLED, 0, 0);
  }

  void failed(String reason) {
    refused(reason);
    write(FAILED, 0, 0);
  }

  void idle() {
    nvm.delete(STATE);
  }

  Optional<Bytes> digest() {
    return nvm.read(DIGEST).map(Bytes::of);
  }

  Optional<String> refused() {
    return nvm.read(REFUSED).map(octets -> new String(octets, UTF_8));
  }

  void refused(String reason) {
    byte[] octets = reason.getBytes(UTF_8);
    nvm.write(REFUSED, Arrays.copyOf(octets, Math.min(octets.length, REASON_MAX)));
  }

  /** The lowest security counter that may run, or {@link ImagePolicy#NO_COUNTER}. */
  long securityCounter() {
    return nvm.read(COUNTER)
        .map(octets -> ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).getInt())
        .map(Integer::toUnsignedLong)
        .orElse(ImagePolicy.NO_COUNTER);
  }

  /** Never lowers it. */
  void raiseSecurityCounter(long counter) {
    if (counter > securityCounter()) {
      ByteBuffer out = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
      nvm.write(COUNTER, out.putInt((int) counter).array());
    }
  }
}
