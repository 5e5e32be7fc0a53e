package dev.fuota.agent.fragmentation;

import dev.fuota.protocol.fec.FecDecoder;
import dev.fuota.protocol.fec.FecDecoder.Outcome;
import dev.fuota.protocol.fragmentation.FragSessionSetup;
import java.util.function.Supplier;

/** What a session knows of its fragments: bits and counts. The octets are in the log. */
final class Fragments {
  private static final int RECEIVED_MAX = (1 << 14) - 1;
  private static final int MISSING_MAX = 255;

  private final FragSessionSetup setup;
  private final Supplier<FecDecoder> decoders;
  private FecDecoder decoder;
  private int received;

  /**
   * No fragment yet.
   *
   * @param decoders makes decoders that know nothing
   */
  Fragments(FragSessionSetup setup, Supplier<FecDecoder> decoders) {
    this.setup = setup;
    this.decoders = decoders;
    this.decoder = decoders.get();
  }

  /** Those that the log has after a reset: at least so many were received. */
  static Fragments found(FragSessionSetup setup, Supplier<FecDecoder> decoders, int[] numbers) {
    Fragments found = new Fragments(setup, decoders);
    found.keepOnly(numbers);
    found.received = numbers.length;
    return found;
  }

  /** A fragment came; repeated ones count too (TS004-12, TS004-19). */
  Outcome offer(int n) {
    received = Math.min(received + 1, RECEIVED_MAX);
    return decoder.offer(n);
  }

  /** The log has these and no others. */
  void keepOnly(int[] numbers) {
    FecDecoder fresh = decoders.get();
    for (int n : numbers) {
      fresh.offer(n);
    }
    decoder = fresh;
  }

  /** Fragments that the log must have: each of them was innovative. */
  int rank() {
    return setup.nbFrag() - decoder.rankDeficit();
  }

  boolean areEnough() {
    return decoder.complete();
  }

  int received() {
    return received;
  }

  int rankDeficit() {
    return decoder.rankDeficit();
  }

  /** MissingFrag of a block that is not rebuilt, so never 0 (TS004-20). */
  int missing() {
    return Math.max(1, Math.min(decoder.missingFragments(), MISSING_MAX));
  }

  /** Whether more are lost than the decoder's memory can repair (TS004-21). */
  boolean exceedMemory() {
    return decoder.gaveUp();
  }

  long memoryOctets() {
    return decoder.memoryOctets();
  }

  /** The block, if there are enough of them. */
  BlockSource block() {
    return new BlockSource(decoder, setup.fragSize(), setup.blockLength());
  }
}
