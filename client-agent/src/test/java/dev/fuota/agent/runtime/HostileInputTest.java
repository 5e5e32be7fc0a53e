package dev.fuota.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.rig.Firmware;
import dev.fuota.agent.rig.TestNetwork;
import dev.fuota.agent.rig.Update;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not hurt: any payload, from anybody who has the keys, and replays. */
class HostileInputTest {
  private static final int[] PORTS = {1, 10, 200, 201, 202, 203, 204, 223, 224, 225};

  private static Update receiving(long seed) {
    return new Update(seed, 1200)
        .begin()
        .setUpGroup()
        .setUpFragmentation()
        .setUpClassC(Duration.ofMinutes(3), 15);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @DisplayName("Invariant 6: random payloads on all ports, unicast and multicast, never throw")
  void anyPayload(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Update update = receiving(seed);
    for (int i = 0; i < 400; i++) {
      int fPort = PORTS[random.nextInt(PORTS.length)];
      Bytes payload = payload(random);
      if (random.nextBoolean()) {
        update.device.network.send(fPort, payload);
      }
      update.device.network.multicast(fPort, payload);
      update.world.run(Duration.ofSeconds(7));
    }
    assertThat(update.device.power.isOn()).isTrue();
  }

  /** Half of them begin as a command does. */
  private static Bytes payload(SplittableRandom random) {
    byte[] octets = new byte[random.nextInt(52)];
    random.nextBytes(octets);
    if (octets.length > 0 && random.nextBoolean()) {
      octets[0] = (byte) random.nextInt(9);
    }
    return Bytes.of(octets);
  }

  @Test
  @DisplayName("Invariant 4: commands that are unicast only are not answered on multicast")
  void multicastIsNotAnswered() {
    Update update = receiving(9);
    int before = answers(update);
    for (String hex :
        new String[] {"00", "0300", "010f", "020a", "0307", "01", "04", "0200000000"}) {
      for (int fPort : new int[] {200, 202, 203}) {
        update.device.network.multicast(fPort, Bytes.fromHex(hex));
      }
    }
    for (String hex : new String[] {"00", "0300", update.setup().encode().toHex()}) {
      update.device.network.multicast(201, Bytes.fromHex(hex));
    }
    update.world.run(Duration.ofMinutes(20));
    assertThat(answers(update)).isEqualTo(before);
    assertThat(update.device.count(AgentEvent.Rebooting.class)).isZero();
  }

  /** Uplinks that the device does not send by itself. */
  private static int answers(Update update) {
    TestNetwork network = update.device.network;
    return network.heardOn(200).size()
        + network.heardOn(201).size()
        + network.heardOn(203).size()
        + (int) network.heardOn(202).stream().filter(hex -> !hex.startsWith("01")).count();
  }

  @Test
  @DisplayName("Invariant 4: after a reset, replayed multicast frames change nothing")
  void replayAfterReset() {
    Update update = receiving(4);
    update.sendFragments(1, 20, n -> n == 5);
    update.device.network.multicast(201, Bytes.fromHex("0101")); // status, answered within 16 s
    update.world.run(Duration.ofSeconds(30));
    int answered = update.device.network.heardOn(201).size();
    int stored = update.storedNumbers().length;
    update.device.cutPower();
    update.reviveIfDead();
    update.world.run(Duration.ofMinutes(3));
    assertThat(update.device.status().openGroups()).isEqualTo(1);

    for (Bytes frame : update.device.network.multicastFrames) {
      assertThat(update.device.radio.broadcast(TestNetwork.MC_CHANNEL, frame)).isTrue();
    }
    update.world.run(Duration.ofMinutes(3));

    assertThat(update.device.network.heardOn(201)).hasSize(answered);
    assertThat(update.storedNumbers()).hasSize(stored);
    assertThat(update.device.status().fragmentation().received()).isEqualTo(stored);
  }

  @Test
  @DisplayName("Invariant 4: the counters of fragments come back out of the log alone")
  void countersComeBackFromTheLog() {
    Update update = receiving(8);
    update.sendFragments(1, 20, n -> n == 5);
    update.device.cutPower();
    update.reviveIfDead();
    update.world.run(Duration.ofMinutes(3));
    for (Bytes frame : update.device.network.multicastFrames) {
      assertThat(update.device.radio.broadcast(TestNetwork.MC_CHANNEL, frame)).isTrue();
    }
    assertThat(update.device.status().fragmentation().received()).isEqualTo(19);
  }

  @Test
  @DisplayName("Fragments of an earlier session, replayed into a later one, are not taken")
  void replayIntoALaterSession() {
    Update update = receiving(6);
    update.sendFragments(1, 10, n -> false);
    update.setUpFragmentation();
    update.device.cutPower();
    update.reviveIfDead();
    update.world.run(Duration.ofMinutes(3));
    for (Bytes frame : update.device.network.multicastFrames) {
      update.device.radio.broadcast(TestNetwork.MC_CHANNEL, frame);
    }
    assertThat(update.device.status().fragmentation().received()).isZero();
  }

  @Test
  @DisplayName("Fragments of a finished session, replayed into a later one, are not taken")
  void replayOfAFinishedSession() {
    Update update = receiving(7);
    update.sendFragments(1, update.fragments.count(), n -> false).untilReady();
    update.device.cutPower();
    update.reviveIfDead();
    update.setUpFragmentation();
    update.world.run(Duration.ofMinutes(3));
    for (Bytes frame : update.device.network.multicastFrames) {
      assertThat(update.device.radio.broadcast(TestNetwork.MC_CHANNEL, frame)).isTrue();
    }
    assertThat(update.device.status().fragmentation().received()).isZero();
  }

  // TR-06c
  @Test
  @DisplayName("TR-10: an image that no trusted key signed is refused, and version 1 runs on")
  void untrustedImage() {
    Bytes image =
        Firmware.builder(Firmware.V2, 900)
            .classId(Firmware.CLASS_ID)
            .securityCounter(1)
            .sign(Firmware.STRANGER);
    assertRefused(new Update(2, image, Firmware.CLASS_ID), "NO_TRUSTED_SIGNATURE", "0401");
  }

  // TR-06c
  @Test
  @DisplayName("TR-11: an image for other hardware is refused, and version 1 runs on")
  void wrongHardware() {
    Bytes image =
        Firmware.builder(Firmware.V2, 900)
            .classId(Firmware.OTHER_CLASS_ID)
            .securityCounter(1)
            .sign(Firmware.SIGNER);
    Update update = new Update(2, image, Firmware.CLASS_ID);
    assertRefused(update, "WRONG_HARDWARE", "0402");
  }

  // TR-06c
  @Test
  @DisplayName("TR-11: an image below the security counter of the running one is refused")
  void oldSecurityCounter() {
    Bytes image =
        Firmware.builder(Firmware.V2, 900)
            .classId(Firmware.CLASS_ID)
            .securityCounter(0)
            .sign(Firmware.SIGNER);
    assertRefused(new Update(2, image, Firmware.CLASS_ID), "SECURITY_COUNTER_TOO_LOW", "0402");
  }

  private static void assertRefused(Update update, String reason, String upgradeAnswer) {
    update
        .begin()
        .setUpGroup()
        .setUpFragmentation()
        .setUpClassC(Duration.ofMinutes(3), 12)
        .sendFragments(1, update.fragments.count(), n -> false);
    update.world.run(Duration.ofMinutes(1));
    assertThat(update.device.status().refusal()).isEqualTo(reason);
    assertThat(update.device.status().progress()).contains(reason);
    update.untilAnswered(203, Bytes.fromHex("04"), upgradeAnswer);
    update.device.cutPower();
    update.reviveIfDead();
    update.world.run(Duration.ofMinutes(3));
    assertThat(update.device.status().running()).contains(Firmware.V1);
    assertThat(update.device.status().refusal()).as("after a reset").isEqualTo(reason);
  }

  @Test
  @DisplayName("TR-06a: a block for other hardware is refused at the set-up by its descriptor")
  void wrongDescriptor() {
    Update update = new Update(2, 900);
    byte[] request = update.setup().encode().toArray();
    request[request.length - 1] ^= 1;
    update.begin().untilAnswered(201, Bytes.of(request), "0208");
    assertThat(update.device.count(AgentEvent.Refused.class)).isEqualTo(1);
  }
}
