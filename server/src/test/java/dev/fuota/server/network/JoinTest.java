package dev.fuota.server.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.CfList;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.JoinAccept;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.RejoinRequest;
import dev.fuota.protocol.lorawan.command.RekeyConf;
import dev.fuota.protocol.lorawan.command.RekeyInd;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.harness.GatewayFrame;
import dev.fuota.server.harness.JoiningDevice;
import dev.fuota.server.port.DeviceClass;
import dev.fuota.server.port.Downlink;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JoinTest {
  private final Rig rig = new Rig();

  private JoiningDevice device(LorawanVersion version) {
    return rig.device(version, DeviceClass.A);
  }

  @ParameterizedTest
  @EnumSource
  void aDeviceJoinsAndItsFirstUplinkIsRead(LorawanVersion version) {
    JoiningDevice device = device(version);
    JoinAccept accept = device.accept(rig.answer(device.join()));
    assertThat(accept.optNeg()).isEqualTo(version == LorawanVersion.V1_1);
    rig.hear(device.uplink(FCtrl.NONE, false));
    assertThat(rig.uplinks).hasSize(1);
    assertThat(rig.uplinks.get(0).device()).isEqualTo(device.id());
    assertThat(rig.uplinks.get(0).payload()).isEqualTo(Bytes.of((byte) 7));
  }

  @Test
  void theAcceptIsSentFiveSecondsAfterTheRequestOnItsChannel() {
    JoiningDevice device = device(LorawanVersion.V1_0_4);
    Instant end = rig.time.instant();
    rig.answer(device.join());
    GatewayFrame frame = rig.near.frames().get(0);
    assertThat(frame.at()).isEqualTo(end.plusSeconds(5));
    assertThat(frame.frequencyHz()).isEqualTo(JoiningDevice.CHANNEL_HZ);
    assertThat(frame.dataRate().index()).isEqualTo(5);
  }

  // MAC-092
  @ParameterizedTest
  @EnumSource
  void aReplayedRequestIsRefused(LorawanVersion version) {
    JoiningDevice device = device(version);
    Bytes request = device.join();
    rig.answer(request);
    rig.hear(request);
    assertThat(rig.near.frames()).hasSize(1);
    assertThat(rig.drops(Drop.DEV_NONCE_USED) + rig.drops(Drop.DEV_NONCE_TOO_SMALL)).isOne();
  }

  // MAC-092
  @Test
  void aSmallerNonceIsRefusedFromOneZeroFourOnAndTakenBefore() {
    JoiningDevice newer = device(LorawanVersion.V1_0_4);
    rig.answer(newer.join(9));
    rig.hear(newer.join(8));
    assertThat(rig.drops(Drop.DEV_NONCE_TOO_SMALL)).isOne();
    JoiningDevice older = new JoiningDevice(2, LorawanVersion.V1_0_3);
    rig.network.register(older.registration(DeviceClass.A));
    rig.answer(older.join(9));
    rig.answer(older.join(8));
    rig.hear(older.join(9));
    assertThat(rig.drops(Drop.DEV_NONCE_USED)).isOne();
  }

  // MAC-092
  @Test
  void joinNoncesAreCounted() {
    JoiningDevice device = device(LorawanVersion.V1_0_4);
    assertThat(device.accept(rig.answer(device.join())).joinNonce()).isEqualTo(1);
    assertThat(device.accept(rig.answer(device.join())).joinNonce()).isEqualTo(2);
  }

  @Test
  void aForgedRequestAndAStrangersAreDropped() {
    JoiningDevice device = device(LorawanVersion.V1_0_4);
    rig.hear(device.forgedJoin(0));
    assertThat(rig.drops(Drop.WRONG_MIC)).isOne();
    rig.hear(device.strangersJoin());
    rig.hear(new JoiningDevice(77, LorawanVersion.V1_0_4).join());
    assertThat(rig.drops(Drop.UNKNOWN_DEVICE)).isEqualTo(2);
    assertThat(rig.near.frames()).isEmpty();
    device.accept(rig.answer(device.join())); // the forgery did not use up nonce 0
  }

  @Test
  void theOldSessionLivesUntilTheNewOneIsUsed() {
    JoiningDevice device = rig.joined(LorawanVersion.V1_0_4, DeviceClass.A);
    rig.hear(device.uplink(FCtrl.NONE, false));
    Bytes late = device.uplink(FCtrl.NONE, false);
    Bytes tooLate = device.uplink(FCtrl.NONE, false);
    Bytes accept = rig.answer(device.join());
    rig.hear(late);
    assertThat(rig.uplinks).hasSize(2);
    device.accept(accept);
    rig.hear(device.uplink(FCtrl.NONE, false));
    rig.hear(tooLate);
    assertThat(rig.uplinks).hasSize(3);
    assertThat(rig.drops(Drop.UNKNOWN_ADDRESS)).isOne();
  }

  @Test
  void anOldRequestPlayedBackDoesNotTakeTheNewSessionAway() {
    JoiningDevice device = device(LorawanVersion.V1_0_3);
    Bytes neverHeard = device.join();
    Bytes accept = rig.answer(device.join());
    rig.answer(neverHeard); // its DevNonce is new to the network
    device.accept(accept);
    rig.hear(device.uplink(FCtrl.NONE, false));
    assertThat(rig.uplinks).hasSize(1);
    rig.hear(device.uplink(FCtrl.NONE, false));
    assertThat(rig.uplinks).hasSize(2);
  }

  @Test
  void applicationDownlinksOfOneOneHaveACounterOfTheirOwn() {
    JoiningDevice device = rig.joined(LorawanVersion.V1_1, DeviceClass.A);
    assertThat(toApplication(device).fCnt()).isZero();
    DataFrame acknowledgement = decode(rig.answer(device.uplink(FCtrl.NONE, true)));
    assertThat(acknowledgement.fPort()).isEqualTo(DataFrame.NO_PORT);
    assertThat(acknowledgement.fCnt()).isZero();
    assertThat(toApplication(device).fCnt()).isEqualTo(1);
  }

  private DataFrame toApplication(JoiningDevice device) {
    Downlink downlink = new Downlink(10, Bytes.of((byte) 1));
    assertThat(rig.network.send(device.id(), downlink, sent -> {})).isPresent();
    return decode(rig.answer(device.uplink(FCtrl.NONE, false)));
  }

  private static DataFrame decode(Bytes frame) {
    return DataFrame.decode(frame).value().orElseThrow();
  }

  @Test
  void theRegionDecidesTheListOfChannels() {
    Rig more = new Rig(NetworkSettings.of(Region.EU868).withChannels(List.of(867_100_000), 0));
    JoiningDevice device = more.device(LorawanVersion.V1_0_4, DeviceClass.A);
    assertThat(device.accept(more.answer(device.join())).cfList())
        .contains(new CfList.Frequencies(List.of(867_100_000, 0, 0, 0, 0)));
    assertThat(cfListOfUs915(2))
        .contains(new CfList.Masks(List.of(0xff00, 0, 0, 0, 0x02))); // channels 8..15 and 65
    assertThat(cfListOfUs915(0)).isEmpty();
  }

  /** US915: the request on channel 8 with DR0. */
  private static Optional<CfList> cfListOfUs915(int subBand) {
    Rig rig = new Rig(NetworkSettings.of(Region.US915).withChannels(List.of(), subBand));
    JoiningDevice device = rig.device(LorawanVersion.V1_0_4, DeviceClass.A);
    rig.network.onHeard(
        rig.near.hears(device.join(), 903_900_000, Region.US915.dataRate(0).orElseThrow(), 5));
    rig.time.run(Rig.LONG);
    GatewayFrame frame = rig.near.frames().get(0);
    assertThat(frame.frequencyHz()).isEqualTo(923_300_000); // 923.3 + 0.6 * (8 mod 8)
    return device.accept(frame.phyPayload()).cfList();
  }

  @Test
  void aOneOneDeviceConfirmsItsKeysInEncryptedOptions() {
    JoiningDevice device = rig.joined(LorawanVersion.V1_1, DeviceClass.A);
    Bytes answer = rig.answer(device.uplink(FCtrl.NONE, true, new RekeyInd(1)));
    JoiningDevice.Received received = device.receive(answer, 0).orElseThrow();
    assertThat(received.fCtrl().ack()).isTrue();
    assertThat(received.command(RekeyConf.class)).contains(new RekeyConf(1));
  }

  @ParameterizedTest
  @EnumSource(value = LorawanVersion.class, names = "V1_1")
  void aOneOneDeviceRejoinsAndItsCounterIsTakenOnce(LorawanVersion version) {
    JoiningDevice device = rig.joined(version, DeviceClass.A);
    rig.hear(device.uplink(FCtrl.NONE, false));
    RejoinRequest within = new RejoinRequest.InSession(0, 0, device.devEui(), 0);
    Bytes request = device.rejoin(within);
    Bytes accept = rig.answer(request);
    rig.hear(request);
    assertThat(rig.drops(Drop.DEV_NONCE_TOO_SMALL)).isOne();
    assertThat(device.accept(accept, within).joinNonce()).isEqualTo(2);
    rig.hear(device.uplink(FCtrl.NONE, false));
    RejoinRequest atHome = new RejoinRequest.AtHome(device.joinEui(), device.devEui(), 3);
    device.accept(rig.answer(device.rejoin(atHome)), atHome);
    rig.hear(device.uplink(FCtrl.NONE, false));
    assertThat(rig.uplinks).hasSize(3);
  }
}
