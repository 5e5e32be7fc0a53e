package dev.fuota.protocol.explain;

import static dev.fuota.protocol.KnownAnswers.hex;
import static dev.fuota.protocol.KnownAnswers.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.KnownAnswers;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.explain.Explanation.Defect;
import dev.fuota.protocol.packages.ApplicationPackage;
import dev.fuota.protocol.packages.ApplicationPackage.Direction;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ExplainerTest {

  private static Explanation explain(
      ApplicationPackage kind, PackageVersion version, Direction direction, String hex) {
    return new Explainer(kind, version, direction).explain(Bytes.fromHex(hex));
  }

  private static List<String> meanings(Explanation explanation) {
    return explanation.commands().stream()
        .flatMap(command -> command.fields().stream())
        .filter(field -> !field.name().equals("CID"))
        .map(field -> (field.name() + " " + field.value() + ": " + field.meaning()).strip())
        .toList();
  }

  static Stream<JsonNode> streams() {
    return KnownAnswers.group("lorawan-pkg-streams.json", "streams");
  }

  @ParameterizedTest
  @MethodSource("streams")
  void saysOfAStreamWhatIsKnownOfIt(JsonNode entry) {
    Explanation explanation =
        explain(
            ApplicationPackage.of(entry.get("package").intValue()).orElseThrow(),
            PackageVersion.of(entry.get("version").intValue()).orElseThrow(),
            Direction.DOWN,
            text(entry, "hex"));

    assertThat(explanation.commands())
        .extracting(it -> it.name() + " " + it.offset() + " " + it.length())
        .containsExactlyElementsOf(
            entry
                .get("commands")
                .valueStream()
                .map(it -> text(it, "command") + " " + it.get("offset") + " " + it.get("length"))
                .toList());
    assertThat(explanation.rest()).isEqualTo(hex(entry, "rest"));
    assertThat(explanation.defect().isPresent()).isEqualTo(entry.has("error"));
    explanation.defect().ifPresent(defect -> assertError(entry.get("error"), defect));
  }

  private static void assertError(JsonNode error, Defect defect) {
    assertThat(defect.reason().kind()).isEqualTo(text(error, "kind"));
    assertThat(defect.offset()).isEqualTo(error.get("offset").intValue());
    if (error.has("cid")) {
      assertThat(defect.cid()).hasValue(error.get("cid").intValue());
    } else {
      assertThat(defect.command()).hasValue(text(error, "command"));
    }
  }

  @Test
  void fieldsHaveUnitsAndWords() {
    Explanation session =
        explain(
            ApplicationPackage.MULTICAST_SETUP,
            PackageVersion.V1,
            Direction.DOWN,
            "0402803db7540f28768405");

    assertThat(meanings(session))
        .containsExactly(
            "mcGroupId 2:",
            "sessionTime 1421294976: 2025-01-19 04:09:18 UTC",
            "timeOut 15: the session ends after 9 h 6 min 8 s",
            "frequencyHz 868100000: 868.1 MHz",
            "dataRate 5: DR5; in EU868 that is SF7, 125 kHz");
  }

  @Test
  void errorBitsAreSpelledOutAndANegativeAnswerIsCalledOne() {
    Explanation refusal =
        explain(ApplicationPackage.MULTICAST_SETUP, PackageVersion.V2, Direction.UP, "0424");

    assertThat(meanings(refusal))
        .contains(
            "drError 1: the device cannot use the data rate",
            "freqError 0:",
            "startMissed 1: the session would have begun in the past");
    assertThat(refusal.commands().get(0).remarks())
        .singleElement()
        .asString()
        .startsWith("A negative answer");
  }

  // PKG-03
  @Test
  void reservedBitsAreNamedWhereTheyAreSet() {
    Explanation answer =
        explain(ApplicationPackage.CLOCK_SYNC, PackageVersion.V1, Direction.DOWN, "0207" + "02f7");

    assertThat(meanings(answer)).filteredOn(it -> it.startsWith("RFU")).hasSize(1);
    assertThat(meanings(answer).get(2)).isEqualTo("RFU 0b11110000: reserved bits, ignored");
  }

  // PKG-12
  @ParameterizedTest(name = "version {0} of {1} may be version {2}")
  @CsvSource({
    "V1, 02011400320000000000000100aabbccdd, V2",
    "V2, 0201140032000000000000, V1",
    "V1, 0402, V2",
    "V1, 7f, ",
    "V1, 0201140032000000000000, "
  })
  void aPayloadOfTheOtherVersionIsCalledThat(
      PackageVersion version, String hex, PackageVersion other) {
    Explanation explanation =
        explain(ApplicationPackage.FRAGMENTATION, version, Direction.DOWN, hex);

    assertThat(explanation.readsAs().orElse(null)).isEqualTo(other);
  }

  @Test
  void aFrameOfSeveralPackagesIsExplainedWithIdsAndToken() {
    Explanation frame =
        explain(
            ApplicationPackage.MULTI_PACKAGE, PackageVersion.V2, Direction.DOWN, "830105840201");

    assertThat(frame.commands())
        .singleElement()
        .satisfies(command -> assertThat(command.packageId()).isEqualTo(3));
    assertThat(meanings(frame).get(0))
        .isEqualTo("packageIdentifier 3: TS004 fragmented data block transport");
    assertThat(frame.token()).map(ExplainedField::value).hasValue("1");
    assertThat(frame.rest()).hasToString("8402");
    assertThat(frame.defect().orElseThrow().offset()).isEqualTo(3);
    assertThat(frame.defect().orElseThrow().cid()).hasValue(2);
    assertThat(frame.defect().orElseThrow().command()).hasValue("DevRebootTimeReq");
  }

  @ParameterizedTest
  @MethodSource("explainers")
  void anyOctetsAreExplained(Explainer explainer) {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 2_000; i++) {
      byte[] octets = new byte[random.nextInt(40)];
      random.nextBytes(octets);
      if (octets.length > 0) {
        octets[0] = (byte) random.nextInt(9);
      }
      Explanation explanation = explainer.explain(Bytes.of(octets));
      assertEveryOctetIsAccountedFor(explanation);
    }
  }

  private static void assertEveryOctetIsAccountedFor(Explanation explanation) {
    long inCommands =
        explanation.commands().stream()
            .mapToLong(
                command ->
                    command.fields().stream()
                        .flatMapToInt(
                            field ->
                                IntStream.range(0, field.octets().length())
                                    .map(i -> field.offset() + i))
                        .distinct()
                        .count())
            .sum();
    int token = explanation.token().isPresent() ? 1 : 0;
    assertThat(inCommands + token + explanation.rest().length())
        .as(explanation.payload().toHex())
        .isEqualTo(explanation.payload().length());
  }

  static Stream<Explainer> explainers() {
    return Stream.of(ApplicationPackage.values())
        .flatMap(
            kind ->
                Stream.of(PackageVersion.values())
                    .filter(kind::has)
                    .flatMap(
                        version ->
                            Stream.of(Direction.values())
                                .map(direction -> new Explainer(kind, version, direction))));
  }
}
