package dev.fuota.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fuota.cli.console.Exit;
import dev.fuota.fleet.result.CellResult;
import dev.fuota.fleet.result.DeviceLine;
import dev.fuota.fleet.result.FleetJson;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.net.UdpSocket;
import dev.fuota.protocol.codec.Bytes;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fleets in real time on two nodes in one process, and a socket that their gateways send to. */
class ClusterLiveTest {
  private static final String FLEET =
      """
      apiVersion: fuota/v1
      name: three parts
      cell: 2
      network: udp://127.0.0.1:PORT
      fleet:
        - {count: 5, secret: 000102030405060708090a0b0c0d0e0f, activation: ACTIVATION}
      until: {joined: all, longest: 1h}
      expect: {joined: 5}
      """;

  private static final int GATEWAY_AT = 4;
  private static final int GATEWAY_END = 12;

  private final EventLoop loop = new EventLoop(System::nanoTime, Instant.now());
  private final ConcurrentSkipListSet<String> gateways = new ConcurrentSkipListSet<>();
  private UdpSocket server;
  private Thread thread;

  @BeforeEach
  void listen() throws Exception {
    InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = UdpSocket.open(loop, anywhere, 1 << 16, this::onDatagram);
    thread = new Thread(loop::run, "server");
    thread.start();
  }

  /** Every datagram of a packet forwarder has the EUI of its gateway. */
  private void onDatagram(InetSocketAddress from, ByteBuffer datagram) {
    byte[] octets = new byte[datagram.remaining()];
    datagram.get(octets);
    gateways.add(HexFormat.of().formatHex(octets, GATEWAY_AT, GATEWAY_END));
  }

  @AfterEach
  void close() throws Exception {
    loop.stop();
    thread.join();
    server.close();
    loop.close();
  }

  private String fleet(String activation) {
    return FLEET
        .replace("PORT", String.valueOf(server.local().getPort()))
        .replace("ACTIVATION", activation);
  }

  private static ClusterNode node(Optional<Endpoint> join) throws Exception {
    return ClusterNode.join(
        new ClusterSettings(
            new Endpoint("127.0.0.1", 0), join, 1, Optional.empty(), ClusterOptions.version()));
  }

  @Test
  @DisplayName(
      "the parts of a fleet in real time are on the nodes; stopped, they say how far they are")
  void spread(@TempDir Path folder) throws Exception {
    Path scenario = Files.writeString(folder.resolve("live.yaml"), fleet("abp"));
    try (ClusterNode first = node(Optional.empty());
        ClusterNode second = node(Optional.of(first.listen()))) {
      String where = second.listen().toString();
      Shell shell = Shell.run("run", scenario.toString(), "--join", where, "--json");
      assertThat(shell.exit()).isEqualTo(Exit.DONE);
      FleetResult result = FleetJson.read("it", new StringReader(shell.out()));
      assertThat(result.ok()).isTrue();
      assertThat(numbers(result)).containsExactlyElementsOf(IntStream.range(0, 5).boxed().toList());
      assertThat(gateways)
          .containsExactly("0016c001f0000001", "0016c001f0000101", "0016c001f0000201");
      gateways.clear();
      stopped(first, fleet("otaa"));
    }
  }

  /** Nobody answers these devices, so that they would try for an hour. */
  private void stopped(ClusterNode node, String text) throws Exception {
    Job job =
        Job.pack(ClusterOptions.version(), "x", text, name -> Bytes.EMPTY, Optional.empty())
            .live("now");
    CompletableFuture<RunEnd> end = new CompletableFuture<>();
    PartWay way = (PartWay) node.way(job);
    assertThat(way.place(0)).isPresent().isNotEqualTo(way.place(1)).isEqualTo(way.place(2));
    assertThat(way.place(1)).isEqualTo(way.place(3)).isEqualTo(way.place(1));
    var lead = node.spawn(Lead.create(job, 3, node.way(job), new Nobody(), end::complete), "run");
    await().until(() -> gateways.size() == 3);
    lead.tell(RunMessage.Stop.INSTANCE);
    RunEnd ended = end.get(20, TimeUnit.SECONDS);
    assertThat(ended.refusal()).isEmpty();
    FleetResult partial = FleetResult.merge(ended.cells());
    assertThat(partial.cells()).hasSize(3).noneMatch(CellResult::ended);
    assertThat(partial.head().complete()).isFalse();
    assertThat(numbers(partial)).hasSize(5);
  }

  private static List<Integer> numbers(FleetResult result) {
    return result.devices().map(DeviceLine::number).sorted().toList();
  }

  private record Nobody() implements RunWatcher {
    @Override
    public void onCells(int done, int all) {}

    @Override
    public void onNode(String sentence) {}
  }
}
