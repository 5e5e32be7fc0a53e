package dev.fuota.protocol.expand;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** One bzip2 stream and nothing behind it: {@code BZh}, block size 1..9 (times 100,000), blocks. */
final class Bzip2Decoder implements OctetStream {
  private static final int BLOCK = 100_000;

  /** A block is an array of octets and one of 32-bit words. */
  private static final int OCTETS_FOR_ONE = 1 + Integer.BYTES;

  /** Code tables and selectors, whatever the block size. */
  private static final int TABLES = 64 * 1024;

  private static final int[] HEAD = {'B', 'Z', 'h'};

  private final OctetStream in;
  private final RamBudget budget;
  private Optional<InputStream> stream = Optional.empty();

  Bzip2Decoder(OctetStream in, RamBudget budget) {
    this.in = in;
    this.budget = budget;
  }

  @Override
  public int next() {
    try {
      if (stream.isEmpty()) {
        stream = Optional.of(open());
      }
      int octet = stream.get().read();
      if (octet == END) {
        PatchInput.requireEnd(in, "bzip2 stream");
      }
      return octet;
    } catch (IOException | IndexOutOfBoundsException e) {
      // The library checks most indices itself, and leaves some to the machine.
      throw ExpandFault.bad("the bzip2 stream is broken (" + e.getClass().getSimpleName() + ")");
    }
  }

  private InputStream open() throws IOException {
    int[] head = new int[HEAD.length + 1];
    for (int i = 0; i < head.length; i++) {
      head[i] = PatchInput.need(in, "bzip2 head");
      if (i < HEAD.length && head[i] != HEAD[i]) {
        throw ExpandFault.bad("no bzip2 stream: it does not begin with BZh");
      }
    }
    int blocks = head[HEAD.length] - '0';
    if (blocks < 1 || blocks > 9) {
      throw ExpandFault.bad("bzip2 has no block size " + blocks);
    }
    budget.reserve((long) blocks * BLOCK * OCTETS_FOR_ONE + TABLES);
    return new BZip2CompressorInputStream(new StageInput(new Again(head, in)), false);
  }

  /** The head once more, then the rest. */
  private static final class Again implements OctetStream {
    private final int[] head;
    private final OctetStream rest;
    private int at;

    Again(int[] head, OctetStream rest) {
      this.head = head;
      this.rest = rest;
    }

    @Override
    public int next() {
      return at < head.length ? head[at++] : rest.next();
    }
  }
}
