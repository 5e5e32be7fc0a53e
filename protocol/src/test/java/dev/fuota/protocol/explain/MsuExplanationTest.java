package dev.fuota.protocol.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.KnownAnswers;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.MsuLimits;
import dev.fuota.protocol.msu.MsuWarning;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class MsuExplanationTest {
  private static final MsuLimits LIMITS = MsuLimits.defaults().fromLocal();

  static Stream<JsonNode> messages() {
    return KnownAnswers.group("msu.json", "messages");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("messages")
  void everyOctetOfAMessageIsExplainedOnce(JsonNode entry) {
    Bytes datagram = KnownAnswers.hex(entry, "hex");

    MsuExplanation explanation = MsuExplanation.of(datagram, LIMITS);

    assertThat(explanation.type())
        .hasToString("Optional[" + KnownAnswers.text(entry, "type") + "]");
    int at = 0;
    for (ExplainedField field : explanation.fields()) {
      Bytes skipped = datagram.slice(at, field.offset() - at);
      assertThat(skipped).isEqualTo(Bytes.of(new byte[skipped.length()])); // reserved
      assertThat(field.octets()).isEqualTo(datagram.slice(field.offset(), field.octets().length()));
      at = field.offset() + field.octets().length();
    }
    Bytes rest = datagram.slice(at, datagram.length() - at);
    assertThat(rest).isEqualTo(Bytes.of(new byte[rest.length()]));
    assertThat(explanation.values()).containsKeys(names(entry));
  }

  private static String[] names(JsonNode entry) {
    return entry.get("fields").propertyNames().toArray(String[]::new);
  }

  @Test
  void aDatagramThatIsNoMessageHasAReason() {
    MsuExplanation explanation = MsuExplanation.of(Bytes.fromHex("17000010"), LIMITS);

    assertThat(explanation.rejected().orElseThrow().reason()).hasToString("BAD_FILE_NUMBER");
    assertThat(explanation.fields()).isEmpty();
  }

  @Test
  void aLengthSaysWhetherItsStringIsThere() {
    String header =
        "41008010" + "3139322e302e322e31" + "00".repeat(31) + "00000001" + "020000000001";
    String lengths = "3c" + "82" + "00" + "80" + "00".repeat(7) + "000000";
    MsuExplanation explanation =
        MsuExplanation.of(Bytes.fromHex(header + lengths + "6677"), LIMITS);

    assertThat(explanation.fields())
        .extracting(field -> field.name() + " " + field.value() + " " + field.meaning())
        .contains(
            "MAC 02:00:00:00:00:01 ",
            "length of Filename 2 present",
            "length of HardwareId 0 absent",
            "length of ProductId 0 present",
            "Filename \"fw\" ");
  }

  @Test
  void whatIsOddIsSaid() {
    MsuExplanation explanation = MsuExplanation.of(Bytes.fromHex("17000190"), LIMITS);

    assertThat(explanation.warnings()).containsExactly(MsuWarning.IP_VERSION_BIT_SET);
    assertThat(explanation.values()).containsEntry("versionByte", 0x90L);
  }
}
