package dev.fuota.protocol.fec;

import dev.fuota.protocol.codec.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the known answers of the erasure code. */
final class Vectors {
  private Vectors() {}

  /** A data block with its fragments, number 1 first. */
  record CodedFile(
      String name,
      ParityMatrix matrix,
      Bytes data,
      int fragSize,
      int nbFrag,
      List<Bytes> fragments) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** A reception of some fragments of a file and what it must come to. */
  record Reception(CodedFile file, String name, List<Integer> order, JsonNode expected) {
    /** The 1-based position in {@link #order} that completes the block; 0 for never. */
    int completeAt() {
      return expected.get("completeAt").asInt(0);
    }

    int expected(String field) {
      return expected.get(field).intValue();
    }

    @Override
    public String toString() {
      return file + ": " + name;
    }
  }

  static JsonNode read(String name) {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + name)) {
      return JsonMapper.shared().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ParityMatrix matrix(JsonNode entry) {
    return ParityMatrix.valueOf("V" + entry.get("version").intValue());
  }

  static Stream<CodedFile> files() {
    return read("lorawan-pkg-fragments.json").get("files").valueStream().map(Vectors::file);
  }

  static Stream<Reception> receptions() {
    return read("lorawan-pkg-fragments.json")
        .get("files")
        .valueStream()
        .flatMap(
            entry -> {
              CodedFile file = file(entry);
              return entry
                  .get("receptions")
                  .valueStream()
                  .map(
                      reception ->
                          new Reception(
                              file,
                              reception.get("name").stringValue(),
                              order(reception.get("order").stringValue()),
                              reception));
            });
  }

  static String sha256(byte[] octets) {
    return HexFormat.of().formatHex(digest(octets));
  }

  private static CodedFile file(JsonNode entry) {
    Bytes data = data(entry);
    int fragSize = entry.get("fragSize").intValue();
    int nbFrag = entry.get("nbFrag").intValue();
    return new CodedFile(
        entry.get("name").stringValue(),
        matrix(entry),
        data,
        fragSize,
        nbFrag,
        fragments(entry, data, fragSize, nbFrag));
  }

  private static List<Bytes> fragments(JsonNode entry, Bytes data, int fragSize, int nbFrag) {
    if (entry.has("fragmentsHex")) {
      return entry
          .get("fragmentsHex")
          .valueStream()
          .map(hex -> Bytes.fromHex(hex.stringValue()))
          .toList();
    }
    byte[] coded = Base64.getDecoder().decode(entry.get("codedFragmentsBase64").stringValue());
    Bytes padded = Bytes.of(Arrays.copyOf(data.toArray(), nbFrag * fragSize));
    Bytes all = padded.concat(Bytes.of(coded));
    return IntStream.range(0, all.length() / fragSize)
        .mapToObj(i -> all.slice(i * fragSize, fragSize))
        .toList();
  }

  private static Bytes data(JsonNode entry) {
    if (entry.has("dataHex")) {
      return Bytes.fromHex(entry.get("dataHex").stringValue());
    }
    String seed = entry.get("dataGenerator").get("seed").stringValue();
    return generate(seed, entry.get("dataLength").intValue());
  }

  /** SHA-256 of the seed and a 32-bit big-endian counter from 0, again and again. */
  private static Bytes generate(String seed, int length) {
    byte[] name = seed.getBytes(StandardCharsets.UTF_8);
    ByteBuffer blocks = ByteBuffer.allocate(length + 32);
    for (int counter = 0; blocks.position() < length; counter++) {
      blocks.put(digest(ByteBuffer.allocate(name.length + 4).put(name).putInt(counter).array()));
    }
    return Bytes.of(blocks.array(), 0, length);
  }

  private static List<Integer> order(String text) {
    return Arrays.stream(text.split(","))
        .map(range -> range.split("-"))
        .flatMapToInt(
            ends ->
                IntStream.rangeClosed(
                    Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])))
        .boxed()
        .toList();
  }

  private static byte[] digest(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
