package dev.fuota.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.rig.AgentBench;
import dev.fuota.agent.rig.Configs;
import dev.fuota.agent.rig.StubLink.Sent;
import dev.fuota.agent.runtime.Packages.Offer;
import dev.fuota.protocol.codec.PackageVersion;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that all packages have in common. */
class DispatcherTest {
  /** The answer to DevVersionReq. */
  private static final String VERSION = "014433221178563412";

  /** FragSessionSetupReq of version 1: 20 fragments of 50 octets, for any hardware, unicast. */
  private static final String SETUP_V1 = "020014003200004d000000";

  /** The same in version 2: with SessionCnt and MIC. */
  private static final String SETUP_V2 = "020014003200004d0000000100c5f1a7ce";

  private static AgentBench device(PackageVersion version) {
    return new AgentBench(Configs.with(version));
  }

  private static AgentBench joining() {
    return new AgentBench(
        Configs.with(
            Packages.all(PackageVersion.V1), new Compatibility(true, false, false, false, false)));
  }

  // TS004-06
  @Test
  @DisplayName("A blank Descriptor is an image only to a device that makes this concession")
  void blankDescriptor() {
    String blank = "0200140032000000000000";
    assertThat(device(PackageVersion.V1).answers(201, blank)).containsExactly("0208");
    AgentBench yielding =
        new AgentBench(Configs.with(Packages.all(PackageVersion.V1), Compatibility.CHIRPSTACK));
    assertThat(yielding.answers(201, "0200140032000000000001")).containsExactly("0208");
    assertThat(yielding.answers(201, blank)).containsExactly("0200");
  }

  // PKG-04
  @ParameterizedTest(name = "{0}")
  @CsvSource({"01ff00", "0102112233", "0105"})
  @DisplayName("What comes before an unknown or cut command is answered; the defect is counted")
  void stopsAtADefect(String hex) {
    AgentBench device = device(PackageVersion.V1);
    assertThat(device.answers(203, hex)).containsExactly(VERSION);
    assertThat(device.defects()).hasSize(1);
    assertThat(device.status().defects()).isEqualTo(1);
  }

  // PKG-05 PKG-06 PKG-08 PKG-10
  @ParameterizedTest
  @EnumSource(PackageVersion.class)
  @DisplayName("A package answers on the port that is configured for it, and nowhere else")
  void ports(PackageVersion version) {
    AgentBench device = new AgentBench(Configs.on(version, 12, 10, 11, 13));
    String v = "0" + version.number();
    assertThat(device.answers(12, "00")).contains("0001" + v);
    assertThat(device.answers(10, "00")).containsExactly("0002" + v);
    assertThat(device.answers(11, "00")).containsExactly("0003" + v);
    assertThat(device.answers(13, "00")).containsExactly("000401");
    IntStream.of(200, 201, 202, 203, 204, 223, 224)
        .forEach(fPort -> assertThat(device.answers(fPort, "00")).as("%d", fPort).isEmpty());
    assertThat(device.status().defects()).isZero();
  }

  @Test
  @DisplayName("The device asks for the time on the port that is configured for it (PKG-06)")
  void ownRequests() {
    AgentBench device = new AgentBench(Configs.on(PackageVersion.V2, 12, 10, 11, 13));
    device.run(Duration.ofMinutes(2));
    assertThat(device.link.sent)
        .isNotEmpty()
        .allMatch(sent -> sent.fPort() == 12 && sent.hex().startsWith("01"));
  }

