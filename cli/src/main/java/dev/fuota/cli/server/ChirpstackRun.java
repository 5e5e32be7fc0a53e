package dev.fuota.cli.server;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.io.SecretFile;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.monitor.metrics.NetworkFigures;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.campaign.SessionCounters;
import dev.fuota.server.chirpstack.ChirpstackListener;
import dev.fuota.server.chirpstack.ChirpstackNetwork;
import dev.fuota.server.chirpstack.Trouble;
import dev.fuota.server.chirpstack.wire.GrpcWebClient;
import dev.fuota.server.chirpstack.wire.MqttEvents;
import dev.fuota.server.network.DeviceRegistration;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.LorawanNetwork;
import dev.fuota.server.port.Uplink;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The devices and gateways of a ChirpStack, which keeps sessions, counters and time itself. */
final class ChirpstackRun implements ServedNetwork, ChirpstackListener {
  private static final Duration CALL_MAX = Duration.ofSeconds(20);

  private final ServerSettings.Chirpstack choice;
  private final SessionCounters counters;
  private final EventLoop loop;
  private final ServerLines lines;
  private final ChirpstackNetwork network;
  private final String client;
  private final Set<DeviceId> heard = new HashSet<>();
  private @Nullable MqttEvents events;
  private long uplinks;

  ChirpstackRun(
      ServerSettings.Chirpstack choice,
      SessionCounters counters,
      ServerGround ground,
      EventLoop loop,
      ServerLines lines) {
    this.choice = choice;
    this.counters = counters;
    this.loop = loop;
    this.lines = lines;
    this.client = String.format(Locale.ROOT, "fuota-server-%016x", ground.random().nextLong());
    this.network =
        new ChirpstackNetwork(choice.settings(), api(), ground.clock(), ground.timers(), this);
    network.listen(this::onUplink);
  }

  private GrpcWebClient api() {
    try {
      return new GrpcWebClient(choice.api(), SecretFile.read(choice.token()), CALL_MAX, loop::post);
    } catch (IllegalArgumentException notThat) {
      throw new InputProblem("TOKEN_INVALID", choice.token() + ": " + notThat.getMessage());
    }
  }

  @Override
  public void open(Consumer<Optional<String>> then) {
    events =
        new MqttEvents(
            choice.broker(),
            client,
            choice.settings().applicationId(),
            loop::post,
            network::onMessage,
            this::onBroker);
    network.open(
        trouble -> {
          if (trouble.isEmpty()) {
            lines.say(
                JsonText.object().put("event", "open").put("network", choice.name()),
                "ChirpStack at " + choice.api() + " answers");
          }
          then.accept(trouble.map(Trouble::toString));
        });
  }

  private void onBroker(boolean connected) {
    ObjectNode event = JsonText.object().put("event", "broker").put("connected", connected);
    lines.say(event, connected ? "connected to the broker" : "no connection to the broker");
  }

  private void onUplink(Uplink uplink) {
    uplinks++;
    heard.add(uplink.device());
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
  public String name() {
    return choice.name();
  }

  @Override
  public Region region() {
    return choice.region();
  }

  @Override
  public LorawanNetwork lorawan() {
    return network;
  }

  @Override
  public SessionCounters sessionCounters() {
    return counters;
  }

  /** ChirpStack has its devices. */
  @Override
  public void register(DeviceRegistration registration) {}

  @Override
  public NetworkFigures figures() {
    return new NetworkFigures(
        name(), uplinks, 0, choice.settings().gateways().size(), heard.size());
  }

  @Override
  public String line() {
    return heard.size() + " devices heard, " + uplinks + " uplinks";
  }

  @Override
  public void report(ObjectNode into) {
    into.put("heard", heard.size()).put("uplinks", uplinks);
  }

  @Override
  public void close() {
    if (events != null) {
      events.close();
    }
  }
}
