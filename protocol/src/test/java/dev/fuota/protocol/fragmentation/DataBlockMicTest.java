package dev.fuota.protocol.fragmentation;

import static dev.fuota.protocol.KnownAnswers.hex;
import static dev.fuota.protocol.KnownAnswers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.protocol.KnownAnswers;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class DataBlockMicTest {
  private static final AesKey KEY = AesKey.fromHex("000102030405060708090a0b0c0d0e0f");
  private static final Bytes DESCRIPTOR = Bytes.fromHex("01020304");

  static Stream<JsonNode> keySets() {
    return KnownAnswers.group("lorawan-pkg-keys.json", "keySets");
  }

  @ParameterizedTest
  @MethodSource("keySets")
  void theIntegrityKeyComesFromTheRootKey(JsonNode entry) {
    assertThat(DataBlockMic.integrityKey(AesKey.of(hex(entry, "rootKey"))).bytes())
        .isEqualTo(hex(entry, "dataBlockIntKey"));
  }

  static Stream<JsonNode> mics() {
    return KnownAnswers.group("lorawan-pkg-keys.json", "dataBlockMics");
  }

  // TS004-36
  @ParameterizedTest
  @MethodSource("mics")
  void theMicIsTheKnownOneHoweverTheBlockIsCut(JsonNode entry) {
    byte[] block =
        sha256Counter(
            entry.get("dataGenerator").get("seed").stringValue(),
            entry.get("dataLength").intValue());

    for (int part : new int[] {1, 7, 15, 16, 17, 48, 51, 256, 1000, 1 << 20}) {
      if (block.length / part < 5_000) {
        assertThat(micInParts(entry, block, part))
            .as("parts of %d", part)
            .isEqualTo(hex(entry, "mic"));
      }
    }
  }

  private static Bytes micInParts(JsonNode entry, byte[] block, int part) {
    AesKey key = DataBlockMic.integrityKey(AesKey.of(hex(entry, "rootKey")));
    DataBlockMic mic =
        new DataBlockMic(
            key,
            entry.get("sessionCnt").intValue(),
            entry.get("fragIndex").intValue(),
            Bytes.fromHex(text(entry, "descriptor")),
            block.length);
    for (int at = 0; at < block.length; at += part) {
      mic.update(block, at, Math.min(part, block.length - at));
    }
    return mic.mic();
  }

  @Test
  void aMicOverLessOrMoreThanTheBlockIsABugOfOurs() {
    DataBlockMic less = new DataBlockMic(KEY, 1, 0, DESCRIPTOR, 10);
    less.update(new byte[9], 0, 9);
    DataBlockMic more = new DataBlockMic(KEY, 1, 0, DESCRIPTOR, 10);
    more.update(new byte[11], 0, 11);

    assertThatThrownBy(less::mic).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(more::mic).isInstanceOf(IllegalStateException.class);
  }

  /** The generator of the known answers: SHA-256 of a seed and a counter, again and again. */
  private static byte[] sha256Counter(String seed, int length) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      ByteBuffer data = ByteBuffer.allocate(length + sha256.getDigestLength());
      for (int counter = 0; data.position() < length; counter++) {
        sha256.update(seed.getBytes(StandardCharsets.UTF_8));
        data.put(sha256.digest(ByteBuffer.allocate(4).putInt(counter).array()));
      }
      return Bytes.of(data.array(), 0, length).toArray();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