  // PKG-06
  @ParameterizedTest
  @ValueSource(ints = {0, 224, 225})
  @DisplayName("A package cannot have a port that is not the application's")
  void notAPort(int fPort) {
    assertThatThrownBy(() -> new Offer(PackageVersion.V1, fPort))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("Neither two packages nor a package and the version report share a port (PKG-06)")
  void sharedPorts() {
    assertThatThrownBy(() -> Configs.on(PackageVersion.V1, 12, 10, 12, 13))
        .hasMessageContaining("share");
    assertThatThrownBy(() -> Configs.on(PackageVersion.V1, 12, 10, 11, 204))
        .hasMessageContaining("204");
  }

  // PKG-09
  @ParameterizedTest
  @CsvSource({"200, 00", "200, 010f", "202, 00", "202, 0203", "203, 01", "203, 0200000000"})
  @DisplayName("What may only come by unicast is dropped without an answer when it does not")
  void unicastOnly(int fPort, String hex) {
    AgentBench device = device(PackageVersion.V1);
    assertThat(device.multicastAnswers(fPort, hex))
        .noneMatch(answer -> fPort != 202 || !answer.startsWith("01"));
    assertThat(device.events).noneMatch(AgentEvent.RebootPlanned.class::isInstance);
    assertThat(device.reboots).isZero();
  }

  // PKG-07 PKG-12
  @Test
  @DisplayName("A set-up of version 2 is named as such by a device with version 1, and not done")
  void otherVersionThanOne() {
    AgentBench device = device(PackageVersion.V1);
    assertThat(device.answers(201, SETUP_V2)).isEmpty();
    assertThat(device.answers(201, SETUP_V2.replace("0100c5", "0800c5"))).isEmpty();
    assertThat(device.defects())
        .hasSize(2)
        .allMatch(it -> it.contains("looks like") && it.contains("version 2"));
    assertThat(device.answers(201, SETUP_V1)).containsExactly("0200");
    assertThat(device.answers(201, SETUP_V1 + "0300")).containsExactly("0200", "0300");
  }

  // PKG-07 PKG-12
  @Test
  @DisplayName("A set-up of version 1 is named as such by a device with version 2, and not done")
  void otherVersionThanTwo() {
    AgentBench device = device(PackageVersion.V2);
    assertThat(device.answers(201, SETUP_V1)).isEmpty();
    assertThat(device.defects()).singleElement().asString().contains("looks like", "version 1");
    assertThat(device.answers(201, SETUP_V1.substring(0, 20))).isEmpty();
    assertThat(device.defects().get(1)).doesNotContain("looks like");
  }

  @Test
  @DisplayName("Each answer has an uplink of its own unless joining is configured (PKG-11)")
  void oneAnswerAnUplink() {
    assertThat(device(PackageVersion.V1).answers(203, "0104")).containsExactly(VERSION, "0400");
    assertThat(joining().answers(203, "0104")).containsExactly(VERSION + "0400");
  }

  @Test
  @DisplayName("Joined answers are as many whole ones as fit each uplink, in order (PKG-11)")
  void joinedAnswersFit() {
    AgentBench device = joining();
    device.link.room = 11;
    assertThat(device.answers(203, "010401010401"))
        .containsExactly(VERSION + "0400", VERSION, VERSION + "0400", VERSION);
    device.link.room = 10;
    assertThat(device.answers(203, "0104")).containsExactly(VERSION, "0400");
  }

  // PKG-11
  @Test
  @DisplayName("Joined answers take the room of the uplink they are in, and are dropped alone")
  void joinedAnswersAndChangingRoom() {
    AgentBench device = joining();
    device.link.room = 11;
    device.link.receive(203, "0104010401");
    device.link.room = 8;
    device.run(Duration.ofMinutes(1));
    assertThat(device.link.sent)
        .filteredOn(sent -> sent.fPort() == 203)
        .containsExactly(new Sent(203, VERSION + "0400"), new Sent(203, "0400"));
    assertThat(device.events).filteredOn(AgentEvent.UplinkDropped.class::isInstance).hasSize(2);
  }

  @Test
  @DisplayName("Answers to two downlinks are never joined")
  void onlyOneDownlink() {
    AgentBench device = joining();
    device.link.owes = true;
    device.link.receive(203, "01");
    device.link.receive(203, "04");
    device.link.owes = false;
    device.run(Duration.ofMinutes(1));
    assertThat(device.link.sent).extracting(Sent::hex).contains(VERSION, "0400");
  }

  @Test
  @DisplayName("The status lists what is offered")
  void status() {
    assertThat(device(PackageVersion.V2).status().packages())
        .isEqualTo(Packages.all(PackageVersion.V2));
  }
}
