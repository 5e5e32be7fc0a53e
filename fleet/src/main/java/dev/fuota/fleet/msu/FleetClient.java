package dev.fuota.fleet.msu;

import dev.fuota.agent.msu.Destination;
import dev.fuota.agent.msu.FileDestination;
import dev.fuota.agent.msu.MsuClient;
import dev.fuota.agent.msu.MsuClientConfig;
import dev.fuota.agent.msu.MsuClientListener;
import dev.fuota.agent.msu.MsuClientPorts;
import dev.fuota.fleet.lan.RoughLink;
import dev.fuota.hal.sim.MemoryArea;
import dev.fuota.protocol.msu.Ipv4;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One device of a fleet: a disk that lasts, a link, and a client that may die and come again. */
public final class FleetClient {
  private final MsuGround ground;
  private final RoughLink link;
  private final MsuClientConfig config;
  private final MemoryArea disk;
  private @Nullable ProcessTimers process;
  private @Nullable MsuClient client;

  FleetClient(MsuGround ground, RoughLink link, MsuClientConfig config, MemoryArea disk) {
    this.ground = ground;
    this.link = link;
    this.config = config;
    this.disk = disk;
  }

  /** Starts the client; what its disk holds is there again. */
  void start() {
    ProcessTimers started = new ProcessTimers(ground.scheduler());
    Destination destination = new FileDestination(disk);
    MsuClientPorts ports =
        new MsuClientPorts(
            ground.clock(),
            started,
            ground.newRandom(),
            link,
            disk,
            destination,
            MsuClientListener.SILENT);
    MsuClient fresh = new MsuClient(config, ports);
    link.listen(fresh);
    process = started;
    client = fresh;
    fresh.start();
  }

  /** The process ends where it stands, and starts again later. */
  void kill(Duration down) {
    if (process != null) {
      process.kill();
    }
    link.abandon();
    client = null;
    disk.losePower();
    ground.scheduler().after(down, this::start);
  }

  void unplug(Duration away) {
    link.connect(false);
    ground.scheduler().after(away, () -> link.connect(true));
  }

  public Ipv4 address() {
    return new Ipv4(link.address());
  }

  /** The client; empty while its process is dead. */
  public Optional<MsuClient> client() {
    return Optional.ofNullable(client);
  }

  /** What the client keeps files on. */
  public MemoryArea disk() {
    return disk;
  }

  /** Whether the disk has every file, octet for octet. */
  boolean holds(Map<String, byte[]> files) {
    return files.entrySet().stream().allMatch(file -> disk.holds(file.getKey(), file.getValue()));
  }
}
