package dev.fuota.server.msu;

import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.Ipv4;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The clients of a cycle. Finding one, and knowing whether any is left to serve, take no search.
 */
final class Clients {
  private final Map<Ipv4, ClientRecord> byDevice = new LinkedHashMap<>();
  private final Map<Endpoint, ClientRecord> byEndpoint = new HashMap<>();
  private final Map<Ipv4, List<ClientRecord>> byAddress = new HashMap<>();
  private final MsuCycleListener listener;
  private int connected;
  private int unfinished;
  private int fileNumber;

  Clients(MsuCycleListener listener) {
    this.listener = listener;
  }

  /** All, in the order in which they were found. */
  Collection<ClientRecord> all() {
    return Collections.unmodifiableCollection(byDevice.values());
  }

  int size() {
    return byDevice.size();
  }

  Optional<ClientRecord> withId(Ipv4 deviceId) {
    return Optional.ofNullable(byDevice.get(deviceId));
  }

  Optional<ClientRecord> at(Endpoint endpoint) {
    return Optional.ofNullable(byEndpoint.get(endpoint));
  }

  /** Those with this source address: mostly one. */
  List<ClientRecord> atAddress(Ipv4 address) {
    return byAddress.getOrDefault(address, List.of());
  }

  ClientRecord add(Ipv4 deviceId, Endpoint endpoint, ClientState state, long now) {
    ClientRecord client = new ClientRecord(deviceId, endpoint, state, now);
    for (int file = 0; file < fileNumber; file++) {
      client.nextFile();
    }
    byDevice.put(deviceId, client);
    byEndpoint.put(endpoint, client);
    byAddress.computeIfAbsent(endpoint.address(), a -> new ArrayList<>(1)).add(client);
    listener.onClient(deviceId, state);
    return client;
  }

  void move(ClientRecord client, Endpoint to) {
    byEndpoint.remove(client.endpoint(), client);
    client.moveTo(to);
    byEndpoint.put(to, client);
  }

  void setState(ClientRecord client, ClientState next) {
    if (client.state() == next) {
      return;
    }
    count(client, -1);
    client.setState(next);
    count(client, 1);
    listener.onClient(client.deviceId(), next);
  }

  private void count(ClientRecord client, int by) {
    connected += client.isConnected() ? by : 0;
    unfinished += fileNumber > 0 && !client.isFinished() ? by : 0;
  }

  /** Gives a result to the current file of a client that has none yet. */
  void finish(ClientRecord client, Runnable result) {
    count(client, -1);
    result.run();
    count(client, 1);
    listener.onOutcome(client.deviceId(), fileNumber, client.file().outcome());
  }

  void nextFile() {
    fileNumber++;
    byDevice.values().forEach(ClientRecord::nextFile);
    unfinished = connected;
  }

  int connected() {
    return connected;
  }

  /** Connected clients that have not reported a result for the current file. */
  int unfinished() {
    return unfinished;
  }
}
