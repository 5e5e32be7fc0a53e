package dev.fuota.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.rig.AgentBench;
import dev.fuota.agent.rig.Configs;
import dev.fuota.agent.rig.StubLink.Sent;
import dev.fuota.protocol.codec.PackageVersion;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TS007: commands of several packages in one frame, to a device with version 2 of the others. */
class MultiPackageTest {
  private static final int PORT = 225;
  private static final long NOW = 1_396_004_347;

  /** The answer to DevVersionReq. */
  private static final String VERSION = "014433221178563412";

  private final AgentBench device = new AgentBench(Configs.with(PackageVersion.V2));

  private List<String> answers(String hex) {
    return device.answers(PORT, hex);
  }

  @Test
  @DisplayName("Commands and answers without a package id octet belong to the package before them")
  void packageIds() { // TS007-01 TS007-03
    assertThat(answers("0003")).containsExactly("00000103");
    assertThat(answers("810001")).containsExactly("8100010201");
    assertThat(answers("81008200830084000102"))
        .containsExactly("81000102820002028300030284000401" + VERSION + "02");
    assertThat(answers("8401800084010102"))
        .containsExactly("84" + VERSION + "80000001" + "84" + VERSION + VERSION + "02");
  }

  // TS007-02
  @ParameterizedTest(name = "token octet {0} comes back as {1}")
  @CsvSource({"00, 00", "01, 01", "02, 02", "03, 03", "fc, 00", "ff, 03"})
  @DisplayName("The token is the last octet, and only two bits of it count")
  void tokens(String octet, String back) {
    assertThat(answers("00" + octet)).containsExactly("000001" + back);
  }

  // TS007-05
  @Test
  @DisplayName("All packages are listed with version and port, multi-package access among them")
  void listsPackages() {
    assertThat(answers("0100")).containsExactly("01050001e10102ca0202c80302c90401cb00");
    AgentBench other = new AgentBench(Configs.on(PackageVersion.V1, 12, 10, 11, 13));
    assertThat(other.answers(PORT, "0100")).containsExactly("01050001e101010c02010a03010b04010d00");
  }

  // TS007-06
  @Test
  @DisplayName("Answers that do not fit an uplink come in parts with the token")
  void parts() {
    device.link.room = 11;
    assertThat(answers("000100"))
        .containsExactly("020000000101050001e100", "02080102ca0202c8030200", "0210c90401cb00");
  }

  // TS007-06
  @Test
  @DisplayName("Each part is as long as its own uplink allows")
  void changingRoom() {
    device.link.room = 11;
    device.link.receive(PORT, "000102");
    device.link.room = 8;
    device.run(Duration.ofMinutes(1));
    assertThat(device.link.sent)
        .filteredOn(sent -> sent.fPort() == PORT)
        .extracting(Sent::hex)
        .containsExactly(
            "020000000101050001e102", "02080102ca020202", "020dc80302c90402", "021201cb02");
  }

  // TS007-06
  @Test
  @DisplayName("Answers that fit to the octet need no parts; one octet less, and they do")
  void boundary() {
    device.link.room = 21;
    assertThat(answers("000100")).containsExactly("00000101050001e10102ca0202c80302c90401cb00");
    device.link.room = 20;
    assertThat(answers("000100"))
        .containsExactly("020000000101050001e10102ca0202c80302c900", "02110401cb00");
  }

  // TS007-07
  @Test
  @DisplayName("A part is sent again with the token of its answers, the stop octet included")
  void again() {
    device.link.room = 11;
    answers("000102");
    assertThat(answers("021013")).containsExactly("0210c90401cb02");
    assertThat(answers("020000")).containsExactly("02000002");
    assertThat(answers("021313")).containsExactly("0213cb02");
    assertThat(answers("02087f")).containsExactly("02080102ca0202c8030202", "0210c90401cb02");
    assertThat(answers("0200ff")).hasSize(3);
    device.link.room = 51;
    assertThat(answers("80020012")).containsExactly("020000000101050001e10102ca0202c80302c9040102");
  }

  // TS007-08
  @Test
  @DisplayName("A part that is not there is refused with the token of the answers")
  void refuses() {
    assertThat(answers("020000")).as("no answers yet").containsExactly("02ff00");
    answers("000103");
    assertThat(answers("021416")).containsExactly("02ff03");
    assertThat(answers("020504")).containsExactly("02ff03");
    assertThat(answers("021314")).as("the last octet").containsExactly("0213cb03");
  }

  // TS007-09
  @ParameterizedTest(name = "{0}")
  @CsvSource({"0002000301", "0200030001", "84030b4a00800200030001", "8403ffffff80020003ff01"})
  @DisplayName("A frame in which MultiPackBufferReq is not alone changes nothing")
  void discards(String hex) {
    answers("010003");
    assertThat(answers(hex)).isEmpty();
    assertThat(device.events).noneMatch(AgentEvent.RebootPlanned.class::isInstance);
    assertThat(device.status().defects()).isEqualTo(1);
    assertThat(answers("020000")).as("the answers of before").containsExactly("02000103");
  }

