package dev.fuota.cli.server;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.server.campaign.SessionCounters;
import java.util.ArrayList;
import java.util.List;

/** Makes the networks that a server's file names. */
final class ServedNetworks {
  private ServedNetworks() {}

  /**
   * A server whose sockets are open.
   *
   * @throws InputProblem if one cannot be opened
   */
  static ServerRun server(
      ServerSettings settings,
      ServerStores stores,
      EventLoop loop,
      ServerLines lines,
      Console console) {
    ServerGround ground = ServerGround.real(loop);
    SessionCounters counters = new SessionCounters(stores.sessions());
    List<ServedNetwork> networks = new ArrayList<>();
    for (ServerSettings.NetworkChoice choice : settings.networks()) {
      if (choice instanceof ServerSettings.Chirpstack chirpstack) {
        networks.add(new ChirpstackRun(chirpstack, counters, ground, loop, lines));
      } else if (choice instanceof ServerSettings.Hall hall) {
        networks.add(new MsuHall(hall, ground, loop, console));
      } else if (choice instanceof ServerSettings.BuiltIn builtIn) {
        networks.add(new BuiltInNetwork(builtIn, stores.sessions(), counters, ground, loop));
      }
    }
    return new ServerRun(settings, stores.campaigns(), ground, networks, loop);
  }
}
