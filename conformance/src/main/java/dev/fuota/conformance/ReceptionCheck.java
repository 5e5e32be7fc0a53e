package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.fec.FecDecoder;
import dev.fuota.protocol.fec.ParityMatrix;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Receives the fragments of one entry as a device does, with a decoder and a store. */
final class ReceptionCheck {
  private static final String NEVER = "never";

  private final Check check;
  private final Entry file;
  private final Entry expected;
  private final ParityMatrix matrix;
  private final int nbFrag;
  private final List<Bytes> onAir;
  private final List<Integer> order;

  ReceptionCheck(Check check, Entry file, Entry reception, ParityMatrix matrix, List<Bytes> onAir) {
    this.check = check;
    this.file = file;
    this.expected = reception;
    this.matrix = matrix;
    this.nbFrag = Fragmentation.nbFrag(file);
    this.onAir = onAir;
    this.order = Fragmentation.order(reception.get("order"));
    if (order.stream().anyMatch(n -> n < 1 || n > onAir.size())) {
      throw reception.get("order").malformed("a fragment is received that the file does not have");
    }
  }

  void run() {
    Device device = new Device(nbFrag);
    FecDecoder decoder = device.decoder;
    check.same("completeAt", orNever("completeAt"), device.receiveAll());
    check.same("nbReceived", expected.integer("nbReceived"), decoder.received());
    check.same("rank", expected.integer("rank"), device.stored.size());
    check.same(
        "missingUncodedAtEnd", expected.integer("missingUncodedAtEnd"), decoder.missingFragments());
    check.same("rankDeficitAtEnd", expected.integer("rankDeficitAtEnd"), decoder.rankDeficit());
    if (decoder.complete()) {
      Bytes rebuilt = Digests.sha256(device.rebuild());
      check.same("dataSha256 of the rebuilt block", file.hex("dataSha256"), rebuilt);
    }
    checkOrder();
    checkBoundedMemory();
  }

  /** What the entry says of the order of reception, from which the memory follows. */
  private void checkOrder() {
    long uncoded = order.stream().filter(n -> n <= nbFrag).distinct().count();
    boolean ascending =
        IntStream.range(1, order.size()).allMatch(i -> order.get(i - 1) <= order.get(i));
    check.same("distinctUncodedReceived", expected.integer("distinctUncodedReceived"), uncoded);
    if (expected.flag("ascending")) { // what is not called so may be ascending by chance
      check.same("ascending", true, ascending);
    }
    check.same("lostWhenFirstCoded", orNever("lostWhenFirstCoded"), lostWhenFirstCoded());
  }

  private Object lostWhenFirstCoded() {
    List<Integer> before = order.stream().takeWhile(n -> n <= nbFrag).toList();
    return before.size() == order.size() ? NEVER : nbFrag - before.stream().distinct().count();
  }

  /** In ascending order, a decoder with a row for each lost fragment does as well. */
  private void checkBoundedMemory() {
    if (expected.flag("ascending") && expected.has("lostWhenFirstCoded")) {
      int rowsMax = Math.max(1, expected.integer("lostWhenFirstCoded"));
      String field = "completeAt with " + rowsMax + " rows";
      check.same(field, orNever("completeAt"), new Device(rowsMax).receiveAll());
    }
  }

  private String orNever(String field) {
    return expected.find(field).map(Entry::integer).map(String::valueOf).orElse(NEVER);
  }

  /** A decoder and what it told to keep. */
  private final class Device {
    private final FecDecoder decoder;
    private final Map<Integer, Bytes> stored = new HashMap<>();

    Device(int rowsMax) {
      decoder = new FecDecoder(matrix.rows(nbFrag), rowsMax);
    }

    /** The 1-based position in the order that completed the block. */
    String receiveAll() {
      String completeAt = NEVER;
      for (int i = 0; i < order.size(); i++) {
        boolean before = decoder.complete();
        receive(order.get(i));
        if (!before && decoder.complete()) {
          completeAt = String.valueOf(i + 1);
        }
      }
      return completeAt;
    }

    private void receive(int n) {
      if (decoder.offer(n) == FecDecoder.Outcome.INNOVATIVE) {
        stored.put(n, onAir.get(n - 1));
      }
    }

    Bytes rebuild() {
      byte[] block = new byte[nbFrag * Fragmentation.fragSize(file)];
      decoder.rebuild(1, nbFrag, this::read, block);
      int padding = file.integer("padding", 0, Fragmentation.fragSize(file) - 1);
      return Bytes.of(block, 0, block.length - padding);
    }

    private void read(int n, byte[] into) {
      Bytes octets = stored.get(n);
      if (octets == null) {
        throw new IllegalStateException("fragment " + n + " is read, but was not kept");
      }
      octets.putTo(ByteBuffer.wrap(into));
    }
  }
}
