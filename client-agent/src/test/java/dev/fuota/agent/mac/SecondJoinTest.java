package dev.fuota.agent.mac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.store.NvmKey;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a device joins a second time. */
class SecondJoinTest {
  private static final MacConfig CONFIG = MacConfig.of(Region.EU868, MacBench.OTAA);
  private static final byte[] MC_KEY = new byte[AesKey.LENGTH];

  // MAC-030
  @ParameterizedTest
  @EnumSource(LorawanVersion.class)
  @DisplayName("JoinNonce: 1.0.3 takes any, 1.0.4 another one, 1.1 only a higher one")
  void joinNoncePolicy(LorawanVersion version) {
    for (int second : new int[] {4, 5, 6}) {
      MacBench device = new MacBench(CONFIG.withVersion(version));
      boolean taken = rejoins(device, version, 5, second);
      boolean expected =
          switch (version) {
            case V1_0_3 -> true;
            case V1_0_4 -> second != 5;
            case V1_1 -> second > 5;
          };
      assertThat(taken).as("%s: %d behind 5", version, second).isEqualTo(expected);
    }
  }

  // MAC-030
  @Test
  @DisplayName("With the strict habit LoRaWAN 1.0.4 needs a higher JoinNonce, too")
  void strictJoinNonce() {
    MacConfig strict = CONFIG.withHabits(MacHabits.USUAL.withGrowingJoinNonces());
    assertThat(rejoins(new MacBench(strict), strict.version(), 5, 4)).isFalse();
    assertThat(rejoins(new MacBench(strict), strict.version(), 5, 6)).isTrue();
  }

  /** Joins, uses its counters up, and joins again; returns whether the second one was taken. */
  private static boolean rejoins(MacBench device, LorawanVersion version, int first, int second) {
    boolean v11 = version == LorawanVersion.V1_1;
    int[] joinNonce = {first};
    device.network(
        (uplink, w) ->
            w == 0 && uplink.isJoin()
                ? Optional.of(
                    MacBench.accept(joinNonce[0], v11).seal(MacBench.KEYS, uplink.join(), version))
                : Optional.empty());
    device.start().run(600);
    assertThat(device.activations).isEqualTo(1);
    joinNonce[0] = second;
    spendCounters(device);
    device.start().send(false); // finds no counter
    device.run(Duration.ofMinutes(10));
    return device.activations == 2;
  }

  /** As after four billion uplinks. */
  private static void spendCounters(MacBench device) {
    spendCounters(device, 0xe0); // 2^32 - 32: the last step is not used
  }

  private static void spendCounters(MacBench device, int lowestOctet) {
    Bytes record = Bytes.of(device.nvm().read(NvmKey.UPLINK_COUNTER.key()).orElseThrow());
    byte[] octets = record.toArray();
    for (int i = 1; i < 5; i++) {
      octets[i] = (byte) 0xff;
    }
    octets[1] = (byte) lowestOctet;
    device.nvm().write(NvmKey.UPLINK_COUNTER.key(), octets);
  }

  // MAC-026, MAC-038
  @Test
  @DisplayName("When the last uplink counter is used the device joins; its groups stay")
  void spent() {
    MacBench device = new MacBench(CONFIG.withDataRate(5, true)).joined();
    spendCounters(device, 0xc0);
    device.start().network(admitting(9));
    LoraChannel channel = new LoraChannel(869_525_000, 12, 125_000);
    DevAddr mcAddr = DevAddr.fromHex("01abcdef");
    device.mac().defineGroup(new MulticastGroup(2, mcAddr.value(), MC_KEY, MC_KEY, 0, 9, -1));
    device.mac().openClassC(2, channel.frequencyHz(), 0);
    for (int uplinks = 0; uplinks < 33; uplinks++) {
      device.send(false);
    }
    device.run(Duration.ofMinutes(10));
    assertThat(device.activations).isEqualTo(2);
    assertThat(device.last().frame().fCnt()).isLessThan(2);
    AesKey key = AesKey.of(Bytes.of(MC_KEY));
    FrameCrypto group = new FrameCrypto(new SessionKeys(key, key), mcAddr);
    assertThat(device.radio.broadcast(channel, MacBench.down(group, FCtrl.NONE, 0))).isTrue();
    assertThat(device.heard).extracting(Downlink::groupId).containsExactly(2);
  }

  private static BiFunction<MacBench.Sent, Integer, Optional<Bytes>> admitting(int joinNonce) {
    return (uplink, window) ->
        uplink.isJoin()
            ? Optional.of(
                MacBench.accept(joinNonce, false)
                    .seal(MacBench.KEYS, uplink.join(), CONFIG.version()))
            : Optional.empty();
  }
}
