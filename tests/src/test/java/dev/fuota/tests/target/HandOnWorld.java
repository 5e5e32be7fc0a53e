package dev.fuota.tests.target;

import dev.fuota.agent.fragmentation.ImageDescriptor;
import dev.fuota.agent.runtime.AgentConfig;
import dev.fuota.agent.runtime.ApplicationPolicy;
import dev.fuota.agent.runtime.Compatibility;
import dev.fuota.agent.runtime.DeviceKeys;
import dev.fuota.agent.runtime.Packages;
import dev.fuota.boot.Strategy;
import dev.fuota.device.DeviceListener;
import dev.fuota.device.DevicePorts;
import dev.fuota.device.DeviceSetup;
import dev.fuota.device.WholeDevice;
import dev.fuota.device.install.InstallOrder;
import dev.fuota.device.install.Target;
import dev.fuota.emulators.smp.EmulatedTarget;
import dev.fuota.emulators.smp.TargetBuild;
import dev.fuota.fleet.world.DeviceIdentity;
import dev.fuota.fleet.world.DeviceKind;
import dev.fuota.fleet.world.World;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fec.SharedParityRows;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageVerifier;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.server.campaign.Campaign;
import dev.fuota.server.campaign.CampaignGroup;
import dev.fuota.server.campaign.CampaignListener;
import dev.fuota.server.campaign.CampaignParameters;
import dev.fuota.server.campaign.Verdict;
import dev.fuota.server.firmware.FileCutter;
import dev.fuota.server.planner.GilbertElliott;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A server, the air, one device that takes firmware for a target, and that target. */
final class HandOnWorld {
  static final ImageVersion OLD = new ImageVersion(1, 0, 0, 0);
  static final ImageVersion NEW = new ImageVersion(2, 0, 0, 0);
  static final Bytes FRESH = image(NEW);

  private static final DataRate DATA_RATE = Region.EU868.dataRate(5).orElseThrow();
  private static final Duration HEARTBEAT = Duration.ofSeconds(60);
  private static final int FRAGMENT_SIZE = 200;
  private static final int SECTOR = 1024;
  private static final int SLOT_SECTORS = 16;
  private static final FlashProfile FLASH =
      new FlashProfile(
          "target",
          new Geometry(SECTOR, 2 * SLOT_SECTORS + 2, 8, 0xff),
          false,
          Duration.ofNanos(40_000),
          Duration.ofMillis(20));

  final World world = new World(5, GilbertElliott.of(0.05, 1));
  final Simulation simulation = world.simulation();
  final List<Target.Result> results = new ArrayList<>();

  /** What happens when the target is asked for the first time. */
  Runnable atInstall = () -> {};

  WholeDevice host;

  private final DeviceIdentity identity =
      DeviceIdentity.draw(new DevAddr(1), FirmwareSamples.classId(), new SplittableRandom(1));
  private final NorFlash hostFlash = DeviceKind.factoryFlash(image(OLD)).fork(new PowerSupply(1));
  private final DevicePorts ports;

  /** What a host's target is made of. */
  interface Wiring {
    Target target(Simulation simulation);
  }

  HandOnWorld(Wiring wiring) {
    ports =
        new DevicePorts(
            simulation,
            simulation,
            simulation.newRandom(),
            hostFlash,
            () -> {},
            world.link(identity, DATA_RATE),
            Optional.of(wiring.target(simulation)),
            new SharedParityRows(1 << 20),
            new DeviceListener() {
              @Override
              public void onInstalling(InstallOrder order) {
                Runnable once = atInstall;
                atInstall = () -> {};
                once.run();
              }

              @Override
              public void onInstallResult(InstallOrder order, Target.Result result) {
                results.add(result);
              }
            });
    host = new WholeDevice(setup(), ports);
    host.switchOn();
  }

  /** The host's power goes, and comes back so much later: nothing is left but its flash. */
  void cutHost(Duration dark) {
    host.switchOff();
    simulation.after(
        dark,
        () -> {
          host = new WholeDevice(setup(), ports);
          host.switchOn();
        });
  }

  private DeviceSetup setup() {
    AgentConfig agent =
        new AgentConfig(
            identity.hardware(),
            new DeviceKeys(identity.rootKey(), identity.rootKeyKind(), keys()),
            Packages.all(PackageVersion.V2),
            DeviceKind.LIMITS,
            new ApplicationPolicy(HEARTBEAT, ImageDescriptor::isBlank, false).withoutTrial(),
            Compatibility.STRICT);
    return new DeviceSetup(agent, DeviceKind.PARTITIONS, Strategy.IN_PLACE);
  }

  /** The target as it was delivered, without power; it runs what is signed. */
  static EmulatedTarget target(
      Scheduler scheduler, java.util.function.Predicate<ImageVersion> starts) {
    PowerSupply power = new PowerSupply(2);
    TargetBuild build =
        TargetBuild.usual(SLOT_SECTORS)
            .withCheck((image, limit) -> ImageVerifier.verify(image, ImagePolicy.of(keys(), limit)))
            .withStarts(starts);
    NorFlash flash = NorFlash.holding(FLASH, image(OLD).toArray(), power);
    return new EmulatedTarget(build, flash, power, scheduler);
  }

  /** The campaign to its end. */
  Verdict update() {
    simulation.run(Duration.ofMinutes(5));
    FileCutter.Outcome cut =
        FileCutter.firmware(
            FRESH, DeviceKind.SLOT_LIMIT, DATA_RATE, FRAGMENT_SIZE, 0.3, PackageVersion.V2);
    CampaignParameters parameters =
        CampaignParameters.builder().maximumDuration(Duration.ofDays(2)).build();
    CampaignGroup group = CampaignGroup.create(0, new DevAddr(9), new SplittableRandom(2));
    dev.fuota.server.campaign.Target who =
        new dev.fuota.server.campaign.Target(
            identity.id(),
            identity.rootKey(),
            identity.rootKeyKind(),
            HEARTBEAT,
            PackageVersion.V2);
    Campaign campaign =
        world.campaign(
            parameters,
            ((FileCutter.Ready) cut).file(),
            group,
            List.of(who),
            CampaignListener.NONE);
    campaign.start();
    simulation.runUntil(() -> campaign.verdict().isPresent());
    return campaign.verdict().orElseThrow();
  }

  private static TrustedKeys keys() {
    return TrustedKeys.fromPem(FirmwareSamples.publicKeyPem()).value().orElseThrow();
  }

  private static Bytes image(ImageVersion version) {
    byte[] program = new byte[6000];
    Arrays.fill(program, (byte) version.major());
    return ImageBuilder.of(Bytes.of(program), version)
        .securityCounter(version.major())
        .classId(FirmwareSamples.classId())
        .sign(SigningKey.fromPem(FirmwareSamples.privateKeyPem()).value().orElseThrow());
  }
}
