package dev.fuota.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A known answer of MSU that is wrong shows, by its own name and that of the field. */
class MsuAnswersTest {
  @TempDir private Path directory;

  static Stream<Arguments> changes() {
    String user = "/securityProfile/credential/usernameEnvelope";
    return Stream.of(
        change("/messages/0/hex", "\"21\"", "p-whois-range", "hex"),
        change("/messages/0/fields/isRange", "false", "p-whois-range", "isRange"),
        change("/messages/0/fields/end", "\"192.0.2.253\"", "p-whois-range", "hex"),
        change("/messages/0/fields/end", "\"192.0.2.253\"", "p-whois-range", "end"),
        change("/messages/0/fields/other", "1", "p-whois-range", "other"),
        change("/messages/42/type", "\"CCM_COMPLETED\"", "p-transfer-completed", "type"),
        change("/messages/0/warnings", "[\"RESERVED_NIBBLE_SET\"]", "p-whois-range", "warnings"),
        change("/messages/5/fields/deviceParam/timeoutSec", "11", "p-iam-typical", "timeoutSec"),
        change("/messages/20/fields/transactionIdEcho", "1", "p-connect-res-hw", "hex"),
        change("/reject/0/reason", "\"OVERSIZE\"", "p-x-empty", "reason"),
        change("/reject/0/hex", "\"17000110\"", "p-x-empty", "reason"),
        change("/appendixB/3/meaning/chunks", "[5, 823]", "b-ccm", "chunks"),
        change("/appendixB/3/defaultProfile", "\"accept\"", "b-ccm", "defaultProfile"),
        change("/geometry/4/chunks", "2", "/geometry/4", "chunks"),
        change("/geometry/4/lastSequenceBytes", "2", "/geometry/4", "lastSequenceBytes"),
        change("/bitmaps/2/bitmapHex", "\"60020001\"", "/bitmaps/2", "bitmapHex"),
        change("/crc32/1/crc32", "\"0d4a1186\"", "/crc32/1", "crc32"),
        change("/versionCompare/2/compare", "0", "/versionCompare/2", "compare"),
        change("/names/2/ok", "true", "/names/2", "ok"),
        change("/commissioningFile/1/level", "2", "/commissioningFile/1", "hex"),
        change(
            "/commissioningFileReject/0/reason",
            "\"BAD_MAGIC\"",
            "/commissioningFileReject/0",
            "reason"),
        change(
            "/serverMerge/deviceParams/0/effective/ccmRetry",
            "5",
            "/serverMerge/deviceParams/0",
            "ccmRetry"),
        change("/serverMerge/scm/0/retransmit/0", "2", "/serverMerge/scm/0", "retransmit"),
        change("/serverMerge/ccm/0/retransmit/0", "2", "/serverMerge/ccm/0", "retransmit"),
        change("/securityProfile/authKey", "\"00\"", "keys", "authKey"),
        change("/securityProfile/suite1Hex", "\"00\"", "suite1", "suite1Hex"),
        change("/securityProfile/counter", "18446744073709551615", "suite1", "suite1Hex"),
        change("/securityProfile/tamperedSuite2Hex", "\"00\"", "suite2", "tamperedSuite2Hex"),
        change(user, "\"00\"", "credential", "usernameEnvelope"),
        change("/manifestFooter/version", "\"1.5.1\"", "file", "version"),
        change("/manifestFooter/tamperedFileHex", FILE, "tampered", "tamperedFileHex"));
  }

  /** The file as it was signed. */
  private static final String FILE =
      KnownAnswerFiles.read(KnownAnswerFiles.path("msu.json"))
          .at("/manifestFooter/fileHex")
          .toString();

  private static Arguments change(String pointer, String json, String id, String field) {
    return Arguments.of(pointer, json, id, field);
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("changes")
  void aWrongAnswerIsNamed(String pointer, String json, String id, String field) {
    Path copy = KnownAnswerFiles.copyWith(directory, "msu.json", pointer, json);

    ConformanceReport report = Conformance.run(List.of(copy));

    assertThat(report.unusable()).isEmpty();
    assertThat(report.ran().get(0).groups())
        .flatMap(GroupReport::failures)
        .anySatisfy(
            failure -> {
              assertThat(failure.id()).isEqualTo(id);
              assertThat(failure.field()).isEqualTo(field);
            });
  }
}
