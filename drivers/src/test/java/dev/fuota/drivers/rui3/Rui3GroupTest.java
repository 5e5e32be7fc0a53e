package dev.fuota.drivers.rui3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.PingSession;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Rui3GroupTest {
  private static final String KEYS =
      (Rui3World.NWK_S_KEY + ":" + Rui3World.APP_S_KEY).toUpperCase(Locale.ROOT);

  private final Rui3World world = Rui3World.joined();

  /** The groups of the module, as strict as it is: an address once, four of them. */
  @BeforeEach
  void hasGroups() {
    world.rak.on("AT+ADDMULC=", this::add);
    world.rak.on("AT+RMVMULC=", this::remove);
  }

  private List<String> add(String command) {
    String[] words = command.substring("AT+ADDMULC=".length()).split(":", -1);
    String entry =
        String.format(
            "%s:%s:%s:%s:%s:0%s:%s",
            words[0],
            words[1],
            words[2],
            words[3],
            words[4],
            words[5],
            words.length > 6 ? words[6] : "0");
    if (!world.rak.value("GROUP0").isEmpty()) {
      return List.of("AT_PARAM_ERROR");
    }
    world.rak.set("GROUP0", entry);
    return List.of("OK");
  }

  private List<String> remove(String command) {
    String address = command.substring("AT+RMVMULC=".length());
    if (!world.rak.value("GROUP0").contains(":" + address + ":")) {
      return List.of("AT_PARAM_ERROR");
    }
    world.rak.set("GROUP0", "");
    world.rak.forget("GROUP0");
    return List.of("OK");
  }

  private void open(int id) {
    world.link.defineGroup(Rui3World.group(id));
    world.link.openClassC(id, 869_525_000, 0);
    world.run(3);
  }

  @Test
  void goesOverClassAToClassCWithTheGroup() {
    open(1);

    assertThat(world.rak.heard)
        .containsSubsequence(
            "AT+CLASS=A",
            "AT+LSTMULC=?",
            "AT+ADDMULC=C:01020301:" + KEYS + ":869525000:0",
            "AT+CLASS=C",
            "AT+LSTMULC=?");
    assertThat(world.troubles).isEmpty();
  }

  @Test
  void leavesTheModuleAloneWhenAGroupIsOnlyDefined() {
    world.link.defineGroup(Rui3World.group(1));
    world.run(3);

    assertThat(world.rak.count("AT+CLASS=A")).isZero();
  }

  @Test
  void goesBackToTheFormerClassWithoutTheGroup() {
    open(1);
    world.link.closeClassC(1);
    world.run(3);

    assertThat(world.rak.value("CLASS")).isEqualTo("A");
    assertThat(world.rak.value("GROUP0")).isEmpty();
  }

  @Test
  void staysInClassCWhereThatIsTheDevicesOwn() {
    Rui3World listening = Rui3World.joined(Rui3World.SETTINGS.alwaysListening());
    listening.run(3);

    assertThat(listening.rak.value("CLASS")).isEqualTo("C");
  }

  @Test
  void removesWhatAnotherProgramLeftInTheFlashOfTheModule() {
    world.rak.set("GROUP0", "C:DEADBEEF:" + KEYS + ":868100000:05:0");
    open(1);

    assertThat(world.rak.heard)
        .containsSubsequence(
            "AT+RMVMULC=DEADBEEF", "AT+ADDMULC=C:01020301:" + KEYS + ":869525000:0");
    assertThat(world.rak.value("GROUP0")).startsWith("C:01020301:");
  }

  @Test
  void removesAtTheBeginningWhatNobodyWants() {
    world.rak.set("GROUP0", "C:DEADBEEF:" + KEYS + ":868100000:05:0");
    world.rak.unplug();
    world.rak.plug();
    world.run(5);

    assertThat(world.rak.value("GROUP0")).isEmpty();
  }

  @Test
  void triesAgainWhileTheMacIsBusy() {
    world.rak.on("AT+CLASS=A", "AT_BUSY_ERROR");
    open(1);
    world.rak.off("AT+CLASS=A");
    world.run(3);

    assertThat(world.rak.value("CLASS")).isEqualTo("C");
    assertThat(world.troubles).isEmpty();
  }

  @Test
  void takesAParameterErrorForBusyAtFirst() {
    world.rak.on("AT+ADDMULC=", "AT_PARAM_ERROR");
    open(1);

    assertThat(world.troubles).isEmpty();

    world.run(30);

    assertThat(world.troubles)
        .containsExactly("The RAK module refuses AT+ADDMULC: AT_PARAM_ERROR.");
    assertThat(world.link.ready()).isTrue(); // uplinks go on meanwhile
    assertThat(world.showsKeys()).isFalse();
  }

  @Test
  void changesNoClassWhileAnUplinkIsUnderWay() {
    world.takesUplinks();
    world.link.send(200, new byte[] {1}, false);
    world.run(1);
    open(1);
    List<String> heard = world.rak.heard;

    assertThat(heard.indexOf("AT+CLASS=A")).isGreaterThan(heard.indexOf("AT+SEND=200:01"));
    assertThat(world.done).hasSize(1);
    int read = heard.lastIndexOf("AT+DR=?");
    assertThat(heard.indexOf("AT+CLASS=A")).isGreaterThan(read); // read when the uplink is done
  }

  @Test
  void takesMulticastForThatOfTheOpenSession() {
    open(2);
    world.rak.say("+EVT:RX_C:-103:-7:MULTICAST:201:0801001a2B\r\n");
    world.rak.say("+EVT:RX_C:-103:-7:UNICAST:200:00\r\n");

    assertThat(world.downlinks).hasSize(2);
    Downlink multicast = world.downlinks.get(0);
    assertThat(multicast.groupId()).isEqualTo(2);
    assertThat(multicast.fPort()).isEqualTo(201);
    assertThat(multicast.payload()).containsExactly(0x08, 0x01, 0x00, 0x1a, 0x2b);
    assertThat(multicast.fCnt()).isEqualTo(Downlink.UNKNOWN_COUNTER);
    assertThat(world.downlinks.get(1).unicast()).isTrue();
  }

  @Test
  void dropsMulticastWithoutSession() {
    world.rak.say("+EVT:RX_C:-103:-7:MULTICAST:201:0801\r\n");

    assertThat(world.downlinks).isEmpty();
  }

  @Test
  void dropsLinesThatAreNoDownlinkForTheirFlaws() {
    world.rak.say("+EVT:RX_1:-50:7:UNICAST:200:0\r\n"); // half an octet
    world.rak.say("+EVT:RX_1:-50:7:UNICAST:0:00\r\n");
    world.rak.say("+EVT:RX_1:-50:7:UNICAST:256:00\r\n");
    world.rak.say("+EVT:RX_1:-50:7:BROADCAST:200:00\r\n");
    world.rak.say("+EVT:RX_1:-50:7:UNICAST:200:00zz\r\n");
    world.rak.say("+EVT:RX_7:-50:7:UNICAST:200:00\r\n");
    world.rak.say("+EVT:RX_1:-50:7:UNICAST:99999999999:00\r\n");

    assertThat(world.downlinks).isEmpty();
  }

  @Test
  void listensToOneSessionAtATimeBecauseEventsDoNotNameTheGroup() {
    open(1);
    open(2);

    assertThat(world.rak.value("GROUP0")).startsWith("C:01020302:");

    world.link.closeClassC(2);
    world.run(3);

    assertThat(world.rak.value("GROUP0")).startsWith("C:01020301:");
    assertThat(world.rak.value("CLASS")).isEqualTo("C");
  }

  @Test
  void entersClassBWithPingSlotsOfTheRegion() {
    world.rak.set("TIMEREQ", "0");
    world.link.defineGroup(Rui3World.group(3));
    world.link.openClassB(3, new PingSession(0, 3, 4, 1_400_000_000));
    world.run(3);

    assertThat(world.rak.heard)
        .containsSubsequence(
            "AT+ADDMULC=B:01020303:" + KEYS + ":869525000:3:4", "AT+TIMEREQ=1", "AT+CLASS=B");
  }

  @Test
  void tellsThatTheBeaconIsLost() {
    world.rak.say("+BC:LOST\r\n");

    assertThat(world.beaconsLost).isEqualTo(1);
  }

  @Test
  void restoresASessionAfterAReset() {
    world.answersJoins();
    open(1);
    world.rak.set("NJS", "0").set("CLASS", "A");
    world.rak.say("RAKwireless RAK3172-E Example\r\nCurrent Work Mode: LoRaWAN.\r\n");
    world.run(60);

    assertThat(world.activations).isEqualTo(1);
    assertThat(world.rak.value("CLASS")).isEqualTo("C");
    assertThat(world.rak.value("GROUP0")).startsWith("C:01020301:");
  }

  @Test
  void findsOutThatTheModuleForgotItsSession() {
    open(1);
    world.rak.set("CLASS", "A"); // a reset whose banner was lost
    world.run(70);

    assertThat(world.rak.value("CLASS")).isEqualTo("C");
  }

  @Test
  void restoresASessionAfterUnplugging() {
    open(1);
    world.link.send(200, new byte[] {1}, false);
    world.rak.unplug();

    assertThat(world.done).containsExactly(false);
    assertThat(world.link.ready()).isFalse();

    world.rak.set("CLASS", "A");
    world.rak.forget("GROUP0");
    world.run(100);
    world.rak.plug();
    world.run(10);

    assertThat(world.rak.value("CLASS")).isEqualTo("C");
    assertThat(world.troubles).containsExactly("the adapter is gone");
  }

  @Test
  void sortsAnEventOutOfTheEchoOfACommand() {
    open(1);
    world.rak.on(
        "AT+CFM=",
        command -> {
          world.rak.say("AT+C+EVT:RX_C:-90:3:MULTICAST:201:0802\r\n");
          world.rak.later(Duration.ofMillis(5), "FM=0");
          world.rak.later(Duration.ofMillis(6), "OK");
          return List.of();
        });
    world.takesUplinks();
    world.link.send(200, new byte[] {1}, false);
    world.run(5);

    assertThat(world.downlinks).hasSize(1);
    assertThat(world.done).containsExactly(false);
  }
}
