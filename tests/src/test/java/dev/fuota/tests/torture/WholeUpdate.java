package dev.fuota.tests.torture;

import dev.fuota.boot.BootResult;
import dev.fuota.boot.Strategy;
import dev.fuota.fleet.demo.UpdateForm;
import dev.fuota.fleet.world.DeviceIdentity;
import dev.fuota.fleet.world.DeviceKind;
import dev.fuota.fleet.world.DeviceObserver;
import dev.fuota.fleet.world.DeviceSeries;
import dev.fuota.fleet.world.SimulatedDevice;
import dev.fuota.fleet.world.World;
import dev.fuota.hal.sim.Tear;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.server.campaign.Campaign;
import dev.fuota.server.campaign.CampaignGroup;
import dev.fuota.server.campaign.CampaignListener;
import dev.fuota.server.campaign.CampaignParameters;
import dev.fuota.server.campaign.CutFile;
import dev.fuota.server.firmware.FileCutter;
import dev.fuota.server.planner.GilbertElliott;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One device and its server, from the first power-up to the version report of the new firmware,
 * over a link that loses nothing. Its supply fails during one flash operation, wherever that is: at
 * a boot, in the download, while the image is written and marked, in the copy, or afterwards.
 */
final class WholeUpdate implements DeviceObserver {
  /** What is updated, and how. */
  record Kind(Strategy strategy, UpdateForm form) {
    @Override
    public String toString() {
      return strategy.label() + ", " + form.label();
    }
  }

  private static final int FRAGMENT_SIZE = 48;

  /** A device that lost power is dark for half a minute: a small image needs more than itself. */
  private static final int CODED_MIN = 120;

  private static final Duration HEARTBEAT = Duration.ofSeconds(60);
  private static final Duration REST = Duration.ofMinutes(5);
  private static final DataRate DATA_RATE = Region.EU868.dataRate(5).orElseThrow();

  /** The same for all runs of a strategy, as all of them begin with the same part. */
  private static final Map<Strategy, DeviceSeries> SERIES =
      Stream.of(Strategy.values()).collect(Collectors.toMap(s -> s, WholeUpdate::series));

  private static final Map<UpdateForm, CutFile> UPDATES =
      Stream.of(UpdateForm.values()).collect(Collectors.toMap(f -> f, f -> cut(Payloads.fresh(f))));

  private final World world = new World(1, GilbertElliott.of(0, 1));
  private final SimulatedDevice device;
  private final List<ImageVersion> booted = new ArrayList<>();
  private final Kind kind;
  private final long cutAt;
  private final Tear tear;
  private boolean planned;
  private Optional<String> lost = Optional.empty();
  private boolean done;

  private WholeUpdate(Kind kind, long cutAt, Tear tear) {
    this.kind = kind;
    this.cutAt = cutAt;
    this.tear = tear;
    DeviceIdentity identity =
        DeviceIdentity.draw(new DevAddr(1), FirmwareSamples.classId(), new SplittableRandom(1));
    device = world.add(identity, Objects.requireNonNull(SERIES.get(kind.strategy())));
    device.observe(this);
  }

  /** Without a power cut. */
  static WholeUpdate undisturbed(Kind kind) {
    return new WholeUpdate(kind, 0, Tear.NOTHING).run();
  }

  static WholeUpdate cutAt(Kind kind, long operation, Tear tear) {
    return new WholeUpdate(kind, operation, tear).run();
  }

  private WholeUpdate run() {
    world.simulation().run(REST);
    CampaignParameters parameters =
        CampaignParameters.builder()
            .multicastChannel(Region.EU868.rx2FrequencyHz(), DATA_RATE)
            .build();
    CampaignGroup group = CampaignGroup.create(0, new DevAddr(2), new SplittableRandom(2));
    CutFile update = Objects.requireNonNull(UPDATES.get(kind.form()));
    Campaign campaign = world.campaign(parameters, update, group, CampaignListener.NONE);
    campaign.start();
    world.simulation().runUntil(() -> campaign.verdict().isPresent());
    done = campaign.verdict().orElseThrow().done();
    return this;
  }

  @Override
  public void onBooting() {
    if (!planned && cutAt > 0) {
      planned = true;
      device.power().cutAt(cutAt, tear);
    }
  }

  @Override
  public void onBooted(BootResult result) {
    booted.add(((BootResult.Started) result).version()); // a stuck device ends the simulation
  }

  @Override
  public void onPowerLost(long operation, String during, Duration dark) {
    lost = Optional.of(during);
  }

  /** Flash operations so far. */
  long operations() {
    return device.power().operations();
  }

  /** What was going on when the power failed. */
  Optional<String> lost() {
    return lost;
  }

  /** What the bootloader started, one entry a boot. */
  List<ImageVersion> booted() {
    return booted;
  }

  /** Whether the server knows that the device runs the new firmware. */
  boolean done() {
    return done;
  }

  private static DeviceSeries series(Strategy strategy) {
    TrustedKeys keys = TrustedKeys.fromPem(FirmwareSamples.publicKeyPem()).value().orElseThrow();
    return DeviceSeries.running(
        Payloads.old(), strategy, keys, HEARTBEAT, DATA_RATE, PackageVersion.V1);
  }

  private static CutFile cut(Bytes image) {
    double redundancy = (double) CODED_MIN * FRAGMENT_SIZE / image.length();
    FileCutter.Outcome outcome =
        FileCutter.firmware(
            image, DeviceKind.SLOT_LIMIT, DATA_RATE, FRAGMENT_SIZE, redundancy, PackageVersion.V1);
    return ((FileCutter.Ready) outcome).file();
  }
}
