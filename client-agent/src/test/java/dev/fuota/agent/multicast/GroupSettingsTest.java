package dev.fuota.agent.multicast;

import static dev.fuota.agent.multicast.GroupBench.NOW;
import static dev.fuota.agent.multicast.GroupBench.classB;
import static dev.fuota.agent.multicast.GroupBench.classC;
import static dev.fuota.agent.multicast.GroupBench.setup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.agent.rig.Bench;
import dev.fuota.agent.step.Timer;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.multicast.McGroupDeleteReq;
import dev.fuota.protocol.multicast.McGroupSetupReq;
import dev.fuota.protocol.multicast.RootKeyKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a device is configured with for its groups. */
class GroupSettingsTest {
  private static MulticastSettings settings(int groups, boolean endOnCompletion) {
    return new MulticastSettings(
        PackageVersion.V1,
        Bench.GEN_APP_KEY,
        RootKeyKind.GEN_APP_KEY,
        groups,
        endOnCompletion,
        false,
        false);
  }

  @ParameterizedTest(name = "{0} groups")
  @ValueSource(ints = {1, 2, 3, 4})
  @DisplayName("TS005-01: a device with n groups has the ids 0..n-1; another one gives IDerror")
  void ids(int groups) {
    GroupBench device = new GroupBench(settings(groups, false));
    for (int id = 0; id < 4; id++) {
      boolean supported = id < groups;
      assertThat(device.tell(setup(id)))
          .containsExactly(String.format("02%02x", supported ? id : id | 4));
      assertThat(device.bench.groups.containsKey(id)).isEqualTo(supported);
      assertThat(device.tell(classC(id, NOW + 1, 3)))
          .containsExactly(String.format(supported ? "04%02x010000" : "041%x", id));
      assertThat(device.tell(new McGroupDeleteReq(id)))
          .containsExactly(String.format("03%02x", supported ? id : id | 4));
    }
  }

  @Test
  @DisplayName("A record of a group that is not supported any more is left alone")
  void fewerGroupsThanBefore() {
    GroupBench device = new GroupBench(settings(1, false));
    GroupBench before = new GroupBench(settings(2, false)).withGroups();
    before.bench.nvm.forEach(device.bench.nvm::put);
    device.reset();
    assertThat(device.bench.groups).containsOnlyKeys(0);
    device.bench.multicast.onHeard(device.bench.multicast.origin(1, 7));
    assertThat(device.bench.multicast.keepCounters()).isEmpty();
  }

  @ParameterizedTest(name = "{0} groups")
  @ValueSource(ints = {0, 5})
  @DisplayName("Less than one group and more than four are a mistake of the integrator")
  void numberOfGroups(int groups) {
    assertThatThrownBy(() -> settings(groups, false)).isInstanceOf(IllegalArgumentException.class);
  }

  // Known answers: the group 1 of the exchanges of version 1 and version 2.
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "GEN_APP_KEY, 7738a5c674d37ff136eac13f553223a6, ce597961, 430a8edd0fd160702c428b55abafa5c3,"
        + " 389889d49b8406cbed9446c7cb53dfcf, 7ddd7e3ab8f9c04844b8a88d214b1d03",
    "APP_KEY, 7ec0e071665c6f207889da2130517400, 0cba9e2a, 8d741ea742d92f5401e821ef42fe1599,"
        + " 603606077a5d6f45ce9d10bddc7b6e71, ab3c5cf62cdf417f947ce14bc47bad5a"
  })
  @DisplayName(
      "TS005-02, TS005-03: the keys of a group come from the root key of the LoRaWAN version")
  void keys(RootKeyKind kind, String root, String addr, String wrapped, String app, String nwk) {
    GroupBench device =
        new GroupBench(
            new MulticastSettings(
                PackageVersion.V2, AesKey.fromHex(root), kind, 4, false, false, false));
    device.tell(
        new McGroupSetupReq(1, DevAddr.fromHex(addr), Bytes.fromHex(wrapped), 0, 0xffffffffL));
    assertThat(device.bench.group(1).mcAppSKey()).isEqualTo(AesKey.fromHex(app));
    assertThat(device.bench.group(1).mcNwkSKey()).isEqualTo(AesKey.fromHex(nwk));
  }

  @Test
  @DisplayName(
      "TS005-20: completion ends the running sessions of its groups, if that is configured")
  void endsOnCompletion() {
    GroupBench device = new GroupBench(settings(4, true)).withGroups();
    device.tell(classC(0, NOW, 9));
    device.tell(classC(1, NOW, 9));
    device.bench.nothingLeft(0b10);
    assertThat(device.listens(0)).isTrue();
    assertThat(device.listens(1)).isFalse();
    device.reset();
    device.at(NOW + 1);
    assertThat(device.listens(0)).isTrue();
    assertThat(device.listens(1)).as("after a reset").isFalse();
  }

  @Test
  @DisplayName("TS005-20: otherwise a session goes on to its TimeOut, and one to come always stays")
  void goesOnAfterCompletion() {
    GroupBench device = new GroupBench(settings(4, false)).withGroups();
    device.tell(classC(1, NOW, 9));
    device.bench.nothingLeft(0b10);
    assertThat(device.listens(1)).isTrue();
    device.at(NOW + 512);
    assertThat(device.listens(1)).isFalse();

    GroupBench other = new GroupBench(settings(4, true)).withGroups();
    other.tell(classC(0, NOW, 9));
    other.tell(classB(1, NOW + 1280, 1));
    other.bench.nothingLeft(0b11);
    assertThat(other.listens(0)).isFalse();
    other.at(NOW + 1280);
    assertThat(other.listens(1)).isTrue();
  }

  @Test
  @DisplayName("TS005-20: the TimeOut ends a session also if the time never comes after a reset")
  void endsWithoutTime() {
    GroupBench device = new GroupBench(settings(4, false)).withGroups();
    device.tell(classC(1, NOW, 9));
    device.bench.multicast.onHeard(device.bench.multicast.origin(1, 3));
    device.bench.keepMulticastCounters();
    device.reset();
    assertThat(device.listens(1)).isTrue();
    assertThat(device.bench.left(Timer.MULTICAST_SESSION)).isEqualTo(Duration.ofSeconds(512));
    device.bench.expire(Timer.MULTICAST_SESSION);
    assertThat(device.listens(1)).isFalse();
  }

  @Test
  @DisplayName("A whole session costs three writes to NVM: set-up, request, end")
  void fewWrites() {
    GroupBench device = new GroupBench(settings(4, false));
    for (int i = 0; i < 3; i++) {
      device.tell(setup(1));
      device.tell(classC(1, NOW + 100, 9));
    }
    device.at(NOW + 100);
    device.at(NOW + 300);
    device.at(NOW + 1000);
    List<String> writes = device.bench.done.stream().filter(name -> name.equals("Save")).toList();
    assertThat(writes).hasSize(3);
  }
}
