package dev.fuota.fleet.demo;

import dev.fuota.fleet.air.AirFigures;
import dev.fuota.fleet.world.DeviceKind;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.campaign.Campaign;
import dev.fuota.server.campaign.CampaignGroup;
import dev.fuota.server.campaign.CampaignParameters;
import dev.fuota.server.campaign.CampaignSnapshot;
import dev.fuota.server.campaign.CutFile;
import dev.fuota.server.firmware.FileCutter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One campaign of the demonstration, after its verdict.
 *
 * @param number from 0
 * @param air what was on the air in it
 */
record CampaignRun(
    String name,
    int number,
    Instant start,
    Duration duration,
    CutFile firmware,
    CampaignSnapshot end,
    AirFigures air,
    List<StageLog> stages) {
  private static final int FIRST_GROUP_ADDRESS = 0x2700_0001;
  private static final int GROUP = 0;
  private static final Duration MAXIMUM_DURATION = Duration.ofDays(20);
  private static final Duration UNICAST_DELAY = Duration.ofMillis(20);
  private static final int RETRIES_MIN = 8;
  private static final int RETRIES_MAX = 50;

  /** How likely it may be that any request of the campaign is given up in vain. */
  private static final double GIVEN_UP = 1e-3;

  /** Collisions, and uplinks while the gateway sends, come on top of the losses. */
  private static final double UNHEARD = 0.2;

  private static final int REQUESTS = 6;

  /** A device whose uplinks are lost so often in a row counts as not reached. */
  private static final int HEARTBEATS = 4;

  /**
   * Runs a campaign that offers {@code image} to all devices.
   *
   * @param image well-formed, and not too large
   */
  static CampaignRun run(
      Scene scene, String name, int number, Bytes image, DemoProgress.Listener listener) {
    Simulation simulation = scene.world().simulation();
    Instant start = simulation.instant();
    AirFigures before = scene.world().airFigures();
    scene.devices().forEach(device -> device.recorder().campaignBegins());
    StageRecorder recorder = new StageRecorder(scene, name, number, listener);
    CutFile firmware = cut(image, scene.options());
    DevAddr address = new DevAddr(FIRST_GROUP_ADDRESS + number);
    CampaignGroup group = CampaignGroup.create(GROUP, address, simulation.newRandom());
    Campaign campaign = scene.world().campaign(parameters(scene), firmware, group, recorder);
    campaign.start();
    simulation.runUntil(() -> campaign.verdict().isPresent());
    return new CampaignRun(
        name,
        number,
        start,
        Duration.between(start, simulation.instant()),
        firmware,
        campaign.snapshot(),
        scene.world().airFigures().since(before),
        recorder.stages());
  }

  private static CutFile cut(Bytes image, DemoOptions options) {
    FileCutter.Outcome outcome =
        FileCutter.firmware(
            image,
            DeviceKind.SLOT_LIMIT,
            Demo.DATA_RATE,
            Demo.FRAGMENT_SIZE,
            options.redundancy(),
            options.version());
    if (outcome instanceof FileCutter.Ready ready) {
      return ready.file();
    }
    throw new IllegalArgumentException(outcome.toString());
  }

  private static CampaignParameters parameters(Scene scene) {
    return CampaignParameters.builder()
        .successThreshold(threshold(scene.devices()))
        .maximumDuration(MAXIMUM_DURATION)
        .ucastMsgDelay(UNICAST_DELAY)
        .deliveryTimeout(scene.heartbeat().multipliedBy(HEARTBEATS))
        .msgRetries(retries(scene.options()))
        .multicastChannel(Region.EU868.rx2FrequencyHz(), Demo.DATA_RATE)
        .build();
  }

  /** All but those that must refuse. */
  private static int threshold(List<DemoDevice> devices) {
    long willing = devices.stream().filter(d -> d.role() != Role.WRONG_HARDWARE).count();
    return Math.max(1, (int) (100 * willing / devices.size()));
  }

  /** So many that, with independent tries, nearly surely no device is given up. */
  private static int retries(DemoOptions options) {
    double through = (1 - options.loss()) * (1 - options.loss()) * (1 - UNHEARD);
    double each = GIVEN_UP / options.devices() / REQUESTS;
    double tries = Math.ceil(Math.log(each) / Math.log1p(-through));
    return (int) Math.min(RETRIES_MAX, Math.max(RETRIES_MIN, tries));
  }
}
