package dev.fuota.protocol.lorawan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.protocol.codec.Bytes;
import java.util.SplittableRandom;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.CMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CmacTest {
  private static final Bytes RFC_4493_MESSAGE =
      Bytes.fromHex(
          "6bc1bee22e409f96e93d7e117393172a"
              + "ae2d8a571e03ac9c9eb76fac45af8e51"
              + "30c81c46a35ce411e5fbc1191a0a52ef"
              + "f69f2445df4f9b17ad2b417be66c3710");

  private final Cmac cmac = new Cmac(AesKey.fromHex("2b7e151628aed2a6abf7158809cf4f3c"));

  @DisplayName("RFC 4493, section 4")
  @ParameterizedTest(name = "code of {0} octets")
  @CsvSource({
    "0, bb1d6929e95937287fa37d129b756746",
    "16, 070a16b46b4d4144f79bdd9dd04a287c",
    "40, dfa66747de9ae63030ca32611497c827",
    "64, 51f0bebf7e3b9d92fc49741779363cfe"
  })
  void givesTheCodesOfTheRfc(int length, String code) {
    Bytes message = RFC_4493_MESSAGE.slice(0, length);

    assertThat(cmac.code(message)).hasToString(code);
    assertThat(cmac.mic(message.toArray(), 0, length))
        .isEqualTo(Integer.parseUnsignedInt(code.substring(0, 8), 16));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void agreesWithAnotherImplementationAtAnyLength(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int length = 0; length < 600; length++) {
      byte[] key = new byte[AesKey.LENGTH];
      byte[] message = new byte[length];
      random.nextBytes(key);
      random.nextBytes(message);
      CMac other = new CMac(AESEngine.newInstance());
      byte[] code = new byte[16];
      other.init(new KeyParameter(key));
      other.update(message, 0, length);
      other.doFinal(code, 0);

      assertThat(new Cmac(AesKey.of(Bytes.of(key))).code(Bytes.of(message)))
          .as("%d octets", length)
          .isEqualTo(Bytes.of(code));
    }
  }

  @Test
  void oneMessageLeavesNothingBehindForTheNext() {
    Bytes first = cmac.code(RFC_4493_MESSAGE.slice(0, 40));

    cmac.code(RFC_4493_MESSAGE);

    assertThat(cmac.code(RFC_4493_MESSAGE.slice(0, 40))).isEqualTo(first);
  }

  @Test
  @DisplayName("FIPS 197, appendix C.1")
  void encryptsAndDecryptsABlock() {
    AesKey key = AesKey.fromHex("000102030405060708090a0b0c0d0e0f");
    Bytes plain = Bytes.fromHex("00112233445566778899aabbccddeeff");
    Bytes encrypted = Bytes.fromHex("69c4e0d86a7b0430d8cdb78070b4c55a");

    assertThat(new Aes128(key).encrypt(plain)).isEqualTo(encrypted);
    assertThat(Aes128.decrypt(key, encrypted)).isEqualTo(plain);
  }

  @Test
  void aBlockHasSixteenOctets() {
    Aes128 aes = new Aes128(AesKey.fromHex("000102030405060708090a0b0c0d0e0f"));

    assertThatThrownBy(() -> aes.encrypt(Bytes.fromHex("00")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aKeyIsNeverShownAndHasSixteenOctets() {
    AesKey key = AesKey.fromHex("000102030405060708090a0b0c0d0e0f");

    assertThat(new SessionKeys(key, key).toString()).doesNotContain("0102");
    assertThat(key).isEqualTo(AesKey.of(key.bytes())).hasSameHashCodeAs(AesKey.of(key.bytes()));
    assertThatThrownBy(() -> AesKey.fromHex("00")).isInstanceOf(IllegalArgumentException.class);
  }
}
