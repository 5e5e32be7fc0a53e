package dev.fuota.drivers.lbm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.drivers.modem.ModemCredentials;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.emulators.modem.HwModem.Injury;
import dev.fuota.emulators.modem.ScriptedNetwork;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.LorawanLink.Activity;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The whole link in virtual time; whatever happens, the modem finds no fault with the host. */
class LbmLinkTest {
  private static final LoraChannel SESSION = new LoraChannel(868_900_000, 9, 125_000);

  private LbmBench bench = new LbmBench();

  @AfterEach
  void theModemHasNothingToComplainOf() {
    assertThat(bench.modem.violations()).isEmpty();
  }

  @Test
  @DisplayName("It sets the modem up, joins, and says what the modem can")
  void joins() {
    bench.ready();
    assertThat(bench.identities).containsExactly("LoRa Basics Modem, version 040800");
    assertThat(bench.activations).isEqualTo(1);
    assertThat(bench.link.activity()).isEqualTo(Activity.ACTIVE);
    assertThat(bench.link.capabilities().multicastGroups()).isEqualTo(4);
    assertThat(bench.link.maxPayload()).isGreaterThan(40);
    assertThat(bench.troubles).isEmpty();
  }

  @Test
  @DisplayName("Uplinks go out, confirmed or not; downlinks come with port and payload")
  void exchanges() {
    bench.ready();
    bench.network.answer(200, Bytes.fromHex("0102"), 1, false);
    bench.send("c0ffee", false);
    bench.send("11", true);
    assertThat(bench.done).containsExactly(false, true);
    assertThat(bench.network.uplinks)
        .containsExactly(
            new ScriptedNetwork.Up(201, Bytes.fromHex("c0ffee"), false),
            new ScriptedNetwork.Up(201, Bytes.fromHex("11"), true));
    assertThat(bench.heard).hasSize(1);
    Downlink downlink = bench.heard.get(0);
    assertThat(downlink.fPort()).isEqualTo(200);
    assertThat(downlink.payload()).containsExactly(1, 2);
    assertThat(downlink.unicast()).isTrue();
    assertThat(downlink.fCnt()).isEqualTo(Downlink.UNKNOWN_COUNTER);
  }

  @Test
  @DisplayName("A refused join is tried again, ever less often, until there is a network")
  void joinsLater() {
    bench.network.admits = false;
    bench.run(600);
    assertThat(bench.network.joins).isBetween(2, 40);
    assertThat(bench.link.ready()).isFalse();
    assertThat(bench.troubles).anyMatch(text -> text.contains("does not answer the join-request"));
    bench.network.admits = true;
    bench.ready();
  }

  @Test
  @DisplayName("Two groups on one channel are heard together, each under its own number")
  void groups() {
    bench.ready();
    bench.define(0);
    bench.define(2);
    bench.link.openClassC(0, 868_900_000, 3);
    bench.link.openClassC(2, 868_900_000, 3);
    bench.until(() -> bench.network.listening().isPresent()).ready();
    assertThat(bench.network.listening()).contains(SESSION);
    bench.network.broadcast(SESSION, LbmBench.toGroup(2, 0, "aa"));
    bench.network.broadcast(SESSION, LbmBench.toGroup(0, 0, "bb"));
    bench.run(1);
    assertThat(bench.heard).extracting(Downlink::groupId).containsExactly(2, 0);
    bench.link.closeClassC(0);
    bench.link.closeClassC(2);
    bench.run(5);
    assertThat(bench.network.listening()).isEmpty();
  }

  @Test
  @DisplayName("Fragments back to back all arrive")
  void backToBack() {
    bench.ready();
    bench.define(1);
    bench.link.openClassC(1, 868_900_000, 3);
    bench.until(() -> bench.network.listening().isPresent());
    bench.run(30); // the modem's first uplink in its session, during which it hears nobody, is over
    for (int fCnt = 0; fCnt < 50; fCnt++) {
      Bytes fragment = LbmBench.toGroup(1, fCnt, "08" + "ab".repeat(110));
      assertThat(bench.network.broadcast(SESSION, fragment)).isTrue();
      bench.world.run(Duration.ofMillis(60));
    }
    bench.run(3);
    assertThat(bench.heard).hasSize(50);
  }

