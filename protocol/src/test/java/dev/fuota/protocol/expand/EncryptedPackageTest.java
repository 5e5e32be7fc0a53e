package dev.fuota.protocol.expand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.delta.DeltaMaker;
import dev.fuota.protocol.delta.HeatshrinkEncoder;
import dev.fuota.protocol.image.EncryptionKey;
import dev.fuota.protocol.image.HashAlgorithm;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageVersion;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages whose payload is padded for the cipher: some formats would take zeros for input. */
class EncryptedPackageTest {
  private static final int RAM = 4 << 20;
  private static final EncryptionKey RECIPIENT =
      EncryptionKey.fromPem(
              new String(
                  Vectors.file("mcuboot/keys/enc_ec256_public.pem").toArray(),
                  StandardCharsets.UTF_8))
          .value()
          .orElseThrow();

  private static Bytes encrypted(PackageKind kind, int parameter, Bytes patch) {
    Optional<Bytes> base =
        kind.isDelta() ? Optional.of(HashAlgorithm.SHA256.hash(Vectors.OLD)) : Optional.empty();
    return ImageBuilder.of(patch, new ImageVersion(1, 1, 0, 0))
        .packaged(kind.code(), parameter, base, HashAlgorithm.SHA256.hash(Vectors.NEW))
        .encrypt(RECIPIENT, 16, false, new Random(1))
        .sign(Vectors.KEY);
  }

  @Test
  void ofZerosThatHeatshrinkWouldExpandNothingIsExpanded() {
    Bytes stream = HeatshrinkEncoder.encode(Vectors.NEW, 5, 3);
    assertThat(stream.length() % 16).as("padding there is").isNotZero();

    Bytes update = encrypted(PackageKind.HEATSHRINK, HeatshrinkEncoder.parameter(5, 3), stream);

    assertThat(Unpacked.of(update, Bytes.EMPTY, RAM)).isEqualTo(Vectors.NEW);
  }

  @ParameterizedTest
  @EnumSource(
      value = DetoolsCompression.class,
      mode = Mode.EXCLUDE,
      names = {"ZSTD", "LZ4"})
  void deltasOfDetoolsComeBack(DetoolsCompression compression) {
    Bytes patch = DeltaMaker.detools(Vectors.OLD, Vectors.NEW, compression);

    assertThat(
            Unpacked.of(
                encrypted(PackageKind.DETOOLS, compression.code(), patch), Vectors.OLD, RAM))
        .isEqualTo(Vectors.NEW);
  }

  @Test
  void aDeltaOfJojoDiffComesBack() {
    Bytes patch = Vectors.file("delta/feat_jojodiff.patch");

    assertThat(Unpacked.of(encrypted(PackageKind.JOJODIFF, 0, patch), Vectors.OLD, RAM))
        .isEqualTo(Vectors.NEW);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16, 33, -1, Integer.MIN_VALUE})
  void aSizeThatLeavesMoreThanPaddingIsMalformed(int size) {
    byte[] octets = encrypted(PackageKind.JOJODIFF, 0, Bytes.of(new byte[30])).toArray();
    int at = 32 + 32 + 8;
    assertThat(octets[at]).as("COMP_DEC_SIZE").isEqualTo((byte) 30);
    for (int i = 0; i < 4; i++) {
      octets[at + i] = (byte) (size >> (8 * i));
    }
    ImageSource source = ImageSource.of(octets);

    assertThat(Expansion.of(Image.parse(source).value().orElseThrow(), source))
        .isInstanceOf(Decoded.Malformed.class);
  }
}
