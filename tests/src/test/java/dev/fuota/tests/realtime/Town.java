package dev.fuota.tests.realtime;

import dev.fuota.device.config.FlashSettings;
import dev.fuota.fleet.air.Air;
import dev.fuota.fleet.air.LinkModel;
import dev.fuota.fleet.air.Position;
import dev.fuota.fleet.air.StationSettings;
import dev.fuota.fleet.world.LoopRadio;
import dev.fuota.fleet.world.RealTime;
import dev.fuota.fleet.world.SchedulerTimers;
import dev.fuota.fleet.world.VirtualGateway;
import dev.fuota.gateway.concentrator.ConcentratorSettings;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.hal.flash.FlashMap;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.radio.Radio;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImageTrailer;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.server.campaign.Campaign;
import dev.fuota.server.campaign.CampaignGroup;
import dev.fuota.server.campaign.CampaignListener;
import dev.fuota.server.campaign.CampaignParameters;
import dev.fuota.server.campaign.CampaignPorts;
import dev.fuota.server.campaign.CutFile;
import dev.fuota.server.campaign.Job;
import dev.fuota.server.campaign.SessionCounters;
import dev.fuota.server.campaign.Target;
import dev.fuota.server.clocksync.ClockSync;
import dev.fuota.server.firmware.FileCutter;
import dev.fuota.server.network.DeviceRegistration;
import dev.fuota.server.network.NetworkServer;
import dev.fuota.server.network.NetworkSettings;
import dev.fuota.server.port.DeviceClass;
import dev.fuota.server.store.MemoryStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The air, a virtual gateway and the paired server, in real time on an event loop. */
final class Town {
  /** It knows no duty cycle: nobody waits for anything but the air. */
  static final Region REGION = Region.IN865;

  static final DataRate DATA_RATE = REGION.dataRate(5).orElseThrow();
  static final Duration UPLINK_INTERVAL = Duration.ofSeconds(3);

  /** What the server takes it for: the session begins so much sooner. */
  private static final Duration BELIEVED_INTERVAL = Duration.ofSeconds(2);

  static final ImageVersion OLD = new ImageVersion(1, 0, 0, 0);
  static final ImageVersion NEW = new ImageVersion(2, 0, 0, 0);
  static final FlashMap.Sizes PARTITIONS = FlashSettings.USUAL;

  private static final int SESSION_HZ = 866_550_000;
  private static final int PROGRAM_OCTETS = 64;
  private static final int FRAGMENT_SIZE = 48;

  /** Whoever sends misses what comes meanwhile: three of four fragments may be missed. */
  private static final double REDUNDANCY = 3;

  private static final int RETRIES = 3;

  final RealTime pace;
  private final EventLoop loop;
  private final Air air;
  private final NetworkServer network;

  Town(EventLoop loop) {
    this.loop = loop;
    this.pace = RealTime.on(loop, 7);
    this.air =
        new Air(
            pace.simulation(), pace.simulation(), pace.simulation().newRandom(), LinkModel.IDEAL);
    VirtualGateway gateway =
        new VirtualGateway(
            pace,
            air,
            Position.ORIGIN,
            StationSettings.IDEAL,
            new GatewayId(1),
            ConcentratorSettings.of(REGION));
    this.network =
        new NetworkServer(
            NetworkSettings.of(REGION).withDeduplication(Duration.ZERO),
            new MemoryStore(),
            pace.clock(),
            new SchedulerTimers(pace.scheduler()),
            pace.simulation().newRandom());
    gateway.connect(network);
    new ClockSync(network);
  }

  /** A place in the air, in the loop's time. */
  Radio antenna() {
    return new LoopRadio(air.device(Position.ORIGIN), pace, loop);
  }

  void register(Citizen.Keys keys) {
    network.register(
        new DeviceRegistration.Otaa(
            keys.devEui(),
            Citizen.JOIN_EUI,
            keys.joinKeys(),
            LorawanVersion.V1_0_4,
            DeviceClass.A));
  }

  /** A campaign that brings {@link #NEW} to all of them, not started. */
  Campaign campaign(List<Citizen> citizens) {
    CampaignParameters parameters =
        CampaignParameters.builder()
            .region(REGION)
            .maximumDuration(Duration.ofMinutes(10))
            .ucastMsgDelay(Duration.ofMillis(20))
            .deliveryTimeout(Duration.ofSeconds(5))
            .msgRetries(RETRIES)
            .mcastMsgDelay(Duration.ofMillis(400))
            .multicastChannel(SESSION_HZ, DATA_RATE)
            .rebootCountdown(Duration.ofSeconds(5))
            .versionReportTimeout(Duration.ofSeconds(30))
            .build();
    CampaignPorts ports =
        new CampaignPorts(
            network,
            pace.clock(),
            new SchedulerTimers(pace.scheduler()),
            new SessionCounters(new MemoryStore()),
            CampaignListener.NONE);
    CampaignGroup group =
        CampaignGroup.create(0, new DevAddr(0x2700_0001), new SplittableRandom(2));
    List<Target> targets = citizens.stream().map(Town::target).toList();
    return new Campaign(parameters, new Job.UpgradeFirmware(file()), group, targets, ports);
  }

  private static Target target(Citizen citizen) {
    return new Target(
        citizen.keys().device(),
        citizen.keys().rootKey(),
        Citizen.ROOT_KEY_KIND,
        BELIEVED_INTERVAL,
        PackageVersion.V1);
  }

  private static CutFile file() {
    int limit = ImageTrailer.of(PARTITIONS.download()).startOffset();
    FileCutter.Outcome cut =
        FileCutter.firmware(
            image(NEW), limit, DATA_RATE, FRAGMENT_SIZE, REDUNDANCY, PackageVersion.V1);
    return ((FileCutter.Ready) cut).file();
  }

  /** A little program of a version, signed. */
  static Bytes image(ImageVersion version) {
    byte[] program = new byte[PROGRAM_OCTETS];
    Arrays.fill(program, (byte) version.major());
    return ImageBuilder.of(Bytes.of(program), version)
        .securityCounter(version.major())
        .classId(FirmwareSamples.classId())
        .sign(SigningKey.fromPem(FirmwareSamples.privateKeyPem()).value().orElseThrow());
  }
}
