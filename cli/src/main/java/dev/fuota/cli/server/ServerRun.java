package dev.fuota.cli.server;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.monitor.MonitorServer;
import dev.fuota.monitor.guard.MonitorFault;
import dev.fuota.monitor.metrics.NetworkFigures;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.server.campaign.Problem;
import dev.fuota.server.firmware.FirmwareWorkshop;
import dev.fuota.server.port.CampaignStore;
import dev.fuota.server.service.CampaignService;
import dev.fuota.server.service.Network;
import dev.fuota.server.service.RegisteredDevice;
import dev.fuota.server.service.Result;
import dev.fuota.server.service.ServicePorts;
import dev.fuota.server.service.ServiceSettings;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A server from its first turn to its last: networks are opened, then the service goes on with what
 * it was doing, then people may ask. All on the loop's thread.
 */
final class ServerRun implements AutoCloseable {
  private final ServerSettings settings;
  private final List<ServedNetwork> networks;
  private final EventLoop loop;
  private final CampaignService service;
  private @Nullable MonitorServer monitor;
  private Optional<InputProblem> problem = Optional.empty();

  /**
   * A server at rest; {@link #begin} is due in the loop's first turn.
   *
   * @param networks that are its own to close from now on
   */
  ServerRun(
      ServerSettings settings,
      CampaignStore store,
      ServerGround ground,
      List<ServedNetwork> networks,
      EventLoop loop) {
    this.settings = settings;
    this.networks = List.copyOf(networks);
    this.loop = loop;
    Map<String, Network> named =
        networks.stream().collect(Collectors.toMap(Network::name, Function.identity()));
    this.service =
        new CampaignService(
            new ServicePorts(
                named,
                store,
                ground.clock(),
                ground.timers(),
                ground.random(),
                workshop(settings.firmware()),
                ServiceSettings.usual().withDefaults(settings.defaults())));
    loop.post(this::begin);
  }

  private static FirmwareWorkshop workshop(ServerSettings.Firmware firmware) {
    FirmwareWorkshop workshop = new FirmwareWorkshop(firmware.key());
    for (Bytes base : firmware.bases()) {
      workshop
          .addBase(base)
          .ifPresent(
              unusable -> {
                throw new InputProblem(
                    "SETTINGS_INVALID", "an image of baseImages: " + unusable.sentence());
              });
    }
    return workshop;
  }

  private void begin() {
    openNext(networks.iterator());
  }

  private void openNext(Iterator<ServedNetwork> left) {
    if (!left.hasNext()) {
      attempt(this::serve);
      return;
    }
    ServedNetwork network = left.next();
    network.open(
        trouble -> {
          if (trouble.isPresent()) {
            end(new InputProblem("NETWORK_UNUSABLE", network.name() + ": " + trouble.get()));
          } else {
            openNext(left);
          }
        });
  }

  private void attempt(Runnable work) {
    try {
      work.run();
    } catch (InputProblem refused) {
      end(refused);
    }
  }

  private void serve() {
    service.open();
    loop.beforeWaiting(service::turnEnded);
    settings.devices().forEach(this::register);
    try {
      monitor = MonitorServer.start(settings.http(), service, loop::post, this::figures);
    } catch (MonitorFault fault) {
      throw new InputProblem("HTTP_UNUSABLE", String.valueOf(fault.getMessage()));
    }
  }

  private List<NetworkFigures> figures() {
    return networks.stream().map(ServedNetwork::figures).toList();
  }

  /** What a device was heard to run is newer than what the file says. */
  private void register(ServerSettings.Device device) {
    Map<String, String> attributes = new TreeMap<>(device.attributes());
    if (networks.size() == 1) {
      attributes.putIfAbsent("network", networks.get(0).name());
    }
    service
        .registered(device.name())
        .flatMap(RegisteredDevice::version)
        .ifPresent(version -> attributes.put("version", version));
    Result<RegisteredDevice> result = service.register(device.name(), attributes);
    if (result instanceof Result.Refused<RegisteredDevice> refused) {
      String sentence = device.name() + ": " + refused.sentence();
      throw new InputProblem(
          "SETTINGS_INVALID",
          device.place().apply(sentence),
          refused.problems().stream().map(Problem::text).toList());
    }
  }

  private void end(InputProblem why) {
    problem = Optional.of(why);
    loop.stop();
  }

  CampaignService service() {
    return service;
  }

  List<ServedNetwork> networks() {
    return networks;
  }

  /** Why it could not begin. */
  Optional<InputProblem> problem() {
    return problem;
  }

  /** Where people ask; empty before it is ready. */
  Optional<InetSocketAddress> address() {
    return Optional.ofNullable(monitor).map(MonitorServer::address);
  }

  boolean isTls() {
    return settings.http().tls().isPresent();
  }

  @Override
  public void close() {
    if (monitor != null) {
      monitor.close();
    }
    networks.forEach(ServedNetwork::close);
  }
}
