package dev.fuota.server.campaign;

import static dev.fuota.server.campaign.Fixtures.GROUP;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.firmware.DevRebootTimeReq;
import dev.fuota.protocol.firmware.FirmwareDownlink;
import dev.fuota.protocol.fragmentation.FragSessionSetupAns;
import dev.fuota.protocol.fragmentation.FragmentationDownlink;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.multicast.McClassCSessionAns;
import dev.fuota.protocol.multicast.McClassCSessionReq;
import dev.fuota.protocol.multicast.McGroupSetupAns;
import dev.fuota.protocol.multicast.MulticastDownlink;
import dev.fuota.protocol.time.GpsTime;
import dev.fuota.server.harness.FakeNetwork;
import dev.fuota.server.harness.FakeNetwork.Given;
import dev.fuota.server.harness.VirtualTime;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** A campaign over a network that does only what the test says. */
abstract class CampaignBench {
  static final Duration INTERVAL = Duration.ofSeconds(60);
  static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(90); // one and a half times
  static final Duration MILLI = Duration.ofMillis(1);

  final VirtualTime time = new VirtualTime();
  final SessionCounters counters = new SessionCounters(new MemoryStore());
  final FakeNetwork network = new FakeNetwork(time);

  static DeviceId device(int number) {
    return new DeviceId(0x100 + number);
  }

  static AesKey genAppKey(int number) {
    return AesKey.fromHex(String.format("%032x", number));
  }

  static List<Target> targets(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Target(device(i), genAppKey(i), INTERVAL, PackageVersion.V1))
        .toList();
  }

  /** What campaigns bring. */
  CutFile firmware() {
    return Fixtures.firmware(5);
  }

  Campaign start(int devices, CampaignParametersBuilder parameters, CampaignGroup group) {
    Campaign campaign =
        new Campaign(
            parameters.build(),
            new Job.UpgradeFirmware(firmware()),
            group,
            targets(devices),
            new CampaignPorts(network, time, time, counters, CampaignListener.NONE));
    campaign.start();
    return campaign;
  }

  /** A started campaign all of whose devices have been heard. */
  Campaign start(int devices, CampaignParametersBuilder parameters) {
    Campaign campaign = start(devices, parameters, GROUP);
    IntStream.range(0, devices).forEach(this::heartbeat);
    return campaign;
  }

  static CampaignParametersBuilder parameters() {
    return CampaignParameters.builder().ucastMsgDelay(Duration.ZERO);
  }

  void heartbeat(int device) {
    network.uplink(device(device), 1, Bytes.of((byte) 1));
  }

  void answer(int devices, int fPort, Command command) {
    IntStream.range(0, devices).forEach(i -> network.uplink(device(i), fPort, command));
  }

  void answerGroupSetup(int devices) {
    answer(devices, 200, new McGroupSetupAns(1, false));
  }

  void answerFragSetup(int devices) {
    answer(devices, 201, new FragSessionSetupAns(false, false, false, false, 0));
  }

  McClassCSessionReq sessionReq() {
    Given last = network.unicast().get(network.unicast().size() - 1);
    return (McClassCSessionReq) multicastSetup(last);
  }

  void answerSessionSetup(int devices) {
    Instant start = new GpsTime(sessionReq().sessionTime()).near(time.instant());
    int left = Math.toIntExact(Duration.between(time.instant(), start).toSeconds());
    answer(devices, 200, McClassCSessionAns.accepted(1, left));
  }

  /** Takes a fresh campaign up to its status stage. */
  void setUpAndTransfer(Campaign campaign, int devices) {
    answerGroupSetup(devices);
    answerFragSetup(devices);
    answerSessionSetup(devices);
    time.runUntil(() -> campaign.snapshot().stage() == Stage.FRAG_SESSION_STATUS);
  }

  static MulticastDownlink multicastSetup(Given given) {
    return MulticastDownlink.commands(PackageVersion.V1)
        .decodeAll(given.downlink().payload())
        .commands()
        .get(0);
  }

  static FragmentationDownlink fragmentation(Given given) {
    return FragmentationDownlink.commands(PackageVersion.V1)
        .decodeAll(given.downlink().payload())
        .commands()
        .get(0);
  }

  static long ignored(Campaign campaign, IgnoredUplink reason) {
    return campaign.snapshot().ignored().getOrDefault(reason, 0L);
  }

  static StageState state(Campaign campaign, int device, Stage stage) {
    return campaign.snapshot().devices().get(device).stages().getOrDefault(stage, StageState.NEW);
  }

  Instant rebootTime(Given given) {
    FirmwareDownlink req =
        FirmwareDownlink.COMMANDS.decodeAll(given.downlink().payload()).commands().get(0);
    return new GpsTime(((DevRebootTimeReq) req).rebootTime()).near(time.instant());
  }
}
