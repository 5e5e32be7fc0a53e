package dev.fuota.server.msu;

import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MsuMessage;
import java.nio.ByteBuffer;

/** Encodes and sends, and counts what goes out. One buffer serves all. */
final class Outbox {
  private final MsuNetwork network;
  private final MsuEndpoints endpoints;
  private final CycleStatistics statistics;
  private final MsuSeal seal;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(MsuMessage.LENGTH_MAX);

  Outbox(MsuNetwork network, MsuCampaign campaign, CycleStatistics statistics) {
    this.network = network;
    this.endpoints = campaign.endpoints();
    this.statistics = statistics;
    this.seal = campaign.seal();
  }

  /** To all who listen for servers. */
  void toDiscovery(MsuMessage message) {
    toGroup(endpoints.discoveryGroup(), endpoints.discoveryPort(), message);
  }

  /** To those who take part. */
  void toData(MsuMessage message) {
    toGroup(endpoints.dataGroup(), endpoints.dataPort(), message);
  }

  private void toGroup(Ipv4 group, int port, MsuMessage message) {
    message.encode(begin());
    multicast(group, port);
  }

  void toClient(Endpoint to, MsuMessage message) {
    message.encode(begin());
    network.unicast(to.address(), to.port(), sealed());
  }

  /** The buffer, empty; what is put into it leaves by {@link #sendToData}. */
  ByteBuffer begin() {
    return buffer.clear();
  }

  /** Sends to the data group what was put into the buffer since {@link #begin}. */
  void sendToData() {
    multicast(endpoints.dataGroup(), endpoints.dataPort());
  }

  private void multicast(Ipv4 group, int port) { // MSU-001, MSU-002
    network.multicast(group, port, sealed());
  }

  private ByteBuffer sealed() {
    seal.appendTo(buffer, network.address());
    buffer.flip();
    statistics.countSent(buffer.remaining());
    return buffer;
  }
}
