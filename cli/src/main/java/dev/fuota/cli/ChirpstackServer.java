package dev.fuota.cli;

import dev.fuota.fleet.world.SchedulerTimers;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.net.TurnClock;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.campaign.CampaignGroup;
import dev.fuota.server.campaign.CampaignListener;
import dev.fuota.server.campaign.CampaignPorts;
import dev.fuota.server.campaign.CutFile;
import dev.fuota.server.campaign.SessionCounters;
import dev.fuota.server.campaign.Stage;
import dev.fuota.server.campaign.Target;
import dev.fuota.server.campaign.Verdict;
import dev.fuota.server.chirpstack.ChirpstackListener;
import dev.fuota.server.chirpstack.ChirpstackNetwork;
import dev.fuota.server.chirpstack.Trouble;
import dev.fuota.server.chirpstack.wire.GrpcWebClient;
import dev.fuota.server.chirpstack.wire.MqttEvents;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Timers;
import dev.fuota.server.port.Uplink;
import dev.fuota.server.store.MemoryStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A campaign with devices of a ChirpStack, from the first call to the verdict. */
final class ChirpstackServer implements ChirpstackListener, CampaignListener {
  private static final Duration CALL_MAX = Duration.ofSeconds(20);

  private final ChirpstackPlan plan;
  private final @Nullable CutFile firmware;
  private final EventLoop loop;
  private final TurnClock clock;
  private final Timers timers;
  private final ServerLines lines;
  private final ProgressView progress;
  private final SecureRandom random = new SecureRandom();
  private final ChirpstackNetwork network;
  private final Set<DeviceId> heard = new HashSet<>();
  private boolean isOpen;
  private boolean hasStarted;
  private long uplinks;
  private double share;
  private Optional<Trouble> fault = Optional.empty();
  private Optional<Verdict> verdict = Optional.empty();

  ChirpstackServer(
      ChirpstackPlan plan,
      Optional<CutFile> firmware,
      EventLoop loop,
      ServerLines lines,
      ProgressView progress) {
    this.plan = plan;
    this.firmware = firmware.orElse(null);
    this.loop = loop;
    this.clock = new TurnClock(loop);
    this.timers = new SchedulerTimers(loop);
    this.lines = lines;
    this.progress = progress;
    GrpcWebClient api = api();
    this.network = new ChirpstackNetwork(plan.network(), api, clock, timers, this);
    network.listen(this::onUplink);
  }

  private GrpcWebClient api() {
    try {
      return new GrpcWebClient(plan.api(), SecretFile.read(plan.token()), CALL_MAX, loop::post);
    } catch (IllegalArgumentException notThat) {
      throw new InputProblem("TOKEN_INVALID", plan.token() + ": " + notThat.getMessage());
    }
  }

  /** Runs until the campaign is over or the loop is stopped; returns the exit code. */
  int run() {
    String name = String.format(Locale.ROOT, "fuota-server-%016x", random.nextLong());
    String application = plan.network().applicationId();
    MqttEvents events =
        new MqttEvents(
            plan.broker(), name, application, loop::post, network::onMessage, this::onBroker);
    try (events) {
      loop.post(() -> network.open(this::onOpen));
      loop.run();
      return end();
    }
  }

  private void onBroker(boolean connected) {
    ObjectNode event = JsonText.object().put("event", "broker").put("connected", connected);
    lines.say(event, connected ? "connected to the broker" : "no connection to the broker");
  }

  private void onOpen(Optional<Trouble> trouble) {
    fault = trouble;
    isOpen = trouble.isEmpty();
    if (isOpen) {
      lines.say(
          JsonText.object().put("event", "open").put("devices", plan.devices().size()),
          "ChirpStack at " + plan.api() + " answers");
      startIfDue();
    } else {
      loop.stop();
    }
  }

  private void onUplink(Uplink uplink) {
    uplinks++;
    heard.add(uplink.device());
    lines.uplink(uplink);
    show();
    startIfDue();
  }

  private void startIfDue() {
    if (isOpen && !hasStarted && plan.campaign().isPresent() && firmware != null) {
      ServerSettings.Update update = plan.campaign().get();
      List<Target> targets = plan.devices().stream().map(device -> target(device, update)).toList();
      if (targets.stream().filter(t -> heard.contains(t.device())).count()
          >= update.startWhenJoined()) {
        hasStarted = true;
        SessionCounters counters = new SessionCounters(new MemoryStore());
        CampaignPorts ports = new CampaignPorts(network, clock, timers, counters, this);
        CampaignGroup group = CampaignGroup.create(update.group(), update.mcAddr(), random);
        Region region = plan.network().region();
        CampaignStart.prepare(update, region, firmware, group, targets, ports).start();
      }
    }
  }

  private static Target target(ChirpstackPlan.Device device, ServerSettings.Update update) {
    return new Target(
        device.id(), device.genAppKey(), device.uplinkEvery(), update.packageVersion());
  }

  private void show() {
    progress.show(
        share,
        String.format(
            "%d of %d devices heard, %d uplinks", heard.size(), plan.devices().size(), uplinks));
  }

  @Override
  public void onJoin(DeviceId device, DevAddr devAddr) {
    lines.say(
        JsonText.object().put("event", "joined").put("device", device.toString()),
        device + " joined as " + devAddr);
  }

  @Override
  public void onTrouble(Trouble trouble) {
    lines.say(
        JsonText.object()
            .put("event", "trouble")
            .put("kind", trouble.kind().name())
            .put("sentence", trouble.toString()),
        trouble.toString());
  }

  @Override
  public void onStage(Stage stage) {
    lines.stage(stage);
  }

  @Override
  public void onSucceeded(DeviceId device) {
    lines.updated(device);
  }

  @Override
  public void onFragment(int sent, int total) {
    share = Math.max(share, (double) sent / total);
    show();
  }

  @Override
  public void onFinished(Verdict reached) {
    verdict = Optional.of(reached);
    loop.stop();
  }

  private int end() {
    boolean ok =
        fault.isEmpty() && (plan.campaign().isEmpty() || verdict.map(Verdict::done).orElse(false));
    String sentence =
        fault
            .map(Trouble::toString)
            .orElseGet(() -> verdict.map(Verdict::sentence).orElse("stopped"));
    ObjectNode event = JsonText.object().put("event", "end").put("ok", ok);
    event.put("sentence", sentence).put("heard", heard.size()).put("uplinks", uplinks);
    lines.say(event, sentence);
    return ok ? Exit.DONE : Exit.FAILED;
  }
}