  @Test
  @DisplayName("The network's time is asked for, and told to a tenth of a second")
  void time() {
    bench.ready();
    bench.link.requestTime();
    bench.send("00", false);
    bench.until(() -> !bench.clockErrors.isEmpty());
    assertThat(bench.clockErrors.get(0)).isLessThan(Duration.ofMillis(100));
  }

  @Test
  @DisplayName("A damaged, a missing and a busy answer are overcome")
  void damage() {
    bench.ready();
    for (Injury injury : new Injury[] {Injury.BAD_CRC, Injury.NO_ANSWER, Injury.BUSY}) {
      bench.modem.injure(injury);
      bench.send("01", false);
      assertThat(bench.troubles).as(injury.toString()).isEmpty();
    }
    assertThat(bench.network.uplinks).hasSize(3);
    assertThat(bench.activations).isEqualTo(1);
  }

  @Test
  @DisplayName("A reset in a session: set up, joined and listening again without a word from above")
  void reset() {
    bench.ready();
    bench.define(3);
    bench.link.openClassC(3, 868_900_000, 3);
    bench.until(() -> bench.network.listening().isPresent());
    bench.modem.reset();
    assertThat(bench.network.listening()).isEmpty();
    bench.until(() -> bench.network.listening().isPresent());
    assertThat(bench.network.listening()).contains(SESSION);
    bench.until(() -> bench.activations == 2);
    bench.network.broadcast(SESSION, LbmBench.toGroup(3, 7, "cc"));
    bench.run(1);
    assertThat(bench.heard).extracting(Downlink::groupId).containsExactly(3);
  }

  @Test
  @DisplayName("BUSY that stays high is told with what to do, and is overcome when it falls")
  void stuck() {
    bench.ready();
    bench.modem.injure(Injury.STUCK);
    bench.link.send(201, new byte[] {1}, false);
    bench.run(60);
    assertThat(bench.done).containsExactly(false);
    assertThat(bench.troubles).last().asString().contains("COMMAND, BUSY and EVENT");
    bench.modem.reset();
    bench.ready();
    bench.send("02", false);
    assertThat(bench.network.uplinks).hasSize(1);
  }

  @Test
  @DisplayName("Unplugged and plugged in again, the session of the modem goes on")
  void unplugged() {
    bench.ready();
    bench.line.unplug();
    bench.run(5);
    assertThat(bench.link.ready()).isFalse();
    bench.line.plug();
    bench.ready();
    assertThat(bench.network.joins).isEqualTo(1);
    bench.send("03", false);
  }

  @Test
  @DisplayName("A lost event costs an uplink, not the link")
  void lostEvent() {
    bench.ready();
    bench.modem.injure(Injury.LOST_EVENT);
    bench.send("04", false);
    bench.send("05", false);
    assertThat(bench.network.uplinks).hasSize(2);
  }

  @Test
  @DisplayName("What it cannot do is refused with a reason: session keys, regions it has not")
  void refused() {
    ModemCredentials session =
        new ModemCredentials.Personalised(DevAddr.fromHex("26011bda"), LbmBench.KEY, LbmBench.KEY);
    bench = new LbmBench(ModemSettings.of(Region.EU868, session));
    bench.run(5);
    assertThat(bench.troubles).anyMatch(text -> text.contains("joins only"));
    bench = new LbmBench(ModemSettings.of(Region.AS923_4, LbmBench.SETTINGS.credentials()));
    bench.run(5);
    assertThat(bench.troubles).anyMatch(text -> text.contains("has no region AS923-4"));
  }
}
