package dev.fuota.server.chirpstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.gateway.port.GatewayId;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Requests and answers octet by octet; the octets were made by chirpstack-api 4.19.0 (Python). */
class CallsTest {
  private static final String APPLICATION = "4eb21bfe-a427-499c-b53e-437a14ba93dc";
  private static final String ID = "bc5ddb43-5b7d-47f9-8ca0-d9ea814b2333";
  private static final DeviceId DEVICE = new DeviceId(0x70b3d57ed0000001L);
  private static final SessionKeys KEYS =
      new SessionKeys(AesKey.fromHex("11".repeat(16)), AesKey.fromHex("22".repeat(16)));
  private static final Group CLASS_C =
      new Group(
          "",
          DevAddr.fromHex("01aabbcc"),
          KEYS,
          0,
          new GroupChannel(869_525_000, 5, OptionalInt.empty()));
  private static final Group CLASS_B =
      new Group(
          ID,
          DevAddr.fromHex("01aabbcc"),
          KEYS,
          4_000_000_000L,
          new GroupChannel(869_525_000, 3, OptionalInt.of(3)));
  private static final String CLASS_B_OCTETS =
      "0abe010a2462633564646234332d356237642d343766392d386361302d64396561383134623233333312"
          + "0e66756f74612d30316161626263631a2434656232316266652d613432372d343939632d623533652d34"
          + "333761313462613933646320022a08303161616262636332203131313131313131313131313131313131"
          + "3131313131313131313131313131313a2032323232323232323232323232323232323232323232323232"
          + "323232323232324080d0acf30e480150035888cccf9e037003";

  private static GroupCalls calls(Region region) {
    return new GroupCalls(new ChirpstackSettings(APPLICATION, region, List.of()));
  }

  @Test
  void queuesADownlinkOfADevice() {
    ApiCall<String> call = DeviceCalls.enqueue(DEVICE, new Downlink(201, Bytes.fromHex("0001ff")));

    assertThat(call.method()).isEqualTo("api.DeviceService/Enqueue");
    assertThat(call.message().toHex())
        .isEqualTo("0a1a12103730623364353765643030303030303120c9012a030001ff");
    assertThat(
            call.read(
                    Bytes.fromHex(
                        "0a2432323462653837382d393232612d346161622d393430362d306333393662306533316139"))
                .value())
        .contains("224be878-922a-4aab-9406-0c396b0e31a9");
    assertThat(call.read(Bytes.EMPTY).value()).isEmpty();
  }

  @Test
  void emptiesTheQueueOfADevice() {
    assertThat(DeviceCalls.flush(DEVICE).message().toHex())
        .isEqualTo("0a1037306233643537656430303030303031");
  }

  @Test
  void makesAGroupOfClassC() {
    assertThat(calls(Region.EU868).create(CLASS_C).message().toHex())
        .isEqualTo(
            "0a8c01120e66756f74612d30316161626263631a2434656232316266652d613432372d343939632d6235"
                + "33652d3433376131346261393364632a0830316161626263633220313131313131313131313131313131"
                + "31313131313131313131313131313131313a203232323232323232323232323232323232323232323232"
                + "32323232323232323250055888cccf9e03");
  }

  @Test
  void setsAGroupOfClassB() {
    assertThat(calls(Region.US915).update(CLASS_B).message().toHex()).isEqualTo(CLASS_B_OCTETS);
  }

  @Test
  void readsAGroupWithItsCounter() {
    assertThat(calls(Region.US915).get(ID).read(Bytes.fromHex(CLASS_B_OCTETS)).value())
        .contains(Optional.of(CLASS_B));
  }

  @Test
  void doesNotTakeAGroupOfAnotherNameForOneOfOurs() {
    String renamed =
        CLASS_B_OCTETS.replace("66756f74612d3031616162626363", "66756f74612d3032616162626363");

    assertThat(calls(Region.US915).get(ID).read(Bytes.fromHex(renamed)).value())
        .contains(Optional.empty());
  }

  @Test
  void putsGatewaysAndDevicesIntoAGroup() {
    assertThat(
            calls(Region.EU868)
                .addGateway(ID, new GatewayId(0x0102030405060708L))
                .message()
                .toHex())
        .isEqualTo(
            "0a2462633564646234332d356237642d343766392d386361302d6439656138313462323333331210"
                + "30313032303330343035303630373038");
    assertThat(calls(Region.EU868).addDevice(ID, DEVICE).message().toHex())
        .isEqualTo(
            "0a2462633564646234332d356237642d343766392d386361302d6439656138313462323333331210"
                + "37306233643537656430303030303031");
  }

  @Test
  void queuesAFrameOfAGroupAndLearnsItsCounter() {
    ApiCall<Long> call =
        calls(Region.EU868).enqueue(ID, new Downlink(201, Bytes.fromHex("080100")));

    assertThat(call.message().toHex())
        .isEqualTo(
            "0a2e0a2462633564646234332d356237642d343766392d386361302d6439656138313462323333331"
                + "8c9012203080100");
    assertThat(call.read(Bytes.EMPTY).value()).contains(0L);
    assertThat(call.read(Bytes.fromHex("0880d0acf30e")).value()).contains(4_000_000_000L);
  }

  @Test
  void readsTheGroupsAndTheQueue() {
    ApiCall<List<String>> list = calls(Region.EU868).list();

    assertThat(list.message().toHex())
        .isEqualTo(
            "08e8071a0666756f74612d222434656232316266652d613432372d343939632d623533652d3433376131"
                + "34626139336463");
    assertThat(
            list.read(
                    Bytes.fromHex(
                        "080212360a2462633564646234332d356237642d343766392d386361302d643965613831"
                            + "346232333333220e66756f74612d303161616262636312320a2430303030303030302d30"
                            + "3030302d303030302d303030302d303030303030303030303031220a6d792d66756f7461"
                            + "2d78"))
                .value())
        .contains(List.of(ID));
    assertThat(
            calls(Region.EU868)
                .queue(ID)
                .read(
                    Bytes.fromHex(
                        "0a2c0a2462633564646234332d356237642d343766392d386361302d643965613831346232"
                            + "33333318c9012201080a320a2462633564646234332d356237642d343766392d386361302d"
                            + "6439656138313462323333331080d0acf30e18c901220108"))
                .value())
        .contains(List.of(0L, 4_000_000_000L));
  }

  @Test
  void noAnswerMakesAReaderThrow() {
    Random random = new Random(7);
    byte[] good = Bytes.fromHex(CLASS_B_OCTETS).toArray();
    for (int i = 0; i < 20_000; i++) {
      byte[] octets = good.clone();
      for (int k = random.nextInt(4); k >= 0; k--) {
        octets[random.nextInt(octets.length)] = (byte) random.nextInt();
      }
      Bytes answer = Bytes.of(octets).slice(0, random.nextInt(octets.length + 1));
      assertThat(calls(Region.EU868).get(ID).read(answer)).isNotNull();
      assertThat(calls(Region.EU868).queue(ID).read(answer)).isNotNull();
      assertThat(calls(Region.EU868).list().read(answer)).isNotNull();
    }
  }
}
