package dev.fuota.tests.msu;

import dev.fuota.agent.msu.FileDestination;
import dev.fuota.agent.msu.MsuClient;
import dev.fuota.agent.msu.MsuClientConfig;
import dev.fuota.agent.msu.MsuClientListener;
import dev.fuota.agent.msu.MsuClientPorts;
import dev.fuota.fleet.lan.LinkQuality;
import dev.fuota.fleet.lan.RoughLink;
import dev.fuota.fleet.msu.VirtualGround;
import dev.fuota.hal.sim.MemoryArea;
import dev.fuota.hal.sim.SharedPages;
import dev.fuota.protocol.msu.DeviceParameters;
import dev.fuota.protocol.msu.MacAddress;
import dev.fuota.protocol.msu.NotificationKind;
import dev.fuota.server.msu.FileContent;
import dev.fuota.server.msu.MsuCampaign;
import dev.fuota.server.msu.MsuCycle;
import dev.fuota.server.msu.MsuCycleListener;
import dev.fuota.server.msu.MsuFile;
import dev.fuota.server.msu.MsuNetwork;
import dev.fuota.server.msu.MsuOffer;
import dev.fuota.server.msu.MsuPace;
import dev.fuota.server.msu.MsuReport;
import dev.fuota.server.msu.MsuServerPorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A thousand real clients on links that lose datagrams, and how much they complain. */
final class Crowd implements MsuCycleListener {
  static final int CLIENTS = 1000;
  static final int SEQUENCES = 15;
  private static final int SEQUENCE_SIZE = 32;
  private static final Duration FRAME_GAP = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofHours(1);

  private final VirtualGround ground;
  private final List<MsuClient> clients = new ArrayList<>();
  private final List<MemoryArea> disks = new ArrayList<>();
  private final List<Long> complaints = new ArrayList<>();
  private final byte[] octets;
  private final MsuCampaign campaign;

  /**
   * A crowd, and a server with one file for it.
   *
   * @param chunks of the file
   */
  Crowd(long seed, double loss, int chunks, MsuCampaign.RepairMode repair) {
    ground = new VirtualGround(seed);
    octets = new byte[chunks * SEQUENCES * SEQUENCE_SIZE];
    new SplittableRandom(seed).nextBytes(octets);
    SharedPages pages = new SharedPages();
    DeviceParameters parameters = new DeviceParameters(10, 0, 0, 2, 2, 10, SEQUENCES);
    MsuClientConfig config = MsuClientConfig.open().withParameters(parameters);
    for (int i = 0; i < CLIENTS; i++) {
      add(config, ground.link(LinkQuality.losing(loss)), new MemoryArea(8L * octets.length, pages));
    }
    MsuFile file =
        new MsuFile(FileContent.of(octets), "a.bin", Optional.empty(), NotificationKind.UPGRADE);
    campaign =
        MsuCampaign.of(List.of(file), MsuOffer.of(new MacAddress(1)))
            .sequences(SEQUENCES, SEQUENCE_SIZE)
            .pace(new MsuPace(FRAME_GAP, 0, false))
            .repair(repair)
            .build();
  }

  private void add(MsuClientConfig config, RoughLink link, MemoryArea disk) {
    MsuClient client =
        new MsuClient(
            config,
            new MsuClientPorts(
                ground.clock(),
                ground.scheduler(),
                ground.newRandom(),
                link,
                disk,
                new FileDestination(disk),
                MsuClientListener.SILENT));
    link.listen(client);
    clients.add(client);
    disks.add(disk);
  }

  MsuReport run() {
    MsuCycle[] cycle = new MsuCycle[1];
    MsuNetwork network =
        new ServerNetwork(
            ground, (from, port, datagram) -> cycle[0].onDatagram(from, port, datagram));
    MsuServerPorts ports =
        new MsuServerPorts(
            ground.nanos(),
            (delay, action) -> ground.scheduler().after(delay, action)::cancel,
            ground.newRandom(),
            network);
    cycle[0] = new MsuCycle(campaign, ports, this);
    clients.forEach(MsuClient::start);
    cycle[0].start();
    ground.run(cycle[0]::isDone, LONGEST);
    return cycle[0].report();
  }

  @Override
  public void onChunk(int fileNumber, long chunk, boolean repeated) {
    if (!repeated) {
      complaints.add(sent());
    }
  }

  private long sent() {
    return clients.stream().mapToLong(client -> client.counters().sequenceComplaints()).sum();
  }

  /**
   * Sequence complaints that clients sent for a chunk, on average over those from {@code first}.
   */
  double complaintsPerChunk(int first) {
    long from = complaints.get(first - 1);
    long to = complaints.get(complaints.size() - 1);
    return (double) (to - from) / (complaints.size() - first);
  }

  long updated() {
    return disks.stream().filter(disk -> disk.holds("a.bin", octets)).count();
  }
}