  // TS007-10
  @Test
  @DisplayName(
      "Neither multicast nor another port is answered, nor anything where it is not offered")
  void portAndUnicast() {
    assertThat(device.multicastAnswers(PORT, "0003")).isEmpty();
    assertThat(device.multicastAnswers(PORT, "020000")).isEmpty();
    assertThat(device.answers(224, "0003")).isEmpty();
    AgentBench without = new AgentBench(Configs.withoutMultiPackage());
    assertThat(without.answers(PORT, "0003")).isEmpty();
    assertThat(without.answers(203, "01")).as("the packages' ports").hasSize(1);
  }

  // TS007-11
  @Test
  @DisplayName("Neither fragments nor FragDataBlockReceivedAns are accepted")
  void noFragments() {
    assertThat(answers("8401" + "8308010004deadbeef" + "02"))
        .containsExactly("84" + VERSION + "02");
    assertThat(answers("8304000101")).isEmpty();
    assertThat(device.defects()).hasSize(2).allMatch(it -> it.contains("not accepted"));
  }

  // TS007-04
  @Test
  @DisplayName("128 octets are kept with package id octets and token; not one more")
  void limit() {
    String fourteen = "84" + "01".repeat(14);
    device.link.room = 242;
    assertThat(answers(fourteen + "02")).containsExactly("84" + VERSION.repeat(14) + "02");
    assertThat(answers("02007e")).as("126 is the last octet").hasSize(1);
    assertThat(answers("027f7f")).as("127 would be the token").containsExactly("02ff02");
    assertThat(device.status().defects()).isZero();
  }

  // TS007-04
  @Test
  @DisplayName("What follows a command whose answer has no room is not carried out")
  void overLimit() {
    device.link.room = 242;
    String full = "84" + "01".repeat(14);
    assertThat(answers(full + "05443322110300100002"))
        .containsExactly("84" + VERSION.repeat(14) + "02");
    assertThat(device.events).noneMatch(AgentEvent.RebootPlanned.class::isInstance);
    assertThat(device.status().defects()).isEqualTo(1);
    assertThat(answers("84" + "01".repeat(13) + "0300100002"))
        .containsExactly("84" + VERSION.repeat(13) + "0300100002");
  }

  // TS006-02 TS006-07 TS007-03
  @ParameterizedTest(name = "{0}")
  @CsvSource({"0200000000", "03000000"})
  @DisplayName("An immediate reboot has no answer, waits for the others, and leaves them readable")
  void immediateReboot(String reboot) {
    assertThat(answers("820084" + reboot + "8200" + "84" + reboot + "0402"))
        .containsExactly("8200" + "0202" + "82000202" + "840400" + "02");
    assertThat(device.reboots).isEqualTo(1);
  }

  @Test
  @DisplayName("An answer gets a package id octet where it would be taken for another package's")
  void unansweredInBetween() { // TS007-03
    assertThat(answers("8100" + "84020000000001" + "01"))
        .containsExactly("81000102" + "84" + VERSION + "01");
  }

  // PKG-04
  @ParameterizedTest(name = "{0}")
  @CsvSource({"85", "7f", "83"})
  @DisplayName("Commands before an unknown package or command are carried out and answered")
  void stopsAtADefect(String unknown) {
    assertThat(answers("8401" + unknown + "7f0002")).containsExactly("84" + VERSION + "02");
    assertThat(answers(unknown + "7f0002")).isEmpty();
    assertThat(device.status().defects()).isEqualTo(2);
  }

  // TS006-04
  @Test
  @DisplayName("Answers say how things are when they are sent")
  void settledAtTransmission() {
    device.setTime(NOW);
    device.link.owes = true;
    device.link.receive(PORT, "84023625365301"); // 53051 s from now
    device.run(Duration.ofMillis(50_500));
    device.link.owes = false;
    device.run(Duration.ofSeconds(2));
    assertThat(device.link.sent).contains(new Sent(PORT, "840208cf000001"));
  }

  @Test
  @DisplayName("The octets that are sent again are those that were sent, whatever time it is")
  void sameOctetsAgain() { // TS007-07
    device.setTime(NOW);
    String first = answers("84023625365301").get(0);
    device.run(Duration.ofMinutes(5));
    assertThat(answers("0200ff"))
        .containsExactly("0200" + first.substring(0, first.length() - 2) + "01");
  }

  @Test
  @DisplayName("A reset forgets the answers")
  void reset() {
    answers("000103");
    device.reset();
    assertThat(answers("020000")).containsExactly("02ff00");
  }

  @Test
  @DisplayName("A command set without answers sends nothing, and its answers are none")
  void nothingToSay() {
    device.setTime(NOW);
    answers("000103");
    assertThat(answers("810301" + "02")).as("ForceDeviceResync").isEmpty();
    assertThat(device.link.sent)
        .as("the time is asked for on its own port")
        .anyMatch(sent -> sent.fPort() == 202 && sent.hex().startsWith("01"));
    assertThat(answers("020000")).containsExactly("02ff02");
  }

  @Test
  @DisplayName("An uplink without room for a part ends the parts, and the rest can be asked for")
  void noRoom() {
    device.link.room = 3;
    assertThat(answers("000102")).isEmpty();
    assertThat(device.events).anyMatch(AgentEvent.UplinkDropped.class::isInstance);
    device.link.room = 11;
    assertThat(answers("021013")).containsExactly("0210c90401cb02");
  }
}
