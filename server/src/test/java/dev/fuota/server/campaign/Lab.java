package dev.fuota.server.campaign;

import static dev.fuota.server.campaign.Fixtures.INTERVAL;
import static dev.fuota.server.campaign.Fixtures.NEW;
import static dev.fuota.server.campaign.Fixtures.OLD;

import dev.fuota.server.harness.Life;
import dev.fuota.server.harness.UpdatingDevice;
import dev.fuota.server.harness.World;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.store.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Devices that do as they should, real frames, and a campaign whose process can be killed. */
final class Lab {
  final World world;
  final List<UpdatingDevice> devices;
  final List<Stage> stages = new ArrayList<>();
  final Map<DeviceId, String> participants = new HashMap<>();
  String state = "";
  int lives;
  Consumer<Stage> onStage = stage -> {};
  Life life;
  Campaign campaign;
  private final CampaignParameters parameters;
  private final Job job;
  private final CampaignGroup group;
  private final SessionCounters counters = new SessionCounters(new MemoryStore());

  Lab(World world, int count, CampaignParametersBuilder parameters, Job job, CampaignGroup group) {
    this.world = world;
    this.parameters = parameters.build();
    this.job = job;
    this.group = group;
    this.devices =
        IntStream.range(0, count).mapToObj(i -> new UpdatingDevice(world, OLD, NEW)).toList();
    for (int i = 0; i < count; i++) {
      devices.get(i).radio().heartbeat(Duration.ofMillis(700L * (i + 1)), INTERVAL);
    }
    this.life = new Life(world.network(), world.time());
    this.campaign = new Campaign(this.parameters, job, group, targets(), ports());
  }

  Lab(int count, CampaignParametersBuilder parameters, Job job) {
    this(new World(), count, parameters, job, Fixtures.GROUP);
  }

  static Job upload(int coded) {
    return new Job.UploadFile(Fixtures.firmware(coded));
  }

  static Job upgrade(int coded) {
    return new Job.UpgradeFirmware(Fixtures.firmware(coded));
  }

  private List<Target> targets() {
    return devices.stream().map(d -> Fixtures.target(d.radio())).toList();
  }

  private CampaignPorts ports() {
    CampaignKeeper keeper =
        new CampaignKeeper() {
          @Override
          public void save(CampaignState campaignState) {
            state = campaignState.encode();
          }

          @Override
          public void save(ParticipantState participant) {
            participants.put(participant.device(), participant.encode());
          }
        };
    CampaignListener listener =
        new CampaignListener() {
          @Override
          public void onStage(Stage stage) {
            stages.add(stage);
            onStage.accept(stage);
          }
        };
    return new CampaignPorts(life, life, life, counters, listener, keeper);
  }

  /** The process is killed, and another one goes on. */
  void killAndResume() {
    life.end();
    lives++;
    life = new Life(world.network(), world.time());
    Map<DeviceId, ParticipantState> before = new HashMap<>();
    participants.forEach(
        (device, text) ->
            before.put(device, ParticipantState.decode(device, text).value().orElseThrow()));
    campaign =
        Campaign.resume(
            parameters,
            job,
            group,
            targets(),
            CampaignState.decode(state).value().orElseThrow(),
            before,
            ports());
    campaign.start();
  }

  Lab start() {
    campaign.start();
    return this;
  }

  Verdict run() {
    campaign.start();
    return end();
  }

  Verdict end() {
    world.time().runUntil(() -> campaign.verdict().isPresent());
    return campaign.verdict().orElseThrow();
  }

  void runUntil(Stage stage) {
    world.time().runUntil(() -> campaign.snapshot().stage() == stage);
  }

  DeviceSnapshot snapshot(int device) {
    return campaign.device(devices.get(device).radio().id()).orElseThrow();
  }

  /** How far a device is in the first stage. */
  StageState setup(int device) {
    return snapshot(device).stages().getOrDefault(Stage.MC_GROUP_SETUP, StageState.NEW);
  }
}
