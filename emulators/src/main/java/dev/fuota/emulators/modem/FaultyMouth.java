package dev.fuota.emulators.modem;

import dev.fuota.hal.time.Scheduler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Says a modem's lines, as badly as it is told to. */
final class FaultyMouth {
  private static final long FLOOD_OCTETS = 10L << 20;
  private static final int FLOOD_CHUNK = 1024;

  /** A chunk of the flood at 115,200 baud. */
  private static final Duration FLOOD_PAUSE = Duration.ofMillis(89);

  private static final int PIECE_MAX = 5;
  private static final int GARBAGE_MAX = 24;
  private static final Duration PIECE_PAUSE = Duration.ofMillis(7);

  private final Scheduler scheduler;
  private final RandomGenerator random;
  private final Set<Fault> lasting = EnumSet.noneOf(Fault.class);
  private Consumer<byte[]> out = octets -> {};
  private Duration behind = Duration.ZERO;
  private boolean halfLine;
  private int queued;

  FaultyMouth(Scheduler scheduler, RandomGenerator random) {
    this.scheduler = scheduler;
    this.random = random;
  }

  void attach(Consumer<byte[]> line) {
    out = line;
  }

  boolean has(Fault fault) {
    return lasting.contains(fault);
  }

  void inject(Fault fault) {
    switch (fault) {
      case HEALED -> {
        lasting.clear();
        halfLine = false;
      }
      case HALF_LINE -> halfLine = true;
      case FLOOD -> flood(FLOOD_OCTETS);
      case ECHO, EVENT_FIRST, SPLIT, GARBAGE, YES_TO_ALL, SILENCE -> lasting.add(fault);
      case BUSY, DUTY_CYCLE, REBOOT -> {} // what the modem does, not how it speaks
    }
  }

  /** Says a line, which has its end already. */
  void say(String line) {
    if (has(Fault.SILENCE)) {
      return;
    }
    if (has(Fault.GARBAGE)) {
      byte[] noise = new byte[1 + random.nextInt(GARBAGE_MAX)];
      random.nextBytes(noise);
      noise[noise.length - 1] = '\n'; // or the line itself would not be one
      put(noise);
    }
    byte[] octets = line.getBytes(StandardCharsets.ISO_8859_1);
    if (halfLine) {
      halfLine = false;
      put(Arrays.copyOf(octets, octets.length / 2));
    } else {
      put(octets);
    }
  }

  /** Says octets as they are, whatever is wrong. */
  void raw(byte[] octets) {
    put(octets);
  }

  private void put(byte[] octets) {
    if (!has(Fault.SPLIT) && queued == 0) {
      out.accept(octets);
      return;
    }
    for (int at = 0; at < octets.length; ) {
      int end = Math.min(octets.length, at + 1 + random.nextInt(PIECE_MAX));
      later(Arrays.copyOfRange(octets, at, end));
      at = end;
    }
  }

  /** Pieces keep their order. */
  private void later(byte[] piece) {
    queued++;
    behind = behind.plus(PIECE_PAUSE);
    scheduler.after(
        behind,
        () -> {
          queued--;
          if (queued == 0) {
            behind = Duration.ZERO;
          }
          out.accept(piece);
        });
  }

  private void flood(long left) {
    if (left > 0) {
      byte[] chunk = new byte[(int) Math.min(left, FLOOD_CHUNK)];
      Arrays.fill(chunk, (byte) 'x');
      out.accept(chunk);
      scheduler.after(FLOOD_PAUSE, () -> flood(left - chunk.length));
    }
  }
}
