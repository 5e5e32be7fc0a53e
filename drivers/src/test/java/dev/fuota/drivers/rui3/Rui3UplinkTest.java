package dev.fuota.drivers.rui3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class Rui3UplinkTest {
  private static final byte[] PAYLOAD = {0x01, 0x02, (byte) 0xfe};

  private final Rui3World world = Rui3World.joined();

  private void send(boolean confirmed) {
    assertThat(world.link.ready()).isTrue();
    world.link.send(200, PAYLOAD, confirmed);
  }

  @Test
  void isDoneWhenTheWindowsAreOver() {
    world.takesUplinks();
    send(false);
    world.run(2);

    assertThat(world.rak.heard).contains("AT+CFM=0", "AT+SEND=200:0102fe");
    assertThat(world.done).isEmpty();
    assertThat(world.link.ready()).isFalse();

    world.run(2);

    assertThat(world.done).containsExactly(false);
    assertThat(world.link.ready()).isTrue();
  }

  @Test
  void takesAnEventBeforeItsOk() {
    world.rak.on("AT+SEND=", "+EVT:TX_DONE", "OK");
    send(false);
    world.run(1);

    assertThat(world.done).containsExactly(false);
  }

  @Test
  void tellsWhetherItWasAcknowledged() {
    world.rak.on("AT+SEND=", "OK", "+EVT:SEND_CONFIRMED_OK");
    send(true);
    world.run(1);
    world.rak.on("AT+SEND=", "OK", "+EVT:SEND_CONFIRMED_FAILED(4)");
    send(true);
    world.run(1);

    assertThat(world.done).containsExactly(true, false);
    assertThat(world.rak.count("AT+CFM=1")).isEqualTo(1); // kept in flash, so not written again
  }

  @Test
  void waitsAsLongAsTheDutyCycleSays() {
    world.rak.on("AT+SEND=", "Restricted_Wait_30000_ms", "AT_BUSY_ERROR");
    send(false);
    world.run(25);

    assertThat(world.rak.count("AT+SEND=")).isEqualTo(1);

    world.takesUplinks();
    world.run(10);

    assertThat(world.done).containsExactly(false);
    assertThat(world.rak.count("AT+SEND=")).isEqualTo(2);
  }

  @Test
  void triesAgainWhileTheMacIsBusy() {
    world.rak.on("AT+SEND=", "AT_BUSY_ERROR");
    send(false);
    world.run(5);

    assertThat(world.rak.count("AT+SEND=")).isBetween(3L, 6L);

    world.takesUplinks();
    world.run(5);

    assertThat(world.done).containsExactly(false);
  }

  @Test
  void givesAnUplinkUpThatIsNeverTaken() {
    world.rak.on("AT+SEND=", "AT_BUSY_ERROR");
    send(false);
    world.run(320);

    assertThat(world.done).containsExactly(false);
  }

  /** The module has sent an empty uplink then, with the MAC commands that took the room. */
  @Test
  void sendsAgainWhatMacCommandsLeftNoRoomFor() {
    world.rak.on("AT+SEND=", "AT_PARAM_ERROR");
    send(false);
    world.run(5);

    assertThat(world.rak.count("AT+SEND=")).isEqualTo(1);

    world.takesUplinks();
    world.run(10);

    assertThat(world.rak.count("AT+SEND=")).isEqualTo(2);
    assertThat(world.done).containsExactly(false);
    assertThat(world.troubles).isEmpty();
  }

  @Test
  void saysThatAnUplinkWasTooLongForTheDataRateOfNow() {
    world.rak.set("DR", "0").on("AT+SEND=", "AT_PARAM_ERROR");
    world.link.send(200, new byte[100], false);
    world.run(5);

    assertThat(world.done).containsExactly(false);
    assertThat(world.troubles)
        .containsExactly(
            "An uplink of 100 octets does not fit the data rate, which takes 51: it is lost.");
    assertThat(world.link.maxPayload()).isEqualTo(51); // RP002-1.0.4, EU868, DR0
  }

  @Test
  void knowsTheRoomOfTheDataRateThatTheNetworkSet() {
    assertThat(world.link.maxPayload()).isEqualTo(242); // RP002-1.0.4, EU868, DR5
    world.takesUplinks();
    world.rak.set("DR", "3");
    send(false);
    world.run(5);

    assertThat(world.link.maxPayload()).isEqualTo(115); // DR3
    assertThat(Region.EU868.maxPayload(3, false)).isEqualTo(115);
  }

  @Test
  void sendsAZeroOctetWhereTheAgentHasNothing() {
    world.takesUplinks();
    world.link.send(1, new byte[0], false);
    world.run(5);

    assertThat(world.rak.heard).contains("AT+SEND=1:00");
  }

  @Test
  void joinsAgainWhenTheModuleLostItsSession() {
    world.rak.on("AT+SEND=", "AT_NO_NETWORK_JOINED").set("NJS", "0");
    world.answersJoins();
    send(false);
    world.run(30);

    assertThat(world.done).containsExactly(false);
    assertThat(world.activations).isEqualTo(1);
    assertThat(world.link.ready()).isTrue();
  }

  @Test
  void looksAfterAModuleThatNeverSaysDone() {
    world.rak.on("AT+SEND=", "OK");
    send(false);
    world.run(70);

    assertThat(world.done).containsExactly(false);
    assertThat(world.ready).hasSize(2);
    assertThat(world.link.ready()).isTrue();
  }

  @Test
  void asksForTheTimeAndReadsItWhenTheSecondTurns() {
    world.takesUplinks();
    Instant second = Instant.parse("2026-07-31T23:59:58Z");
    Instant began = world.simulation.instant();
    world.rak.on(
        "AT+LTIME=?",
        command -> {
          Duration passed = Duration.between(began, world.simulation.instant());
          String text = passed.toMillis() < 4300 ? "23h59m57s" : "23h59m58s";
          return List.of("AT+LTIME=" + text + " on 07/31/2026", "OK");
        });
    world.rak.set("TIMEREQ", "0");
    world.link.requestTime();
    send(false);
    world.run(3);
    world.rak.say("+EVT:TIMEREQ_OK\r\n");
    world.run(5);

    assertThat(world.rak.heard).containsSubsequence("AT+TIMEREQ=1", "AT+SEND=200:0102fe");
    assertThat(world.times).containsExactly(second);
    assertThat(world.rak.count("AT+LTIME=?")).isBetween(5L, 16L);
  }

  @Test
  void readsNoTimeFromAClockThatIsWrong() {
    world.rak.on("AT+LTIME=?", "AT+LTIME=25h61m61s on 13/32/2026", "OK");
    world.rak.say("+EVT:TIMEREQ_OK\r\n");
    world.run(5);

    assertThat(world.times).isEmpty();
  }

  @Test
  void asksHowItIsHeard() {
    world.takesUplinks();
    world.rak.set("LINKCHECK", "0");
    world.link.requestLinkCheck();
    send(false);
    world.run(1);
    world.rak.say("+EVT:LINKCHECK:0:20:3:-71:9\r\n");
    world.rak.say("+EVT:LINKCHECK:1:0:0:0:0\r\n"); // not answered

    assertThat(world.rak.heard).contains("AT+LINKCHECK=1");
    assertThat(world.checks).containsExactly("20 dB, 3");
  }
}
