package dev.fuota.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fuota.conformance.FileReport.Unusable;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnusableFileTest {
  @TempDir private Path directory;

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path nowhere = directory.resolve("nowhere.json");

    Unusable unusable = runUnusable(nowhere);

    assertThat(unusable.file()).isEqualTo(nowhere);
    assertThat(TextReport.unusable(unusable)).isEqualTo(nowhere + ": there is no such file");
  }

  @Test
  void aDirectoryCannotBeRead() {
    assertThat(runUnusable(directory).sentence()).startsWith("the file cannot be read");
  }

  @Test
  void textThatIsNotJsonIsNamedByLineAndColumn() {
    assertThat(runUnusable(text("{\n  \"commands\": oops\n}")).place())
        .isEqualTo("line 2, column 15");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                      | /                | the schema of this file is not known
          {}                      | /                | the schema of this file is not known
          []                      | /                | the schema of this file is not known
          3                       | /                | the schema of this file is not known
          {"schema":"mac-tea/1"}  | /                | the schema of this file is not known: mac-tea/1
          {"rows":[],"digests":[]} | /               | this lorawan-pkg-parity file has no entries
          {"schema":"mac-frames/1"} | /              | this mac-frames/1 file has no entries
          {"rows":7}              | /rows            | an array is needed
          {"rows":[{"rows":[{}]}]} | /rows/0         | there is no "version"
          {"digests":[{"version":"1"}]} | /digests/0/version | a whole number is needed
          {"digests":[{"version":1,"nbFrag":0}]} | /digests/0/nbFrag | 0 is not within 1..16383
          """)
  void theDefectIsNamedByItsPlace(String json, String place, String sentence) {
    Unusable unusable = runUnusable(text(json));

    assertThat(unusable.place()).isEqualTo(place);
    assertThat(unusable.sentence()).isEqualTo(sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "mac-frames.json, /groups/reject, 23",
    "lorawan-pkg-commands.json, /commands/0/hex, '\"xx\"'",
    "lorawan-pkg-fragments.json, /files/0/receptions/0/order, '\"1-x\"'",
    "lorawan-pkg-fragments.json, /files/0/receptions/0/order, '\"1-2000000000\"'",
    "lorawan-pkg-fragments.json, /files/0/receptions/0/order, '\"21\"'",
    "mcuboot/index.json, /images/0/file, '\"img/lost.bin\"'",
    "mcuboot/index.json, /keys/ec256_a/private_pem, '\"keys/lost.pem\"'",
  })
  void whatTheSchemaForbidsIsTheFilesFault(String file, String pointer, String value) {
    Path copy = KnownAnswerFiles.copyWith(directory, file, pointer, value);

    assertThat(runUnusable(copy).place()).isEqualTo(pointer);
  }

  @Test
  void anEntryOfAGroupThatTheSchemaForbidsFailsAlone() {
    String place = "/lorawan_10/0/keys/app_s_key";
    Path copy = KnownAnswerFiles.copyWith(directory, "mac-frames.json", place, "\"00\"");

    ConformanceReport report = Conformance.run(List.of(copy));

    assertThat(report.unusable()).isEmpty();
    assertThat(report.failed()).isEqualTo(1);
    assertThat(report.ran().get(0).groups())
        .flatExtracting(GroupReport::failures)
        .extracting(Failure::field, Failure::got)
        .containsExactly(tuple(place, "a key has 16 octets"));
  }

  @Test
  void entriesOfAnUnknownGroupAreCountedAsNotApplicable() {
    Path copy =
        KnownAnswerFiles.copyWith(directory, "lorawan-pkg-keys.json", "/surprises", "[{},{}]");

    ConformanceReport report = Conformance.run(List.of(copy));

    assertThat(report.ran().get(0).groups())
        .anySatisfy(
            group -> {
              assertThat(group.name()).isEqualTo("surprises");
              assertThat(group.inapplicable()).containsEntry("this group is not known", 2);
            });
  }

  @Test
  void anUnusableFileDoesNotKeepTheOthersFromRunning() {
    Path good = KnownAnswerFiles.path("lorawan-pkg-keys.json");

    ConformanceReport report = Conformance.run(List.of(text("{}"), good));

    assertThat(report.unusable()).hasSize(1);
    assertThat(report.passed()).isPositive();
  }

  private Path text(String text) {
    return KnownAnswerFiles.write(directory.resolve("file.json"), text);
  }

  private static Unusable runUnusable(Path file) {
    ConformanceReport report = Conformance.run(List.of(file));
    assertThat(report.ran()).isEmpty();
    return report.unusable().get(0);
  }
}
