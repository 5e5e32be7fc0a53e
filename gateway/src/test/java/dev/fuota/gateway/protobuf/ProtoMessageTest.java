package dev.fuota.gateway.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtoMessageTest {

  @Test
  @DisplayName("The examples of the specification of the wire format")
  void knownExamples() {
    assertThat(new ProtoWriter().unsigned(1, 150).toBytes().toHex()).isEqualTo("089601");
    assertThat(new ProtoWriter().text(2, "testing").toBytes().toHex())
        .isEqualTo("120774657374696e67");
    assertThat(new ProtoWriter().message(3, new ProtoWriter().unsigned(1, 150)).toBytes().toHex())
        .isEqualTo("1a03089601");
    assertThat(new ProtoWriter().signed(1, -2).toBytes().toHex())
        .isEqualTo("08feffffffffffffffff01");
  }

  @Test
  @DisplayName("Default values are left out, and read where nothing stands")
  void defaults() {
    ProtoWriter nothing = new ProtoWriter().unsigned(1, 0).text(2, "").real32(3, 0).flag(4, false);
    assertThat(nothing.toBytes()).isEqualTo(Bytes.EMPTY);
    String read =
        ProtoMessage.decode(
                "Test",
                Bytes.EMPTY,
                m -> m.number(1) + m.text(2) + m.real32(3) + m.flag(4) + m.message(5))
            .value()
            .orElseThrow();
    assertThat(read).isEqualTo("00.0falseOptional.empty");
  }

  @Test
  @DisplayName("The last of equal fields counts, foreign fields and wire types do not matter")
  void skips() {
    Bytes octets =
        Bytes.fromHex("0801" + "0802" + "0d00000000" + "1900000000000000001205" + "0102030405");
    assertThat(ProtoMessage.decode("Test", octets, m -> m.number(1)).value()).contains(2L);
    assertThat(ProtoMessage.decode("Test", octets, m -> m.octets(2)).value())
        .contains(Bytes.fromHex("0102030405"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08", // no value
        "0880808080808080808080", // a number without an end
        "12ffffffff0f00", // a length of 4 GiB
        "12ffffffffffffffffff01", // a length of -1
        "0b", // a group
        "0f", // no wire type
        "0001", // field 0
        "0d010203", // cut
        "09"
      })
  void refuses(String hex) {
    assertThat(ProtoMessage.decode("Test", Bytes.fromHex(hex), m -> m.number(1)))
        .isInstanceOf(Decoded.Malformed.class);
  }

  @Test
  @DisplayName("The number of fields is bounded")
  void bounded() {
    Bytes many = Bytes.of(new byte[20_002]);
    byte[] octets = many.toArray();
    for (int i = 0; i < octets.length; i += 2) {
      octets[i] = 8;
    }
    assertThat(ProtoMessage.decode("Test", Bytes.of(octets), m -> m.number(1)))
        .isInstanceOf(Decoded.Malformed.class);
  }

  @Test
  @DisplayName("No octets make the reader throw")
  void survivesAnything() {
    SplittableRandom random = new SplittableRandom(3);
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] octets = new byte[random.nextInt(12)];
      random.nextBytes(octets);
      Decoded<String> decoded =
          ProtoMessage.decode(
              "Test",
              Bytes.of(octets),
              m -> m.number(1) + m.text(2) + m.messages(3, 2) + m.real32(4) + m.octets(5));
      read += decoded.value().isPresent() ? 1 : 0;
    }
    assertThat(read).isGreaterThan(1000);
  }
}
