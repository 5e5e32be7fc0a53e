package dev.fuota.drivers.rui3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.drivers.modem.ModemCredentials;
import dev.fuota.drivers.modem.ModemModel;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.hal.link.LorawanLink.Activity;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Rui3SetUpTest {
  private final Rui3World world = new Rui3World();

  @Test
  void givesAFreshModuleItsSettingsAndJoins() {
    world.answersJoins();
    world.start();
    world.run(30);

    assertThat(world.ready).containsExactly("RAK3172, RUI_4.2.1");
    assertThat(world.rak.heard)
        .containsSubsequence(
            "AT",
            "AT+VER=?",
            "AT+NWM=?",
            "AT+BAND=4",
            "AT+DEVEUI=70B3D57ED0000001",
            "AT+APPEUI=70B3D57ED0000002",
            "AT+APPKEY=2B7E151628AED2A6ABF7158809CF4F3C",
            "AT+ADR=1",
            "AT+JOIN=1:0:10:0");
    assertThat(world.activations).isEqualTo(1);
    assertThat(world.link.activity()).isEqualTo(Activity.ACTIVE);
    assertThat(world.link.ready()).isTrue();
    assertThat(world.troubles).isEmpty();
  }

  @Test
  void canDoNothingBeforeTheModuleHasAnswered() {
    assertThat(world.link.capabilities().multicastGroups()).isZero();
    assertThat(world.link.supportsFrequency(868_100_000)).isFalse();

    world.start();

    assertThat(world.link.capabilities()).isEqualTo(ModemModel.RAK3172.capabilities());
    assertThat(world.link.supportsFrequency(868_100_000)).isTrue();
    assertThat(world.link.supportsDataRate(5)).isTrue();
    assertThat(world.link.supportsDataRate(9)).isFalse();
  }

  @Test
  void writesNothingThatTheModuleHasAlready() {
    Rui3World there = Rui3World.joined();

    assertThat(there.rak.heard)
        .noneMatch(command -> command.matches("AT\\+[A-Z]+=[^?].*"))
        .contains("AT+APPKEY=?");
    assertThat(there.link.ready()).isTrue();
    assertThat(there.activations).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1, 0001", "2, 0002", "8, 0080"})
  void keepsTheModuleInTheSubBandOfItsNetwork(int subBand, String mask) {
    Rui3World there = new Rui3World(american(Rui3World.SETTINGS.credentials()).inSubBand(subBand));
    there.rak.set("MASK", "0000");
    there.answersJoins();
    there.start();
    there.run(30);

    assertThat(there.rak.heard)
        .containsSubsequence(
            "AT+BAND=?", "AT+MASK=?", "AT+MASK=" + mask, "AT+MASK=?", "AT+JOIN=1:0:10:0");
    assertThat(there.activations).isEqualTo(1);
  }

  @Test
  void endsASessionOfAnotherSubBand() {
    Rui3World there =
        Rui3World.joined(american(Rui3World.SETTINGS.credentials()).inSubBand(2), "5", "0001");
    assertThat(there.link.ready()).isFalse();

    assertThat(
            Rui3World.joined(american(Rui3World.SETTINGS.credentials()).inSubBand(2), "5", "0002")
                .link
                .ready())
        .isTrue();
  }

  @Test
  void leavesTheMaskAloneIfNoSubBandIsSaid() {
    Rui3World there = Rui3World.joined(american(Rui3World.SETTINGS.credentials()), "5", "0002");
    assertThat(there.link.ready()).isTrue();
    assertThat(there.rak.heard).noneMatch(command -> command.startsWith("AT+MASK"));
  }

  @Test
  void noticesAModuleThatDoesNotKeepTheMask() {
    Rui3World there = new Rui3World(american(Rui3World.SETTINGS.credentials()).inSubBand(2));
    there.rak.set("MASK", "0000").on("AT+MASK=0002", "OK");
    there.start();
    assertThat(there.troubles)
        .containsExactly("The RAK module says OK to AT+MASK but does not keep it.");
  }

  @Test
  void otherRegionsHaveNoSubBand() {
    assertThatThrownBy(() -> Rui3World.SETTINGS.inSubBand(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("EU868 has no sub-band 2");
  }

  private static ModemSettings american(ModemCredentials credentials) {
    return ModemSettings.of(Region.US915, credentials);
  }

  @Test
  void joinsAnewWithOtherKeysThanTheSessionHas() {
    Rui3World there = new Rui3World();
    there.rak.set("NJS", "1");
    there.answersJoins();
    there.start();

    assertThat(there.link.ready()).isFalse();

    there.run(30);

    assertThat(there.activations).isEqualTo(1);
  }

  @Test
  void personalisesADeviceWithoutJoinServer() {
    Rui3World personal =
        new Rui3World(
            dev.fuota.drivers.modem.ModemSettings.of(
                Region.EU868,
                new ModemCredentials.Personalised(
                    DevAddr.fromHex("260b1234"),
                    AesKey.fromHex(Rui3World.NWK_S_KEY),
                    AesKey.fromHex(Rui3World.APP_S_KEY))));
    personal.start();

    assertThat(personal.rak.value("NJM")).isEqualTo("0");
    assertThat(personal.rak.value("DEVADDR")).isEqualTo("260B1234");
    assertThat(personal.rak.value("NWKSKEY")).isEqualToIgnoringCase(Rui3World.NWK_S_KEY);
    assertThat(personal.rak.value("APPSKEY")).isEqualToIgnoringCase(Rui3World.APP_S_KEY);
  }

  @Test
  void bringsTheModuleBackFromPointToPointMode() {
    world.rak.set("NWM", "0").on("AT+NJM", "AT_MODE_NO_SUPPORT");
    world.rak.on(
        "AT+NWM=1",
        command -> {
          world.rak.set("NWM", "1").off("AT+NJM");
          world.rak.later(Duration.ofSeconds(1), "RAKwireless RAK3172-E");
          world.rak.later(Duration.ofSeconds(1), "Current Work Mode: LoRaWAN.");
          return List.of();
        });
    world.start();
    world.run(5);

    assertThat(world.ready).containsExactly("RAK3172, RUI_4.2.1");
    assertThat(world.rak.count("AT+NWM=1")).isEqualTo(1);
  }

  @Test
  void refusesFirmwareThatTakesThePortsForItselfAndSaysWhatToDo() {
    world.rak.set("VER", "RUI_5.0.1_RAK3172-E");
    world.start();
    world.run(200);

    assertThat(world.ready).isEmpty();
    assertThat(world.troubles).hasSize(1);
    assertThat(world.troubles.get(0))
        .contains("RUI_5.0.1", "200 to 202", "put RUI3 4.2.1 on it", "other ports");
    assertThat(world.rak.heard).noneMatch(command -> command.startsWith("AT+APPKEY"));
  }

  @Test
  void usesThatFirmwareOnOtherPorts() {
    Rui3World other = new Rui3World(Rui3World.SETTINGS.onPorts(Set.of(10, 11, 12, 203)));
    other.rak.set("VER", "RUI_5.0.1_RAK3172-E");
    other.start();

    assertThat(other.ready).containsExactly("RAK3172, RUI_5.0.1");
  }

  @Test
  void takesUpAModuleThatWasGivenOtherFirmware() {
    world.rak.set("VER", "RUI_5.0.1_RAK3172-E");
    world.start();
    world.rak.unplug();
    world.rak.set("VER", "RUI_4.2.0_RAK3172-E");
    world.rak.plug();
    world.run(5);

    assertThat(world.ready).containsExactly("RAK3172, RUI_4.2.0");
  }

  @Test
  void refusesFirmwareWithoutGroupFrequencies() {
    world.rak.set("VER", "RUI_3.5.3_RAK3172-E");
    world.start();

    assertThat(world.troubles).hasSize(1);
    assertThat(world.troubles.get(0)).contains("RUI_3.5.3", "4.2.1");
  }

  @Test
  void turnsAnEchoOff() {
    world.rak.echo = true;
    world.start();

    assertThat(world.rak.echo).isFalse();
    assertThat(world.rak.count("ATE")).isEqualTo(1);
    assertThat(world.ready).hasSize(1);
  }

  @Test
  void leavesASilentLineWithoutEcho() {
    world.start();

    assertThat(world.rak.count("ATE")).isZero();
  }

  @Test
  void noticesALineOnWhichEverythingIsOk() {
    world.rak.on("AT", "OK");
    world.start();
    world.run(120);

    assertThat(world.ready).isEmpty();
    assertThat(world.troubles).hasSize(1);
    assertThat(world.troubles.get(0)).contains("AT+VER=?", "tells no value");
  }

  @Test
  void noticesAModuleThatDoesNotKeepItsKeys() {
    world.rak.on("AT+APPKEY=2", "OK");
    world.start();

    assertThat(world.ready).isEmpty();
    assertThat(world.troubles)
        .containsExactly("The RAK module says OK to AT+APPKEY but does not keep it.");
    assertThat(world.showsKeys()).isFalse();
  }

  @Test
  void saysWhatToCheckWhenNobodyAnswers() {
    world.rak.on("AT", new String[0]);
    world.start();
    world.run(3600);

    assertThat(world.troubles).hasSize(1);
    assertThat(world.troubles.get(0)).contains("does not answer", "power", "115200");
    assertThat(world.rak.heard.size()).isBetween(60, 150); // a minute apart at last
  }

  @Test
  void findsAModuleThatIsSwitchedOnLater() {
    world.rak.on("AT", new String[0]);
    world.start();
    world.run(600);
    world.rak.off("AT");
    world.run(70);

    assertThat(world.ready).hasSize(1);
  }

  @Test
  void readsOnThroughEventsAndGarbage() {
    world.rak.on(
        "AT+VER=?",
        "+EVT:RX_C:-80:7:MULTICAST:201:0801",
        "\u0001\u0002\u0003",
        "x".repeat(9000),
        "AT+VER=RUI_4.1.0_RAK3272-SiP",
        "+EVT:TX_DONE",
        "OK");
    world.start();

    assertThat(world.ready).containsExactly("RAK3172, RUI_4.1.0");
  }

  @Test
  void survivesTenMebibytesWithoutALineEnd() {
    world.start();
    byte[] noise = new byte[1 << 20];
    java.util.Arrays.fill(noise, (byte) 'A');
    String text = new String(noise, java.nio.charset.StandardCharsets.US_ASCII);
    for (int i = 0; i < 10; i++) {
      world.rak.say(text);
    }
    world.rak.say("\r\n");
    world.rak.unplug();
    world.rak.plug();
    world.run(5);

    assertThat(world.ready).hasSize(2);
  }

  @Test
  void goesOnAfterHalfALine() {
    world.rak.on("AT+HWMODEL=?", "AT+HWM");
    world.start();
    world.run(10);

    assertThat(world.ready).isEmpty();

    world.rak.off("AT+HWMODEL=?");
    world.run(10);

    assertThat(world.ready).hasSize(1);
  }

  @Test
  void triesToJoinLessAndLessOften() {
    world.rak.on(
        "AT+JOIN=",
        command -> {
          world.rak.later(Duration.ofSeconds(7), "+EVT:JOIN_FAILED_RX_TIMEOUT");
          return List.of("OK");
        });
    world.start();
    world.run(3600);
    long firstHour = world.rak.count("AT+JOIN=");
    world.run(10 * 3600);
    long tenHours = world.rak.count("AT+JOIN=") - firstHour;

    // 36 s on air each, of which a join-request at SF12 takes 1.5 s
    assertThat(firstHour).isBetween(5L, 24L);
    assertThat(tenHours).isBetween(10L, 24L);
    assertThat(world.troubles).hasSize(1);
    assertThat(world.troubles.get(0)).contains("join-request", "keys");
  }
}
