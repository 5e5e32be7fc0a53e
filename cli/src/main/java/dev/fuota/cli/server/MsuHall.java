package dev.fuota.cli.server;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.msu.MsuServerSeal;
import dev.fuota.cli.msu.MsuServerSocket;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.monitor.metrics.NetworkFigures;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MacAddress;
import dev.fuota.server.msu.FileContent;
import dev.fuota.server.msu.MsuCampaign;
import dev.fuota.server.msu.MsuFile;
import dev.fuota.server.msu.MsuNetwork;
import dev.fuota.server.msu.MsuOffer;
import dev.fuota.server.msu.MsuSeal;
import dev.fuota.server.service.MsuSite;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/** A local network whose devices are reached by MSU, on sockets as {@code fuota msu send} has. */
final class MsuHall implements ServedNetwork, MsuSite {
  private final ServerSettings.Hall choice;
  private final EventLoop loop;
  private final RandomGenerator random;
  private final MsuServerSeal seal;
  private final MsuServerSocket socket;
  private final Set<Ipv4> heard = new HashSet<>();
  private long datagrams;

  /**
   * Opens the sockets.
   *
   * @throws InputProblem if the interface cannot be used, or a key cannot be read
   */
  MsuHall(ServerSettings.Hall choice, ServerGround ground, EventLoop loop, Console console) {
    MsuHallFile.Options options = choice.options();
    this.choice = choice;
    this.loop = loop;
    this.random = ground.random();
    this.seal = MsuServerSeal.of(console, options.site, options.login);
    check(options, seal);
    this.socket =
        new MsuServerSocket(loop, options.network.chosen(), options.network.options(), seal.seal());
  }

  /** Options are read by each campaign; what is wrong with them is said before the first. */
  private static void check(MsuHallFile.Options options, MsuServerSeal seal) {
    MsuFile any =
        new MsuFile(FileContent.of(new byte[1]), "a", Optional.empty(), options.send.kind());
    MsuCampaign.Builder campaign = MsuCampaign.of(List.of(any), MsuOffer.of(new MacAddress(0)));
    campaign.seal(seal.seal());
    options.send.into(campaign, options.network.discovery(), isSealed(seal));
    try {
      campaign.build();
    } catch (IllegalArgumentException refused) {
      throw new InputProblem("SETTINGS_INVALID", String.valueOf(refused.getMessage()));
    }
  }

  private static boolean isSealed(MsuServerSeal seal) {
    return !seal.seal().equals(MsuSeal.NONE);
  }

  @Override
  public String name() {
    return choice.name();
  }

  @Override
  public MsuNetwork wire() {
    return socket;
  }

  @Override
  public void listen(Ear ear) {
    socket.listen(
        (from, port, datagram) -> {
          datagrams++;
          if (heard.size() < MsuCampaign.CLIENTS_MAX) {
            heard.add(from);
          }
          ear.onDatagram(from, port, datagram);
        });
  }

  @Override
  public LongSupplier nanos() {
    return loop::nanos;
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  @Override
  public MsuCampaign.Builder campaign(List<MsuFile> files, Optional<String> version) {
    MsuHallFile.Options options = choice.options();
    MsuOffer offer =
        new MsuOffer(
            new MacAddress(socket.port().hardwareAddress()),
            seal.login(),
            version,
            Optional.empty(),
            options.hardwareId,
            options.productId,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    MsuCampaign.Builder campaign = MsuCampaign.of(files, offer).seal(seal.seal());
    options.send.into(campaign, options.network.discovery(), isSealed(seal));
    return campaign;
  }

  @Override
  public void open(Consumer<Optional<String>> then) {
    then.accept(Optional.empty());
  }

  @Override
  public NetworkFigures figures() {
    return new NetworkFigures(name(), datagrams, 0, 0, heard.size());
  }

  @Override
  public String line() {
    return heard.size() + " devices heard by MSU, " + datagrams + " datagrams";
  }

  @Override
  public void report(ObjectNode into) {
    into.put("heard", heard.size()).put("datagrams", datagrams);
  }

  /** The loop is the server's. */
  @Override
  public void close() {
    socket.port().close();
  }
}
