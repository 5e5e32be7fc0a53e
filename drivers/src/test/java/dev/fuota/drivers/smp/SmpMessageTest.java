package dev.fuota.drivers.smp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The octets were made by the Python libraries smp 4.2.0 and cbor2 6.2.1, or by hand. */
class SmpMessageTest {
  private static final String HASH =
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
  private static final String OTHER =
      "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f";
  private static final Bytes LIST =
      Bytes.fromHex(
          "090000cb00010700a266696d6167657382a864736c6f74006776657273696f6e65312e302e3064686173685820"
              + HASH
              + "68626f6f7461626c65f56770656e64696e67f469636f6e6669726d6564f566616374697665f569706572"
              + "6d616e656e74f4a464736c6f74016776657273696f6e67322e302e302e3564686173685820"
              + OTHER
              + "68626f6f7461626c65f56b73706c697453746174757300");

  private static SmpMessage message(
      SmpMessage.Op op, SmpCommand command, int sequence, Cbor.Fields body) {
    return new SmpMessage(op, 0, command, sequence, body);
  }

  @Test
  void requestsHaveTheOctetsOfTheOtherLibrary() {
    assertThat(message(SmpMessage.Op.READ, SmpCommand.IMAGE_STATE, 7, Cbor.Fields.NONE).encode())
        .isEqualTo(Bytes.fromHex("0000000100010700a0"));
    assertThat(
            message(SmpMessage.Op.WRITE, SmpCommand.ECHO, 2, Cbor.Fields.NONE.with("d", "hello"))
                .encode())
        .isEqualTo(Bytes.fromHex("0200000900000200a161646568656c6c6f"));
    Cbor.Fields test = Cbor.Fields.NONE.with("hash", Bytes.fromHex(HASH)).with("confirm", false);
    assertThat(message(SmpMessage.Op.WRITE, SmpCommand.IMAGE_STATE, 3, test).encode())
        .isEqualTo(Bytes.fromHex("0200003100010300a264686173685820" + HASH + "67636f6e6669726df4"));
    Cbor.Fields chunk =
        Cbor.Fields.NONE.with("off", 65_536).with("data", Bytes.fromHex("ff".repeat(24)));
    assertThat(message(SmpMessage.Op.WRITE, SmpCommand.IMAGE_UPLOAD, 4, chunk).encode())
        .isEqualTo(
            Bytes.fromHex(
                "0200002900010401a2636f66661a00010000646461746158" + "18" + "ff".repeat(24)));
  }

  @Test
  void aListIsReadWithItsFlags() {
    SmpMessage message = SmpMessage.decode(LIST).value().orElseThrow();
    assertThat(message.op()).isEqualTo(SmpMessage.Op.READ_RESPONSE);
    assertThat(message.version()).isEqualTo(1);
    assertThat(message.sequence()).isEqualTo(7);
    List<ImageSlot> slots = ImageSlot.of(message.body(), 0);
    assertThat(slots).hasSize(2);
    assertThat(slots.get(0).active()).isTrue();
    assertThat(slots.get(0).confirmed()).isTrue();
    assertThat(slots.get(0).pending()).isFalse();
    assertThat(slots.get(0).has(Bytes.fromHex(HASH))).isTrue();
    assertThat(slots.get(1).version()).isEqualTo("2.0.0.5");
    assertThat(slots.get(1).active()).isFalse();
  }

  @Test
  void everyListCutShortIsRefusedAndNeverThrows() {
    for (int length = 0; length < LIST.length(); length++) {
      assertThat(SmpMessage.decode(LIST.slice(0, length))).isInstanceOf(Decoded.Malformed.class);
    }
  }

  @Test
  void zcborsIndefiniteLengthsAreRead() {
    Bytes answer = Bytes.fromHex("0300000d00010801bf62726300636f6666190100ff");
    Cbor.Fields body = SmpMessage.decode(answer).value().orElseThrow().body();
    assertThat(body.number("off")).hasValue(256);
    assertThat(SmpError.of(body)).isEmpty();
  }

  @ParameterizedTest(name = "{0} says {1}")
  @CsvSource({
    "a163657272a26567726f75700162726309, error 9 of group 1",
    "a162726308, error 8 (the command is not supported)",
    "a16272630a, error 10 (busy)",
    "a16272631b7fffffffffffffff, error 9223372036854775807"
  })
  void errorsOfBothFormsAreRead(String body, String sentence) {
    Cbor.Fields read = CborReader.map(Bytes.fromHex(body)).value().orElseThrow();
    assertThat(SmpError.of(read).orElseThrow()).hasToString(sentence);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "",
        "bf",
        "ff",
        "a1",
        "a161",
        "a16161ff",
        "bf6161ff",
        "a1616118",
        "a161615bffffffffffffffff",
        "a161619bffffffffffffffff",
        "bbffffffffffffffff",
        "a161611c",
        "a161611f",
        "a161615f6161ff",
        "80",
        "00",
        "a16161818181818181818181818181818100"
      })
  void whatIsNoMapIsRefused(String octets) {
    assertThat(CborReader.map(Bytes.fromHex(octets))).isInstanceOf(Decoded.Malformed.class);
  }

  @Test
  void otherTypesAreReadOver() {
    // {"a": [1.5, null, true, -1, -2^63, 2^64-1, 2^32, "ü", h'00', {"a": []}, 24(h'78'),
    // undefined], 1: 2, "b": (_ h'01', h'02')}
    Cbor.Fields read =
        CborReader.map(
                Bytes.fromHex(
                    "a361618cfb3ff8000000000000f6f5203b7fffffffffffffff1bffffffffffffffff"
                        + "1b000000010000000062c3bc4100a1616180d8184178f7010261625f41014102ff"))
            .value()
            .orElseThrow();
    assertThat(read.values()).containsOnlyKeys("a", "b");
    Cbor.Items items = (Cbor.Items) Objects.requireNonNull(read.values().get("a"));
    assertThat(items.values())
        .hasSize(12)
        .contains(new Cbor.Int(-1), new Cbor.Int(Long.MIN_VALUE), new Cbor.Int(1L << 32))
        .contains(new Cbor.Text("ü"), new Cbor.Octets(Bytes.of((byte) 0)));
    assertThat(read.octets("b")).hasValue(Bytes.fromHex("0102"));
  }

  @Test
  void anyOctetsAreReadOrRefused() {
    SplittableRandom random = new SplittableRandom(17);
    for (int i = 0; i < 20_000; i++) {
      byte[] octets = LIST.toArray();
      for (int changes = random.nextInt(1, 6); changes > 0; changes--) {
        octets[random.nextInt(octets.length)] = (byte) random.nextInt();
      }
      SmpMessage.decode(Bytes.of(octets)).value().ifPresent(m -> ImageSlot.of(m.body(), 0));
    }
  }
}
