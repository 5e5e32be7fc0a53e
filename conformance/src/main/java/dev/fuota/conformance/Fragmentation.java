package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.fec.ParityMatrix;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How known-answer files write sessions, blocks and fragments of TS004. */
final class Fragmentation {
  private static final int FRAGMENTS_MAX = 16383;
  private static final int FRAG_SIZE_MAX = 255;
  private static final int RECEIVED_MAX = 1 << 20;

  private Fragmentation() {}

  /** The matrix of the entry's version; empty if the product does not have it. */
  static Optional<ParityMatrix> matrix(Entry entry) {
    String name = "V" + entry.integer("version");
    return Stream.of(ParityMatrix.values()).filter(m -> m.name().equals(name)).findFirst();
  }

  static String notImplemented(Entry entry) {
    return "version " + entry.integer("version") + " of package 3 is not implemented yet";
  }

  static int nbFrag(Entry file) {
    return file.integer("nbFrag", 1, FRAGMENTS_MAX);
  }

  static int fragSize(Entry file) {
    return file.integer("fragSize", 1, FRAG_SIZE_MAX);
  }

  /** The block: written out, or made by SHA-256 over a seed and a 32-bit big-endian counter. */
  static Bytes data(Entry file) {
    return file.find("dataHex").map(Entry::hex).orElseGet(() -> generated(file));
  }

  private static Bytes generated(Entry file) {
    Entry generator = file.get("dataGenerator");
    if (!generator.text("kind").equals("sha256-counter")) {
      throw generator.malformed("this generator is not known");
    }
    byte[] seed = generator.text("seed").getBytes(StandardCharsets.UTF_8);
    int length = file.integer("dataLength", 1, FRAGMENTS_MAX * FRAG_SIZE_MAX);
    ByteBuffer out = ByteBuffer.allocate(length + 32);
    for (int counter = 0; out.position() < length; counter++) {
      ByteBuffer counted = ByteBuffer.allocate(seed.length + 4).put(seed).putInt(counter);
      out.put(Digests.sha256(counted.array()));
    }
    return Bytes.of(out.array(), 0, length);
  }

  /** All fragments of the file, number 1 first. */
  static List<Bytes> fragments(Entry file) {
    return file.has("fragmentsHex")
        ? file.get("fragmentsHex").elements().stream().map(Entry::hex).toList()
        : Stream.concat(uncoded(file), coded(file)).toList();
  }

  private static Stream<Bytes> uncoded(Entry file) {
    int length = nbFrag(file) * fragSize(file);
    return pieces(Bytes.of(Arrays.copyOf(data(file).toArray(), length)), fragSize(file));
  }

  private static Stream<Bytes> coded(Entry file) {
    Entry text = file.get("codedFragmentsBase64");
    try {
      return pieces(Bytes.of(Base64.getDecoder().decode(text.text())), fragSize(file));
    } catch (IllegalArgumentException e) {
      throw text.malformed("Base64 is needed");
    }
  }

  private static Stream<Bytes> pieces(Bytes octets, int size) {
    return IntStream.range(0, octets.length() / size).mapToObj(i -> octets.slice(i * size, size));
  }

  /** Fragment numbers in order of reception; {@code 1,3-5} is 1, 3, 4, 5. */
  static List<Integer> order(Entry order) {
    if (order.text().isEmpty()) {
      return List.of();
    }
    List<Integer> numbers =
        Stream.of(order.text().split(",", -1))
            .flatMapToInt(range -> range(order, range))
            .limit(RECEIVED_MAX + 1L)
            .boxed()
            .toList();
    if (numbers.size() > RECEIVED_MAX) {
      throw order.malformed("more than " + RECEIVED_MAX + " fragments");
    }
    return numbers;
  }

  private static IntStream range(Entry order, String range) {
    String[] ends = range.split("-", 2);
    try {
      return IntStream.rangeClosed(
          Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    } catch (NumberFormatException e) {
      throw order.malformed("\"" + range + "\" is no range of fragments");
    }
  }
}
