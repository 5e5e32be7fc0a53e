package dev.fuota.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The known answers of whole devices, by what they show. */
class DeviceAnswersTest {
  private static final String EXCHANGES = "lorawan-pkg-exchanges.json";
  private static final String FLOWS = "lorawan-pkg-chirpstack-flow.json";

  private static final List<Failure> FAILURES = failures(KnownAnswerFiles.path(EXCHANGES));
  private static final List<Failure> FLOW_FAILURES = failures(KnownAnswerFiles.path(FLOWS));

  @TempDir private Path directory;

  private static List<Failure> failures(Path file) {
    return Conformance.run(List.of(file)).ran().get(0).groups().stream()
        .flatMap(group -> group.failures().stream())
        .toList();
  }

  private static void assertPasses(String... exchanges) {
    assertThat(FAILURES).filteredOn(failure -> List.of(exchanges).contains(failure.id())).isEmpty();
  }

  // PKG-02, PKG-05, PKG-08, PKG-09, TS003-02, TS003-03, TS003-04, TS003-05, TS003-08, TS003-09,
  // TS003-10
  @Test
  void clockSynchronisation() {
    assertPasses("dev clock synchronisation v1", "dev clock synchronisation v2");
  }

  // TS003-07
  @Test
  void aCorrectionBeyond31BitsIsFollowedByAnotherQuestion() {
    assertPasses("dev clock synchronisation v2 correction larger than 31 bits");
  }

  // PKG-01, PKG-08, PKG-09, TS005-02, TS005-03, TS005-05, TS005-06, TS005-07, TS005-08, TS005-09,
  // TS005-10, TS005-11
  @Test
  void multicastGroupsAndSessions() {
    assertPasses("dev multicast groups v1", "dev multicast groups v2");
  }

  // TS005-12
  @Test
  void aStartInThePastIsAnsweredInVersion2() {
    assertPasses("dev multicast groups v2");
  }

  // TS005-01
  @Test
  void aDeviceWithOneGroupRefusesTheOthers() {
    assertPasses("dev multicast, single-group device v1", "dev multicast, single-group device v2");
  }

  // TS004-01, TS004-02, TS004-03, TS004-07, TS004-14, TS004-16, TS004-17, TS004-18, TS004-19,
  // TS004-20, TS004-22, TS004-25
  @Test
  void fragmentationSession() {
    assertPasses("dev fragmentation session v1", "dev fragmentation session v2");
  }

  // TS004-30, TS004-31, TS004-33, TS004-34
  @Test
  void fragmentationSessionOfVersion2() {
    assertPasses("dev fragmentation session v2");
  }

  // TS004-36, TS004-37, TS004-39
  @Test
  void theBlockIsAcknowledgedWithItsMic() {
    assertPasses("dev AckReception, MIC correct", "dev AckReception, MIC wrong");
  }

  // TS006-01, TS006-02, TS006-03, TS006-04, TS006-05, TS006-06, TS006-07, TS006-08, TS006-09,
  // TS006-10, TS006-11, TS006-12
  @Test
  void firmwareManagement() {
    assertPasses("dev firmware management v1");
  }

  // TS007-01, TS007-02, TS007-03, TS007-05, TS007-06, TS007-07, TS007-08, TS007-09, TS007-10
  @Test
  void multiPackageAccess() {
    assertPasses("dev multi-package access v1");
  }

  // TS005-07, TS005-08, TS005-10, TS004-14, TS004-25
  @Test
  void deploymentsOfChirpStack() {
    assertThat(FLOW_FAILURES).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("An uplink where none is expected is a failure")
  @CsvSource({
    "/exchanges/0/steps/21/via, dev clock synchronisation v1, steps/22",
    "/exchanges/3/steps/37/via, dev multicast groups v1, steps/38",
    "/exchanges/7/steps/31/via, dev fragmentation session v1, steps/32",
    "/exchanges/12/steps/9/via, dev multi-package access v1, steps/10",
  })
  void anUplinkWhereNoneIsExpectedFails(String pointer, String id, String field) {
    Path copy = KnownAnswerFiles.copyWith(directory, EXCHANGES, pointer, "\"unicast\"");

    assertThat(failures(copy))
        .anySatisfy(
            failure -> {
              assertThat(failure.id()).isEqualTo(id);
              assertThat(failure.field()).isEqualTo(field);
              assertThat(failure.expected()).isEqualTo("no further uplink");
            });
  }

  @Test
  @DisplayName("A late answer where none is expected is a failure, and so is a lost session")
  void aLateAnswerFails() {
    // Participants = 1 instead of 0, to a device that has the block
    Path copy =
        KnownAnswerFiles.copyWith(directory, EXCHANGES, "/exchanges/7/steps/27/hex", "\"0105\"");

    assertThat(failures(copy))
        .anySatisfy(
            failure -> {
              assertThat(failure.field()).isEqualTo("steps/28");
              assertThat(failure.expected()).isEqualTo("no uplink");
            });
  }

  @Test
  @DisplayName("A fragment on another frequency is not heard")
  void aFragmentOnAnotherFrequencyIsNotHeard() {
    Path copy =
        KnownAnswerFiles.copyWith(directory, FLOWS, "/flows/0/config/frequencyHz", "868100000");

    assertThat(failures(copy))
        .anySatisfy(
            failure -> {
              assertThat(failure.field()).isEqualTo("steps/6");
              assertThat(failure.got()).isEqualTo("not heard");
            });
  }
}
