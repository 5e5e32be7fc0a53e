package dev.fuota.gateway.wire;

import dev.fuota.gateway.concentrator.Concentrator;
import dev.fuota.gateway.port.Backhaul;
import dev.fuota.gateway.station.StationClient;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.protocol.lorawan.region.Region;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Stations, each with a WebSocket of its own, as the protocol has it. */
final class WebSocketBackhauls implements Backhauls {
  private static final int PORT = 1887;

  private final String lns;
  private final WebSocketTransport transport;
  private final EventLoop loop;
  private final RandomGenerator random;
  private final List<StationClient> stations = new ArrayList<>();

  WebSocketBackhauls(ServerAddress address, EventLoop loop, RandomGenerator random) {
    this.lns = address.scheme() + "://" + address.host() + ":" + address.port(PORT);
    this.transport =
        new WebSocketTransport(HttpClient.newHttpClient(), address.option("token"), loop);
    this.loop = loop;
    this.random = random;
  }

  @Override
  public Backhaul attach(Concentrator concentrator, Region region) {
    StationClient station =
        new StationClient(concentrator, region, lns, transport, loop, loop, random);
    stations.add(station);
    return station;
  }

  @Override
  public void close() {
    stations.forEach(StationClient::stop);
    stations.clear();
  }
}
